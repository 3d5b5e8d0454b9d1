// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/console.h"
#include "kernel/slice.h"
#include "testing/fakes/kernel.h"
#include "testing/fakes/uart.h"
}

#include <gtest/gtest.h>

#include <cstring>
#include <list>
#include <string>

namespace {

// With a UART that detects an idle line, and with one that does not.
class Console : public testing::TestWithParam<bool> {
  protected:
    void SetUp() override {
        fake_kernel_reset();
        fake_uart_init(&uart);
        uart.no_idle = GetParam();
        console_.driver.ops = &console_driver_ops;
        console_.uart = &uart.uart;
        console_.transmit_buffer = BUFFER(transmit_memory);
        console_.receive_buffer = BUFFER(receive_memory);
        console_init(&console_);
        p = fake_process_new();
        q = fake_process_new();
    }

    void TearDown() override { EXPECT_EQ(fake_grants_entered(), 0u); }

    command_return command(process_id process, uint32_t number, uint32_t length = 0) {
        return fake_command(&console_.driver, process, number, length, 0);
    }

    // The process's memory: bytes stay where they are until the test ends.
    void share(process_id process, const std::string &bytes) {
        shared.push_back(bytes);
        fake_process_allow_readonly(
            process, &console_.driver, 1,
            slice_over(reinterpret_cast<const uint8_t *>(shared.back().data()), bytes.size()));
    }

    // Bytes come one by one, then the line is quiet.
    void type(const std::string &bytes) {
        fake_uart_feed_text(&uart, bytes.c_str());
        (void)fake_uart_idle(&uart);
    }

    void share_room(process_id process, slice_mut buffer) {
        fake_process_allow_readwrite(process, &console_.driver, 1, buffer);
    }

    void expect_success(command_return r) { EXPECT_EQ(r.variant, RETURN_SUCCESS); }

    void expect_failure(command_return r, errorcode error) {
        EXPECT_EQ(r.variant, RETURN_FAILURE);
        EXPECT_EQ(r.value[0], error);
    }

    void expect_written(process_id process, uint32_t bytes) {
        fake_upcall upcall = fake_process_yield(process);
        ASSERT_TRUE(upcall.valid);
        EXPECT_EQ(upcall.number, 1u);
        EXPECT_EQ(upcall.argument[0], bytes);
    }

    void expect_read(process_id process, errorcode status, uint32_t bytes) {
        fake_upcall upcall = fake_process_yield(process);
        ASSERT_TRUE(upcall.valid);
        EXPECT_EQ(upcall.number, 2u);
        EXPECT_EQ(upcall.argument[0], status);
        EXPECT_EQ(upcall.argument[1], bytes);
    }

    std::string sent() { return reinterpret_cast<char *>(uart.sent); }

    std::list<std::string> shared;
    fake_uart uart;
    uint8_t transmit_memory[8];
    uint8_t receive_memory[4];
    uint8_t room[16] = {};
    console console_ = {};
    process_id p, q;
    const std::string text = "The quick brown fox"; // Three pieces.
};

INSTANTIATE_TEST_SUITE_P(IdleDetection, Console, testing::Bool());

TEST_P(Console, ExistsAndKnowsItsCommands) {
    expect_success(command(p, 0));
    expect_success(command(process_id_none(), 0));
    for (uint32_t number : {4u, 5u, 1000u, UINT32_MAX}) {
        expect_failure(command(p, number), E_NOSUPPORT);
    }
}

TEST_P(Console, WritesInPieces) {
    share(p, text);
    expect_success(command(p, 1, static_cast<uint32_t>(text.size())));
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    EXPECT_EQ(fake_uart_complete_all(&uart), 3u);
    EXPECT_EQ(sent(), text);
    expect_written(p, 19);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
}

TEST_P(Console, LengthBeyondTheBufferWritesAllOfIt) {
    share(p, text);
    expect_success(command(p, 1, UINT32_MAX));
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), text);
    expect_written(p, 19);
    expect_success(command(p, 1, 3)); // A prefix.
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), text + "The");
    expect_written(p, 3);
}

TEST_P(Console, NoBufferIsBusy) {
    expect_failure(command(p, 1, 5), E_BUSY);
    expect_failure(command(p, 2, 5), E_BUSY);
    share(p, "");
    expect_failure(command(p, 1, 5), E_BUSY);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    EXPECT_EQ(uart.transmissions, 0u);
}

TEST_P(Console, StaleProcess) {
    share(p, text);
    process_id old = p;
    fake_process_kill(p);
    expect_failure(command(old, 1, 5), E_NODEVICE);
    expect_failure(command(old, 2, 5), E_NODEVICE);
    expect_failure(command(old, 3), E_NODEVICE);
    EXPECT_EQ(uart.transmissions, 0u);
}

TEST_P(Console, NoRoomForTheGrant) {
    fake_process_set_grant_room(p, false);
    expect_failure(command(p, 1, 5), E_NOMEM);
    expect_failure(command(p, 2, 5), E_NOMEM);
    expect_failure(command(p, 3), E_NOMEM);
    expect_success(command(p, 0));
}

TEST_P(Console, SecondWriteIsBusy) {
    share(p, text);
    expect_success(command(p, 1, 19));
    expect_failure(command(p, 1, 19), E_BUSY);
    fake_uart_complete_all(&uart);
    expect_written(p, 19);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
}

TEST_P(Console, LengthZeroAlwaysCompletes) {
    expect_success(command(p, 1, 0));
    expect_written(p, 0);
    EXPECT_EQ(uart.transmissions, 0u);
}

TEST_P(Console, LengthZeroCancelsTheWriteUnderWay) {
    share(p, text);
    expect_success(command(p, 1, 19));
    fake_uart_complete(&uart);
    expect_success(command(p, 1, 0));
    EXPECT_EQ(fake_process_upcalls(p), 0u) << "a piece is under way";
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), text.substr(0, 16));
    expect_written(p, 16);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
}

TEST_P(Console, LengthZeroCancelsAWaitingWrite) {
    share(p, text);
    share(q, text);
    expect_success(command(p, 1, 19));
    expect_success(command(q, 1, 19));
    expect_success(command(q, 1, 0));
    expect_written(q, 0);
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), text);
    EXPECT_EQ(fake_process_upcalls(q), 0u);
}

TEST_P(Console, WritesOfTwoProcessesDoNotMix) {
    share(p, "pppppppppppp\n");
    share(q, "qqqqqqqqqqqq\n");
    expect_success(command(p, 1, 13));
    expect_success(command(q, 1, 13));
    fake_uart_complete(&uart);
    fake_uart_complete(&uart);
    expect_written(p, 13);
    expect_success(command(p, 1, 13)); // Again, while q is sent.
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), "pppppppppppp\nqqqqqqqqqqqq\npppppppppppp\n");
    expect_written(q, 13);
    expect_written(p, 13);
}

TEST_P(Console, EverybodyGetsATurn) {
    process_id all[4] = {p, q, fake_process_new(), fake_process_new()};
    const std::string names[4] = {"0", "1", "2", "3"};
    for (int i = 0; i < 4; i++) {
        share(all[i], names[i]);
        expect_success(command(all[i], 1, 1));
    }
    for (int round = 0; round < 12; round++) { // Who has finished writes again at once.
        fake_uart_complete(&uart);
        for (int i = 0; i < 4; i++) {
            if (fake_process_upcalls(all[i]) > 0) {
                expect_written(all[i], 1);
                expect_success(command(all[i], 1, 1));
            }
        }
    }
    EXPECT_EQ(sent(), "012301230123");
}

TEST_P(Console, DeathDuringAWriteDisturbsNobody) {
    share(p, text);
    share(q, "next");
    expect_success(command(p, 1, 19));
    expect_success(command(q, 1, 4));
    fake_process_kill(p);
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), "The quicnext");
    expect_written(q, 4);
}

TEST_P(Console, RestartDuringAWriteInheritsNothing) {
    share(p, text);
    expect_success(command(p, 1, 19));
    p = fake_process_restart(p);
    share(p, "new");
    expect_success(command(p, 1, 3));
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), "The quicnew");
    expect_written(p, 3);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
}

TEST_P(Console, DeathOfAWaitingWriter) {
    share(p, text);
    share(q, "next");
    expect_success(command(p, 1, 19));
    expect_success(command(q, 1, 4));
    fake_process_kill(q);
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), text);
    expect_written(p, 19);
}

// Known bug 19.
TEST_P(Console, ShrinkingTheBufferDuringAWriteEndsIt) { // Known bug 19.
    share(p, text);
    expect_success(command(p, 1, 19));
    const std::string shorter = "0123456789";
    share(p, shorter);
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), "The quic89");
    expect_written(p, 10);
}

TEST_P(Console, RevokingTheBufferDuringAWriteEndsIt) {
    share(p, text);
    share(q, "next");
    expect_success(command(p, 1, 19));
    expect_success(command(q, 1, 4));
    share(p, "");
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), "The quicnext");
    expect_written(p, 8);
    expect_written(q, 4);
}

TEST_P(Console, RevokingTheBufferOfAWaitingWrite) {
    share(p, "x");
    share(q, text);
    expect_success(command(p, 1, 1));
    expect_success(command(q, 1, 19));
    share(q, "");
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), "x");
    expect_written(q, 0);
}

TEST_P(Console, TransmitErrorEndsTheWrite) {
    share(p, text);
    share(q, "next");
    expect_success(command(p, 1, 19));
    expect_success(command(q, 1, 4));
    fake_uart_fail(&uart, 3, E_FAIL);
    expect_written(p, 3);
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), "Thenext");
    expect_written(q, 4);
}

TEST_P(Console, UartThatRefusesEndsEveryWrite) {
    uart.transmit_result = E_OFF;
    share(p, text);
    expect_success(command(p, 1, 19));
    expect_written(p, 0);
    uart.transmit_result = E_OK;
    expect_success(command(p, 1, 19));
    share(q, "next");
    expect_success(command(q, 1, 4));
    uart.transmit_result = E_OFF;
    fake_uart_complete(&uart);
    expect_written(p, 8);
    expect_written(q, 0);
    uart.transmit_result = E_OK;
    expect_success(command(q, 1, 4)); // All is well afterwards.
    fake_uart_complete_all(&uart);
    EXPECT_EQ(sent(), "The quicnext");
}

TEST_P(Console, FullUpcallQueueLosesTheUpcallOnly) {
    fake_process_set_upcall_room(p, 0);
    share(p, "abc");
    expect_success(command(p, 1, 3));
    fake_uart_complete_all(&uart);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    fake_process_set_upcall_room(p, 1);
    expect_success(command(p, 1, 3));
    fake_uart_complete_all(&uart);
    expect_written(p, 3);
}

TEST_P(Console, ReadsInPieces) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 10));
    type("012345678");
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    type("9more");
    expect_read(p, E_OK, 10);
    EXPECT_STREQ(reinterpret_cast<char *>(room), "0123456789");
}

TEST_P(Console, ReadOfMoreThanTheBufferFillsIt) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, UINT32_MAX));
    type("0123456789abcdef");
    expect_read(p, E_OK, 16);
    EXPECT_EQ(room[15], 'f');
}

TEST_P(Console, ReadOfNothingCompletes) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 0));
    expect_read(p, E_OK, 0);
    EXPECT_EQ(uart.receptions, 0u);
}

TEST_P(Console, OneReaderAtATime) {
    share_room(p, SLICE_MUT(room));
    uint8_t other[4] = {};
    share_room(q, SLICE_MUT(other));
    expect_success(command(p, 2, 2));
    expect_failure(command(p, 2, 2), E_BUSY);
    expect_failure(command(q, 2, 2), E_BUSY);
    type("ab");
    expect_read(p, E_OK, 2);
    expect_success(command(q, 2, 2));
    type("cd");
    expect_read(q, E_OK, 2);
    EXPECT_EQ(other[0], 'c');
    EXPECT_EQ(other[1], 'd');
    EXPECT_EQ(fake_process_upcalls(p), 0u);
}

TEST_P(Console, AbortDeliversWhatCame) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 3)); // Nothing to abort.
    expect_success(command(p, 2, 10));
    type("012345");
    expect_success(command(q, 3)); // Not q's.
    EXPECT_FALSE(uart.receive_aborted);
    expect_success(command(p, 3));
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    ASSERT_TRUE(fake_uart_settle(&uart));
    expect_read(p, E_CANCEL, 6);
    EXPECT_EQ(room[5], '5');
    expect_success(command(p, 2, 1));
    type("x");
    expect_read(p, E_OK, 1);
}

TEST_P(Console, ReceiveErrorEndsTheRead) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 10));
    type("01");
    fake_uart_receive_fail(&uart, E_FAIL);
    expect_read(p, E_FAIL, 2);
    expect_success(command(p, 2, 10));
    type("0");
    uart.receive_result = E_OFF; // The next piece cannot start.
    type("1234");
    expect_read(p, E_OFF, 5);
    expect_failure(command(p, 2, 10), E_OFF);
    uart.receive_result = E_OK;
    expect_success(command(p, 2, 1));
    type("x");
    expect_read(p, E_OK, 1);
}

TEST_P(Console, WhatIsTypedAheadIsKept) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 1));
    type("hello");
    expect_read(p, E_OK, 1);
    EXPECT_EQ(room[0], 'h');
    expect_success(command(p, 2, 2));
    expect_read(p, E_OK, 2);
    EXPECT_EQ(room[0], 'e');
    EXPECT_EQ(room[1], 'l');
    expect_success(command(p, 2, 4)); // More than there is.
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    type("?!.");
    expect_read(p, E_OK, 4);
    EXPECT_EQ(memcmp(room, "lo?!", 4), 0);
    expect_success(command(p, 2, 1));
    expect_read(p, E_OK, 1);
    EXPECT_EQ(room[0], '.');
}

TEST_P(Console, TypingAheadIsBounded) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 1));
    for (int i = 0; i < 1000; i++) {
        fake_uart_feed(&uart, static_cast<uint8_t>(i));
    }
    expect_read(p, E_OK, 1);
    for (int i = 1; i <= 64; i++) {
        expect_success(command(p, 2, 1));
        expect_read(p, E_OK, 1);
        EXPECT_EQ(room[0], i);
    }
    expect_success(command(p, 2, 1));
    EXPECT_EQ(fake_process_upcalls(p), 0u);
}

TEST_P(Console, WhatIsTypedAheadIsNotForOthers) {
    share_room(p, SLICE_MUT(room));
    uint8_t other[4] = {};
    share_room(q, SLICE_MUT(other));
    expect_success(command(p, 2, 1));
    type("secret");
    expect_read(p, E_OK, 1);
    expect_success(command(q, 2, 1));
    EXPECT_EQ(fake_process_upcalls(q), 0u);
    type("x");
    expect_read(q, E_OK, 1);
    EXPECT_EQ(other[0], 'x');
}

TEST_P(Console, ListeningEndsWithTheReader) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 1));
    type("ab");
    process_id old = p;
    p = fake_process_restart(p);
    type("c");
    EXPECT_TRUE(buffer_is_empty(&uart.receive_buffer)) << "nobody reads";
    EXPECT_FALSE(fake_uart_feed(&uart, 'd'));
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 1));
    EXPECT_EQ(fake_process_upcalls(p), 0u) << "what was typed for its predecessor is gone";
    expect_failure(command(old, 3), E_NODEVICE);
    EXPECT_FALSE(uart.receive_aborted);
}

TEST_P(Console, AbortWhileAByteTypedAheadIsListenedFor) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 1));
    type("a");
    expect_read(p, E_OK, 1);
    expect_success(command(p, 3)); // Nothing to abort.
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    fake_uart_settle(&uart);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    expect_success(command(p, 2, 2));
    type("b");
    expect_success(command(p, 3));
    ASSERT_TRUE(fake_uart_settle(&uart));
    expect_read(p, E_CANCEL, 1);
}

TEST_P(Console, ShrinkingTheBufferDuringARead) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 10));
    type("0123");
    uint8_t shorter[6] = {};
    share_room(p, SLICE_MUT(shorter));
    type("4567");
    expect_read(p, E_SIZE, 6);
    EXPECT_EQ(shorter[5], '5');
    EXPECT_EQ(room[4], 0);
}

TEST_P(Console, RevokingTheBufferDuringARead) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 2));
    share_room(p, slice_mut_over(nullptr, 0));
    type("ab");
    expect_read(p, E_SIZE, 0);
    EXPECT_EQ(room[0], 0);
}

TEST_P(Console, DeathOfTheReaderFreesThePort) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 10));
    type("01");
    fake_process_kill(p);
    uint8_t other[4] = {};
    share_room(q, SLICE_MUT(other));
    expect_success(command(q, 2, 3));
    expect_failure(command(q, 2, 3), E_BUSY);
    type("abc");
    expect_read(q, E_OK, 3);
    EXPECT_EQ(other[0], 'a') << "not what p left";
    EXPECT_EQ(room[2], 0);
}

TEST_P(Console, DeathOfTheReaderBeforeItsBytesCome) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 2));
    fake_process_kill(p);
    type("ab");
    EXPECT_EQ(room[0], 0);
    uint8_t other[4] = {};
    share_room(q, SLICE_MUT(other));
    expect_success(command(q, 2, 2));
    type("cd");
    expect_read(q, E_OK, 2);
}

TEST_P(Console, SuccessorsAbortWhileTheDeadOnesBytesAreDiscarded) {
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 10));
    fake_process_kill(p);
    uint8_t other[4] = {};
    share_room(q, SLICE_MUT(other));
    expect_success(command(q, 2, 3));
    expect_success(command(q, 3));
    ASSERT_TRUE(fake_uart_settle(&uart));
    expect_read(q, E_CANCEL, 0);
    EXPECT_EQ(fake_process_upcalls(q), 0u);
    expect_success(command(q, 2, 1));
    type("x");
    expect_read(q, E_OK, 1);
}

TEST_P(Console, ReadAndWriteAtOnce) {
    share(p, text);
    share_room(p, SLICE_MUT(room));
    expect_success(command(p, 2, 3));
    expect_success(command(p, 1, 19));
    type("abc");
    fake_uart_complete_all(&uart);
    expect_read(p, E_OK, 3);
    expect_written(p, 19);
}

} // namespace
