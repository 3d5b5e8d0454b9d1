// SPDX-License-Identifier: Apache-2.0 OR MIT
// The console between two processes and a UART, for its tests.
#pragma once

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

namespace detent {

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

} // namespace detent
