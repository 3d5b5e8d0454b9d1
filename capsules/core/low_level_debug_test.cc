// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/low_level_debug.h"
#include "testing/fakes/kernel.h"
#include "testing/fakes/uart.h"
}

#include <gtest/gtest.h>

#include <string>

namespace {

class LowLevelDebug : public testing::Test {
  protected:
    void SetUp() override {
        fake_kernel_reset();
        fake_uart_init(&uart);
        debug_.driver.ops = &low_level_debug_driver_ops;
        debug_.uart = &uart.uart;
        debug_.buffer = BUFFER(memory);
        low_level_debug_init(&debug_);
        p = fake_process_new();
        q = fake_process_new();
    }

    void TearDown() override { EXPECT_EQ(fake_grants_entered(), 0u); }

    command_return command(process_id process, uint32_t number, uint32_t a = 0, uint32_t b = 0) {
        return fake_command(&debug_.driver, process, number, a, b);
    }

    void print(process_id process, uint32_t value) {
        EXPECT_EQ(command(process, 2, value).variant, RETURN_SUCCESS);
    }

    std::string sent() {
        fake_uart_complete_all(&uart);
        return reinterpret_cast<char *>(uart.sent);
    }

    fake_uart uart;
    uint8_t memory[64];
    low_level_debug debug_ = {};
    process_id p, q;
};

TEST_F(LowLevelDebug, Formats) {
    EXPECT_EQ(command(p, 0).variant, RETURN_SUCCESS);
    EXPECT_EQ(command(p, 1, 2).variant, RETURN_SUCCESS);
    EXPECT_EQ(command(q, 2, 0).variant, RETURN_SUCCESS);
    EXPECT_EQ(command(p, 3, 0x1234, UINT32_MAX).variant, RETURN_SUCCESS);
    EXPECT_EQ(sent(), "LowLevelDebug: App 0x0 alert code 0x2\r\n"
                      "LowLevelDebug: App 0x1 prints 0x0\r\n"
                      "LowLevelDebug: App 0x0 prints 0x1234 0xffffffff\r\n");
}

TEST_F(LowLevelDebug, EveryDigit) {
    print(p, 0x89ABCDEF);
    print(p, 0x01234567);
    EXPECT_EQ(sent(), "LowLevelDebug: App 0x0 prints 0x89abcdef\r\n"
                      "LowLevelDebug: App 0x0 prints 0x1234567\r\n");
}

TEST_F(LowLevelDebug, FullQueueCountsWhatItDrops) {
    print(p, 0); // Under way.
    for (uint32_t i = 1; i <= 7; i++) {
        print(p, i);
    }
    EXPECT_EQ(sent(), "LowLevelDebug: App 0x0 prints 0x0\r\n"
                      "LowLevelDebug: App 0x0 prints 0x1\r\n"
                      "LowLevelDebug: App 0x0 prints 0x2\r\n"
                      "LowLevelDebug: App 0x0 prints 0x3\r\n"
                      "LowLevelDebug: Dropped 0x4 entries for app 0x0\r\n");
    uart.sent_length = 0;
    print(p, 8); // All is well afterwards.
    EXPECT_EQ(sent(), "LowLevelDebug: App 0x0 prints 0x8\r\n");
}

TEST_F(LowLevelDebug, AFloodDoesNotStarveOthers) {
    for (uint32_t i = 0; i < 100; i++) {
        print(p, i);
    }
    print(q, 0xABC);
    fake_uart_complete(&uart); // p's first.
    print(p, 100);
    fake_uart_complete(&uart);
    EXPECT_STREQ(reinterpret_cast<char *>(uart.sent), "LowLevelDebug: App 0x0 prints 0x0\r\n"
                                                      "LowLevelDebug: App 0x1 prints 0xabc\r\n");
}

TEST_F(LowLevelDebug, DeathDropsTheQueue) {
    print(p, 1);
    print(p, 2);
    print(q, 3);
    fake_process_kill(p);
    EXPECT_EQ(sent(), "LowLevelDebug: App 0x0 prints 0x1\r\n"
                      "LowLevelDebug: App 0x1 prints 0x3\r\n");
    EXPECT_EQ(command(p, 2, 4).value[0], E_NODEVICE);
}

TEST_F(LowLevelDebug, UartErrors) {
    uart.transmit_result = E_OFF;
    print(p, 1); // Lost.
    uart.transmit_result = E_OK;
    print(p, 2);
    print(p, 3);
    fake_uart_fail(&uart, 0, E_FAIL); // 2 is lost on the wire.
    EXPECT_EQ(sent(), "LowLevelDebug: App 0x0 prints 0x3\r\n");
}

TEST_F(LowLevelDebug, UnknownCommandsAndNoGrant) {
    for (uint32_t number : {4u, 5u, UINT32_MAX}) {
        EXPECT_EQ(command(p, number).value[0], E_NOSUPPORT);
    }
    fake_process_set_grant_room(p, false);
    command_return r = command(p, 2, 1);
    EXPECT_EQ(r.variant, RETURN_FAILURE);
    EXPECT_EQ(r.value[0], E_NOMEM);
    EXPECT_EQ(command(p, 0).variant, RETURN_SUCCESS);
    EXPECT_EQ(sent(), "");
}

TEST_F(LowLevelDebug, TheLongestLinesFit) {
    for (int i = 2; i < FAKE_PROCESSES; i++) {
        p = fake_process_new();
    }
    EXPECT_EQ(command(p, 3, UINT32_MAX, UINT32_MAX).variant, RETURN_SUCCESS);
    EXPECT_EQ(command(p, 1, UINT32_MAX).variant, RETURN_SUCCESS);
    EXPECT_EQ(sent(), "LowLevelDebug: App 0x7 prints 0xffffffff 0xffffffff\r\n"
                      "LowLevelDebug: App 0x7 alert code 0xffffffff\r\n");
}

} // namespace
