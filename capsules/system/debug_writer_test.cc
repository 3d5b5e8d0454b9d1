// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/system/debug_writer.h"
#include "testing/fakes/kernel.h"
#include "testing/fakes/uart.h"
}

#include <gtest/gtest.h>

#include <string>

namespace {

class DebugWriter : public testing::Test {
  protected:
    void SetUp() override {
        fake_kernel_reset();
        fake_uart_init(&uart);
        debug_.writer.ops = &debug_writer_ops;
        debug_.uart = &uart.uart;
        debug_.ring = BUFFER(ring);
        debug_.transmit_buffer = BUFFER(transmit_memory);
        debug_writer_init(&debug_);
    }

    void write(const std::string &text) {
        write_bytes(&debug_.writer,
                    slice_over(reinterpret_cast<const uint8_t *>(text.data()), text.size()));
    }

    std::string drain() {
        fake_deferred_calls_run();
        while (fake_uart_complete(&uart)) {
            fake_deferred_calls_run();
        }
        std::string text = reinterpret_cast<char *>(uart.sent);
        uart.sent_length = 0;
        uart.sent[0] = 0;
        return text;
    }

    fake_uart uart;
    uint8_t ring[64];
    uint8_t transmit_memory[8];
    debug_writer debug_ = {};
};

TEST_F(DebugWriter, WritesFromADeferredCall) {
    write("abc");
    write_u32(&debug_.writer, 42);
    EXPECT_EQ(uart.transmissions, 0u);
    EXPECT_EQ(drain(), "abc42");
    EXPECT_EQ(uart.transmissions, 1u) << "pieces go together";
}

TEST_F(DebugWriter, SendsWholeLinesThatFit) {
    write("abc\r\ndefgh\r\n");
    fake_deferred_calls_run();
    ASSERT_TRUE(fake_uart_complete(&uart));
    EXPECT_STREQ(reinterpret_cast<char *>(uart.sent), "abc\r\n");
    EXPECT_EQ(drain(), "abc\r\ndefgh\r\n");
    EXPECT_EQ(uart.transmissions, 2u);
}

TEST_F(DebugWriter, CutsALineThatDoesNotFit) {
    write("longer than eight\r\n");
    EXPECT_EQ(drain(), "longer than eight\r\n");
    EXPECT_EQ(uart.transmissions, 3u);
}

TEST_F(DebugWriter, WrapsManyTimes) {
    for (int i = 0; i < 200; i++) {
        std::string line = "line " + std::to_string(i) + " of several\r\n";
        write(line);
        ASSERT_EQ(drain(), line);
    }
}

TEST_F(DebugWriter, FillsTheRingToTheLastByte) {
    for (uint32_t offset = 0; offset < 64; offset += 7) {
        write(std::string(offset + 1, '-'));
        drain();
        std::string full(64, 'x');
        write(full);
        EXPECT_EQ(drain(), full);
    }
}

TEST_F(DebugWriter, SaysHowMuchWasLost) {
    write(std::string(60, 'a'));
    write("bbbbbbbb"); // Four of these fit.
    write("cccc");     // Nothing does, and nothing may until the gap is reported.
    EXPECT_EQ(drain(), std::string(60, 'a') + "bbbb\r\n[debug: 8 bytes lost]\r\n");
    write("dddd");
    EXPECT_EQ(drain(), "dddd");
}

TEST_F(DebugWriter, TheGapIsWhereTheBytesAreMissing) {
    write(std::string(70, 'a'));
    fake_deferred_calls_run();
    fake_uart_complete(&uart); // Room for a few bytes, not yet for the message.
    write("later");
    std::string text = drain();
    EXPECT_EQ(text, std::string(64, 'a') + "\r\n[debug: 11 bytes lost]\r\n");
}

TEST_F(DebugWriter, AnEndlessFloodNeverBlocks) {
    for (int i = 0; i < 100000; i++) {
        write("flooding the port");
    }
    std::string text = drain();
    EXPECT_NE(text.find("[debug: 1699936 bytes lost]"), std::string::npos) << text;
    EXPECT_EQ(debug_.used, 0u);
}

TEST_F(DebugWriter, UartThatRefuses) {
    uart.transmit_result = E_OFF;
    write("abcdefghijkl");
    fake_deferred_calls_run();
    uart.transmit_result = E_OK;
    write("x"); // Lost too: the gap comes first. It starts the output again.
    EXPECT_EQ(drain(), "ijkl\r\n[debug: 9 bytes lost]\r\n");
}

TEST_F(DebugWriter, ErrorsOnTheWireCountAsLost) {
    write("abcd");
    fake_deferred_calls_run();
    fake_uart_fail(&uart, 1, E_FAIL);
    EXPECT_EQ(drain(), "a\r\n[debug: 3 bytes lost]\r\n");
}

TEST_F(DebugWriter, EmptyWrites) {
    write("");
    EXPECT_EQ(drain(), "");
    EXPECT_EQ(uart.transmissions, 0u);
}

TEST_F(DebugWriter, WritingDuringATransmission) {
    write("first");
    fake_deferred_calls_run();
    write("second");
    fake_deferred_calls_run();
    EXPECT_EQ(uart.transmissions, 1u);
    EXPECT_EQ(drain(), "firstsecond");
}

TEST_F(DebugWriter, APanicTakesWhatIsLeft) {
    write(std::string(50, '-'));
    drain();
    write("0123456789abcdefghijklmnop"); // Wraps.
    uint8_t into[40] = {};
    EXPECT_EQ(debug_writer_take(&debug_, SLICE_MUT(into)), 26u);
    EXPECT_STREQ(reinterpret_cast<char *>(into), "0123456789abcdefghijklmnop");
    EXPECT_EQ(debug_writer_take(&debug_, SLICE_MUT(into)), 0u);
}

} // namespace
