// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/virtual_uart.h"
#include "kernel/buffer.h"
#include "testing/fakes/uart.h"
}

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace {

struct Completion {
    uint32_t count;
    errorcode error;
    std::string text;
};

// A client of one device: it keeps its buffers and what came back with them.
struct Client : uart_client {
    uint8_t transmit_memory[64] = {};
    uint8_t receive_memory[64] = {};
    buffer transmit = BUFFER(transmit_memory);
    buffer receive = BUFFER(receive_memory);
    std::vector<Completion> transmitted;
    std::vector<Completion> received;
    std::function<void()> on_transmitted = [] {};
    std::function<void()> on_received = [] {};
    virtual_uart device = {};

    Client();

    errorcode send(const std::string &text) {
        buffer_window(&transmit, 0, 0);
        buffer_reset(&transmit);
        for (size_t i = 0; i < text.size(); i++) {
            slice_set(buffer_write(&transmit), i, static_cast<uint8_t>(text[i]));
        }
        buffer_window(&transmit, 0, static_cast<uint32_t>(text.size()));
        return uart_transmit(&device.uart, &transmit);
    }

    errorcode read(uint32_t length, uint32_t idle_bits = 0) {
        buffer_window(&receive, 0, length);
        return uart_receive(&device.uart, &receive, idle_bits);
    }
};

Client *client_of(uart_client *client) {
    return static_cast<Client *>(client);
}

const uart_client_ops client_ops = {
    .transmitted =
        [](uart_client *client, buffer *b, uint32_t count, errorcode error) {
            Client *self = client_of(client);
            ASSERT_TRUE(buffer_is_empty(&self->transmit));
            self->transmit = buffer_take(b);
            self->transmitted.push_back({count, error, ""});
            self->on_transmitted();
        },
    .received =
        [](uart_client *client, buffer *b, uint32_t count, errorcode error) {
            Client *self = client_of(client);
            ASSERT_TRUE(buffer_is_empty(&self->receive));
            self->receive = buffer_take(b);
            std::string text;
            for (uint32_t i = 0; i < count; i++) {
                text += static_cast<char>(slice_get(buffer_read(&self->receive), i));
            }
            self->received.push_back({count, error, text});
            self->on_received();
        },
};

Client::Client() {
    ops = &client_ops;
    device.uart.transmit_client = this;
    device.uart.receive_client = this;
}

class VirtualUart : public testing::Test {
  protected:
    void SetUp() override {
        fake_uart_init(&hardware);
        mux.hardware = &hardware.uart;
        mux.parameters = {.baud_rate = 115200,
                          .width = 8,
                          .parity = UART_PARITY_NONE,
                          .stop_bits = UART_STOP_BITS_ONE,
                          .hardware_flow_control = false};
        mux.receive_buffer = BUFFER(memory);
        mux.devices = {.items = table, .count = 3};
        ASSERT_EQ(virtual_uart_mux_init(&mux), E_OK);
    }

    std::string sent() { return reinterpret_cast<char *>(hardware.sent); }

    fake_uart hardware;
    uint8_t memory[8];
    Client a, b, c;
    virtual_uart *table[3] = {&a.device, &b.device, &c.device};
    virtual_uart_mux mux = {};
};

TEST_F(VirtualUart, ConfiguresTheHardwareOnce) {
    EXPECT_EQ(hardware.parameters.baud_rate, 115200u);
    EXPECT_EQ(hardware.parameters.width, 8);
    EXPECT_EQ(uart_configure(&a.device.uart, &mux.parameters), E_NOSUPPORT);
}

TEST_F(VirtualUart, InitReportsWhatTheHardwareSays) {
    hardware.configure_result = E_INVAL;
    EXPECT_EQ(virtual_uart_mux_init(&mux), E_INVAL);
}

TEST_F(VirtualUart, SendsAndGivesTheBufferBack) {
    ASSERT_EQ(a.send("hello"), E_OK);
    EXPECT_TRUE(buffer_is_empty(&a.transmit));
    EXPECT_TRUE(a.transmitted.empty()) << "no callback from within the call";
    fake_uart_complete_all(&hardware);
    EXPECT_EQ(sent(), "hello");
    ASSERT_EQ(a.transmitted.size(), 1u);
    EXPECT_EQ(a.transmitted[0].count, 5u);
    EXPECT_EQ(a.transmitted[0].error, E_OK);
    EXPECT_EQ(a.transmit.data, a.transmit_memory);
}

TEST_F(VirtualUart, RefusesEmptyAndDoubleTransmissions) {
    EXPECT_EQ(a.send(""), E_SIZE);
    EXPECT_FALSE(buffer_is_empty(&a.transmit));
    buffer none = {};
    EXPECT_EQ(uart_transmit(&a.device.uart, &none), E_SIZE);
    ASSERT_EQ(a.send("one"), E_OK);
    uint8_t other[4] = {};
    buffer second = BUFFER(other);
    EXPECT_EQ(uart_transmit(&a.device.uart, &second), E_BUSY);
    EXPECT_EQ(second.data, other);
    ASSERT_EQ(b.send("two"), E_OK); // Waits.
    EXPECT_EQ(uart_transmit(&b.device.uart, &second), E_BUSY);
    EXPECT_EQ(second.data, other);
}

TEST_F(VirtualUart, WaitingDevicesTakeTurns) {
    int again = 3;
    a.on_transmitted = [&] {
        if (again-- > 0) {
            ASSERT_EQ(a.send("a"), E_OK);
        }
    };
    ASSERT_EQ(a.send("a"), E_OK);
    ASSERT_EQ(c.send("c"), E_OK);
    ASSERT_EQ(b.send("b"), E_OK);
    fake_uart_complete_all(&hardware);
    EXPECT_EQ(sent(), "abcaaa");
}

TEST_F(VirtualUart, TwoBusyDevicesAlternate) {
    int rounds = 6;
    a.on_transmitted = [&] {
        if (rounds-- > 0) {
            ASSERT_EQ(a.send("a"), E_OK);
        }
    };
    b.on_transmitted = [&] {
        if (rounds-- > 0) {
            ASSERT_EQ(b.send("b"), E_OK);
        }
    };
    ASSERT_EQ(a.send("a"), E_OK);
    ASSERT_EQ(b.send("b"), E_OK);
    fake_uart_complete_all(&hardware);
    EXPECT_EQ(sent(), "abababab");
}

TEST_F(VirtualUart, ImmediateErrorLeavesTheBufferWithTheCaller) {
    hardware.transmit_result = E_OFF;
    EXPECT_EQ(a.send("x"), E_OFF);
    EXPECT_EQ(a.transmit.data, a.transmit_memory);
    hardware.transmit_result = E_OK;
    EXPECT_EQ(a.send("x"), E_OK);
}

TEST_F(VirtualUart, WaitingTransmissionThatIsRefusedIsReported) {
    ASSERT_EQ(a.send("a"), E_OK);
    ASSERT_EQ(b.send("b"), E_OK);
    hardware.transmit_result = E_OFF;
    b.on_transmitted = [&] { EXPECT_EQ(b.send("b"), E_OFF); };
    fake_uart_complete(&hardware);
    ASSERT_EQ(b.transmitted.size(), 1u);
    EXPECT_EQ(b.transmitted[0].error, E_OFF);
    EXPECT_EQ(b.transmitted[0].count, 0u);
    ASSERT_EQ(a.transmitted.size(), 1u);
    EXPECT_EQ(a.transmitted[0].error, E_OK);
}

TEST_F(VirtualUart, ClientMayRetryFromTheErrorCallback) {
    ASSERT_EQ(a.send("a"), E_OK);
    ASSERT_EQ(b.send("b"), E_OK);
    ASSERT_EQ(c.send("c"), E_OK);
    hardware.transmit_result = E_OFF;
    b.on_transmitted = [&] {
        hardware.transmit_result = E_OK;
        if (b.transmitted.size() == 1) {
            EXPECT_EQ(b.send("B"), E_OK);
        }
    };
    fake_uart_complete_all(&hardware);
    EXPECT_EQ(sent(), "aBc");
}

TEST_F(VirtualUart, WireErrorReachesItsSenderOnly) {
    ASSERT_EQ(a.send("abc"), E_OK);
    ASSERT_EQ(b.send("def"), E_OK);
    fake_uart_fail(&hardware, 1, E_FAIL);
    ASSERT_EQ(a.transmitted.size(), 1u);
    EXPECT_EQ(a.transmitted[0].error, E_FAIL);
    EXPECT_EQ(a.transmitted[0].count, 1u);
    fake_uart_complete_all(&hardware);
    EXPECT_EQ(b.transmitted[0].error, E_OK);
    EXPECT_EQ(sent(), "adef");
}

TEST_F(VirtualUart, AbortsTransmissions) {
    EXPECT_EQ(uart_transmit_abort(&a.device.uart), E_OK);
    ASSERT_EQ(a.send("a"), E_OK);
    ASSERT_EQ(b.send("b"), E_OK);
    ASSERT_EQ(c.send("c"), E_OK);
    EXPECT_EQ(uart_transmit_abort(&b.device.uart), E_BUSY); // Waits.
    EXPECT_FALSE(hardware.transmit_aborted);
    EXPECT_EQ(uart_transmit_abort(&a.device.uart), E_BUSY); // Under way.
    EXPECT_TRUE(hardware.transmit_aborted);
    EXPECT_TRUE(a.transmitted.empty());
    EXPECT_TRUE(b.transmitted.empty());
    fake_uart_complete_all(&hardware);
    EXPECT_EQ(sent(), "c");
    EXPECT_EQ(a.transmitted[0].error, E_CANCEL);
    EXPECT_EQ(b.transmitted[0].error, E_CANCEL);
    EXPECT_EQ(b.transmitted[0].count, 0u);
    EXPECT_EQ(c.transmitted[0].error, E_OK);
    ASSERT_EQ(b.send("b"), E_OK); // The cancellation is over.
    fake_uart_complete_all(&hardware);
    EXPECT_EQ(sent(), "cb");
}

TEST_F(VirtualUart, ReceivesMoreThanOnePieceHolds) {
    ASSERT_EQ(a.read(20), E_OK);
    EXPECT_TRUE(buffer_is_empty(&a.receive));
    fake_uart_feed_text(&hardware, "0123456789abcdefghijKL");
    ASSERT_EQ(a.received.size(), 1u);
    EXPECT_EQ(a.received[0].text, "0123456789abcdefghij");
    EXPECT_EQ(a.received[0].error, E_OK);
    EXPECT_TRUE(buffer_is_empty(&hardware.receive_buffer)) << "nobody receives";
}

TEST_F(VirtualUart, EachReceiverGetsACopy) {
    ASSERT_EQ(a.read(4), E_OK);
    ASSERT_EQ(b.read(6), E_OK);
    ASSERT_TRUE(fake_uart_settle(&hardware)); // b's arrival cut the piece short.
    EXPECT_TRUE(a.received.empty());
    fake_uart_feed_text(&hardware, "123456");
    ASSERT_EQ(a.received.size(), 1u);
    ASSERT_EQ(b.received.size(), 1u);
    EXPECT_EQ(a.received[0].text, "1234");
    EXPECT_EQ(b.received[0].text, "123456");
}

TEST_F(VirtualUart, NobodyGetsBytesFromBeforeItsReceive) {
    ASSERT_EQ(a.read(4), E_OK);
    fake_uart_feed_text(&hardware, "12");
    ASSERT_EQ(b.read(2), E_OK);
    fake_uart_feed_text(&hardware, "345");
    ASSERT_EQ(a.received.size(), 1u);
    EXPECT_EQ(a.received[0].text, "1234");
    ASSERT_EQ(b.received.size(), 1u);
    EXPECT_EQ(b.received[0].text, "34");
}

TEST_F(VirtualUart, RefusesEmptyAndDoubleReceptions) {
    EXPECT_EQ(a.read(0), E_SIZE);
    buffer none = {};
    EXPECT_EQ(uart_receive(&a.device.uart, &none, 0), E_SIZE);
    ASSERT_EQ(a.read(3), E_OK);
    uint8_t other[4] = {};
    buffer second = BUFFER(other);
    EXPECT_EQ(uart_receive(&a.device.uart, &second, 0), E_BUSY);
    EXPECT_EQ(second.data, other);
}

TEST_F(VirtualUart, ReceiveAgainFromTheCallbackLosesNothing) {
    std::string all;
    a.on_received = [&] {
        all += a.received.back().text;
        ASSERT_EQ(a.read(1), E_OK);
    };
    ASSERT_EQ(a.read(1), E_OK);
    fake_uart_feed_text(&hardware, "a line of text");
    EXPECT_EQ(all, "a line of text");
}

TEST_F(VirtualUart, TwoReceiversThatReadAgainLoseNothing) {
    std::string all_a, all_b;
    a.on_received = [&] {
        all_a += a.received.back().text;
        ASSERT_EQ(a.read(1), E_OK);
    };
    b.on_received = [&] {
        all_b += b.received.back().text;
        ASSERT_EQ(b.read(3), E_OK);
    };
    ASSERT_EQ(a.read(1), E_OK);
    ASSERT_EQ(b.read(3), E_OK);
    fake_uart_feed_text(&hardware, "abcdefghi");
    EXPECT_EQ(all_a, "abcdefghi");
    EXPECT_EQ(all_b, "abcdefghi");
}

TEST_F(VirtualUart, AbortEndsOneReceptionOnly) {
    EXPECT_EQ(uart_receive_abort(&a.device.uart), E_OK);
    ASSERT_EQ(a.read(5), E_OK);
    ASSERT_EQ(b.read(5), E_OK);
    fake_uart_feed_text(&hardware, "12");
    EXPECT_EQ(uart_receive_abort(&a.device.uart), E_BUSY);
    EXPECT_TRUE(a.received.empty()) << "no callback from within the call";
    fake_uart_feed_text(&hardware, "345");
    ASSERT_EQ(a.received.size(), 1u);
    EXPECT_EQ(a.received[0].error, E_CANCEL);
    EXPECT_EQ(a.received[0].text, "12");
    ASSERT_EQ(b.received.size(), 1u);
    EXPECT_EQ(b.received[0].text, "12345");
    EXPECT_EQ(b.received[0].error, E_OK);
}

TEST_F(VirtualUart, AbortOfAJoiningDevice) {
    ASSERT_EQ(a.read(5), E_OK);
    ASSERT_EQ(b.read(5), E_OK);
    EXPECT_EQ(uart_receive_abort(&b.device.uart), E_BUSY);
    ASSERT_TRUE(fake_uart_settle(&hardware));
    ASSERT_EQ(b.received.size(), 1u);
    EXPECT_EQ(b.received[0].error, E_CANCEL);
    EXPECT_EQ(b.received[0].count, 0u);
    fake_uart_feed_text(&hardware, "12345");
    EXPECT_EQ(a.received[0].text, "12345");
    ASSERT_EQ(b.read(1), E_OK); // The cancellation is over.
    fake_uart_feed_text(&hardware, "6");
    EXPECT_EQ(b.received[1].error, E_OK);
}

TEST_F(VirtualUart, AbortThatComesTooLate) {
    ASSERT_EQ(a.read(3), E_OK);
    EXPECT_EQ(uart_receive_abort(&a.device.uart), E_BUSY);
    fake_uart_feed(&hardware, '1');
    fake_uart_feed(&hardware, '2');
    fake_uart_feed(&hardware, '3'); // Full before the hardware saw the abort.
    ASSERT_EQ(a.received.size(), 1u);
    EXPECT_EQ(a.received[0].error, E_OK);
    EXPECT_EQ(a.received[0].text, "123");
}

TEST_F(VirtualUart, IdleLineEndsThoseWhoAskedForIt) {
    ASSERT_EQ(a.read(5, 20), E_OK);
    ASSERT_EQ(b.read(5), E_OK);
    fake_uart_feed_text(&hardware, "12");
    EXPECT_EQ(hardware.idle_bits, 20u);
    ASSERT_TRUE(fake_uart_idle(&hardware));
    ASSERT_EQ(a.received.size(), 1u);
    EXPECT_EQ(a.received[0].error, E_SIZE);
    EXPECT_EQ(a.received[0].text, "12");
    EXPECT_TRUE(b.received.empty());
    fake_uart_feed_text(&hardware, "345");
    EXPECT_EQ(b.received[0].text, "12345");
}

TEST_F(VirtualUart, WithIdleDetectionNothingIsHeldBack) {
    ASSERT_EQ(a.read(20, 40), E_OK);
    fake_uart_feed_text(&hardware, "12345678"); // One piece; the line is idle from here on.
    ASSERT_EQ(a.received.size(), 1u);
    EXPECT_EQ(a.received[0].error, E_SIZE);
    EXPECT_EQ(a.received[0].text, "12345678");
    ASSERT_EQ(a.read(20, 40), E_OK);
    fake_uart_feed_text(&hardware, "9");
    ASSERT_EQ(b.read(1), E_OK); // Cuts the piece short.
    ASSERT_TRUE(fake_uart_settle(&hardware));
    ASSERT_EQ(a.received.size(), 2u);
    EXPECT_EQ(a.received[1].error, E_SIZE);
    EXPECT_EQ(a.received[1].text, "9");
}

TEST_F(VirtualUart, LineErrorReachesAllReceivers) {
    ASSERT_EQ(a.read(5), E_OK);
    ASSERT_EQ(b.read(5), E_OK);
    fake_uart_feed_text(&hardware, "1");
    ASSERT_TRUE(fake_uart_receive_fail(&hardware, E_FAIL));
    EXPECT_EQ(a.received[0].error, E_FAIL);
    EXPECT_EQ(a.received[0].text, "1");
    EXPECT_EQ(b.received[0].error, E_FAIL);
}

TEST_F(VirtualUart, ReceiveErrorsAtStart) {
    hardware.receive_result = E_OFF;
    EXPECT_EQ(a.read(5), E_OFF);
    EXPECT_EQ(a.receive.data, a.receive_memory);
    EXPECT_EQ(a.receive.length, 5u);
    hardware.receive_result = E_OK;
    ASSERT_EQ(a.read(20), E_OK);
    hardware.receive_result = E_OFF; // The second piece cannot start.
    fake_uart_feed_text(&hardware, "12345678");
    ASSERT_EQ(a.received.size(), 1u);
    EXPECT_EQ(a.received[0].error, E_OFF);
    EXPECT_EQ(a.received[0].text, "12345678");
    hardware.receive_result = E_OK;
    EXPECT_EQ(a.read(1), E_OK);
}

} // namespace
