// SPDX-License-Identifier: Apache-2.0 OR MIT
// The console's commands and writes; reads are in console_read_test.cc.
#include "capsules/core/console_test_fixture.h"

namespace detent {
namespace {

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

} // namespace
} // namespace detent
