// SPDX-License-Identifier: Apache-2.0 OR MIT
// The console's reads, and what is typed ahead of them.
#include "capsules/core/console_test_fixture.h"

namespace detent {
namespace {

INSTANTIATE_TEST_SUITE_P(IdleDetection, Console, testing::Bool());

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
} // namespace detent
