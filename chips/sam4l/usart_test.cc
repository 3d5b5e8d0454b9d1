// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/fake.h"
extern "C" {
#include "chips/sam4l/usart.h"
}
#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <string>
#include <vector>

extern "C" void deferred_call_set(struct deferred_call *call) {
    call->pending = true;
}

namespace {

struct Client {
    struct uart_client client;
    struct buffer transmit = {};
    struct buffer receive = {};
    std::vector<std::pair<uint32_t, enum errorcode>> transmitted = {};
    std::vector<std::pair<uint32_t, enum errorcode>> received = {};
    std::function<void()> on_received = [] {};
};

void on_transmitted(struct uart_client *client, struct buffer *buffer, uint32_t count,
                    enum errorcode error) {
    auto *self = reinterpret_cast<Client *>(client);
    self->transmit = buffer_take(buffer);
    self->transmitted.emplace_back(count, error);
}

void on_received(struct uart_client *client, struct buffer *buffer, uint32_t count,
                 enum errorcode error) {
    auto *self = reinterpret_cast<Client *>(client);
    self->receive = buffer_take(buffer);
    self->received.emplace_back(count, error);
    self->on_received();
}

const struct uart_client_ops client_ops = {on_transmitted, on_received};
const struct uart_parameters usual = {115200, 8, UART_PARITY_NONE, UART_STOP_BITS_ONE, false};

class Usart : public testing::Test {
  protected:
    FakeClockTree clocks;
    struct sam4l_pm_registers pm = {};
    struct sam4l_usart_registers registers = {};
    struct sam4l_pdca_registers tx = {};
    struct sam4l_pdca_registers rx = {};
    const struct sam4l_usart_wiring wiring = {
        &registers, {&pm, PM_PBAMASK_USART3, SAM4L_BUS_PBA}, &tx, &rx, 21, 3};
    Client client = {{&client_ops}};
    struct sam4l_usart usart = {};
    struct uart *const uart = &usart.uart;
    uint8_t bytes[16] = {};
    uint8_t room[16] = {};
    struct buffer out = {bytes, sizeof(bytes), 0, sizeof(bytes)};
    struct buffer in = {room, sizeof(room), 0, sizeof(room)};

    void SetUp() override {
        ASSERT_EQ(sam4l_clocks_start(&clocks.tree), nullptr);
        usart.uart = {&sam4l_usart_ops, &client.client, &client.client};
        usart.panic_writer.ops = &sam4l_usart_panic_writer_ops;
        usart.abort_call.ops = &sam4l_usart_abort_ops;
        usart.wiring = &wiring;
        registers.csr = USART_CSR_TXRDY | USART_CSR_TXEMPTY;
    }

    void configure() { ASSERT_EQ(uart_configure(uart, &usual), E_OK); }
    bool clocked() const { return (pm.pbamask & PM_PBAMASK_USART3) != 0; }
    void interrupt() { sam4l_usart_interrupt(&usart); }

    // The channel moved all but left bytes.
    void move(struct sam4l_pdca_registers &channel, uint32_t left) {
        channel.tcr = left;
        channel.isr = left == 0 ? PDCA_ISR_TRC : 0;
    }
    void receive(uint32_t idle_bits) {
        ASSERT_EQ(uart_receive(uart, &in, idle_bits), E_OK);
        ASSERT_TRUE(buffer_is_empty(&in));
    }
    // What the port's control register was written to last.
    void raise(uint32_t flags) { registers.csr = registers.csr | flags; }
};

// ---- Configuration

TEST_F(Usart, BaudRatesAreWithinOnePercent) {
    for (uint32_t baud : {300u, 1200u, 9600u, 19200u, 38400u, 57600u, 115200u, 230400u, 250000u,
                          460800u, 921600u, 1000000u, 3000000u}) {
        struct uart_parameters parameters = usual;
        parameters.baud_rate = baud;
        ASSERT_EQ(uart_configure(uart, &parameters), E_OK) << baud;
        const uint32_t cd = registers.brgr & 0xFFFF;
        const uint32_t fp = registers.brgr >> 16;
        ASSERT_GE(cd, 1u);
        ASSERT_LE(fp, 7u);
        const double actual = 48e6 / 16 / (cd + fp / 8.0);
        EXPECT_NEAR(actual, baud, baud * 0.01) << baud;
    }
}

TEST_F(Usart, RefusesRatesItCannotReach) {
    for (uint32_t baud : {0u, 1u, 45u, 2900000u, 3000001u, 48000000u, 0xFFFFFFFFu}) {
        struct uart_parameters parameters = usual;
        parameters.baud_rate = baud;
        EXPECT_EQ(uart_configure(uart, &parameters), E_INVAL) << baud;
    }
}

TEST_F(Usart, ModeHasWhatWasAskedFor) {
    configure();
    EXPECT_EQ(registers.mr, 0x8C0u); // 8 bits, no parity, one stop bit.
    struct uart_parameters parameters = {9600, 7, UART_PARITY_EVEN, UART_STOP_BITS_TWO, true};
    ASSERT_EQ(uart_configure(uart, &parameters), E_OK);
    EXPECT_EQ(registers.mr, 2u | 2u << 6 | 0u << 9 | 2u << 12);
    parameters = {9600, 5, UART_PARITY_ODD, UART_STOP_BITS_ONE, false};
    ASSERT_EQ(uart_configure(uart, &parameters), E_OK);
    EXPECT_EQ(registers.mr, 1u << 9);
    parameters.width = 9;
    EXPECT_EQ(uart_configure(uart, &parameters), E_NOSUPPORT);
    parameters.width = 4;
    EXPECT_EQ(uart_configure(uart, &parameters), E_NOSUPPORT);
}

TEST_F(Usart, ConfiguredPortHasNoClockUntilItIsUsed) {
    EXPECT_EQ(uart_transmit(uart, &out), E_OFF);
    EXPECT_EQ(uart_receive(uart, &in, 0), E_OFF);
    configure();
    EXPECT_FALSE(clocked());
    EXPECT_EQ(pm.hsbmask, uint32_t(PM_HSBMASK_PDCA));
}

// ---- Transmission

TEST_F(Usart, TransmitsTheWindow) {
    configure();
    buffer_window(&out, 4, 10);
    ASSERT_EQ(uart_transmit(uart, &out), E_OK);
    EXPECT_TRUE(buffer_is_empty(&out));
    EXPECT_TRUE(clocked());
    EXPECT_EQ(tx.psr, 21u);
    EXPECT_EQ(tx.mar, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(bytes + 4)));
    EXPECT_EQ(tx.tcr, 10u);
    interrupt(); // Not ours: nothing has happened.
    EXPECT_TRUE(client.transmitted.empty());

    registers.csr = 0; // The last byte is in the shift register.
    move(tx, 0);
    interrupt();
    ASSERT_EQ(client.transmitted.size(), 1u);
    EXPECT_EQ(client.transmitted[0], std::make_pair(10u, E_OK));
    EXPECT_EQ(client.transmit.data, bytes);
    EXPECT_EQ(client.transmit.length, 10u);
    EXPECT_EQ(registers.ier, uint32_t(USART_IER_TXEMPTY));
    EXPECT_TRUE(clocked()) << "else the last byte would not leave";
    EXPECT_EQ(uart_transmit_abort(uart), E_OK) << "no callback is to follow";
    interrupt();
    EXPECT_TRUE(clocked());

    registers.csr = USART_CSR_TXRDY | USART_CSR_TXEMPTY;
    interrupt();
    EXPECT_EQ(client.transmitted.size(), 1u);
    EXPECT_FALSE(clocked());
}

TEST_F(Usart, TransmitsAgainWhileTheLastBytesLeave) {
    configure();
    ASSERT_EQ(uart_transmit(uart, &out), E_OK);
    registers.csr = 0;
    move(tx, 0);
    interrupt();
    ASSERT_EQ(uart_transmit(uart, &client.transmit), E_OK);
    EXPECT_EQ(registers.idr, uint32_t(USART_IDR_TXEMPTY)) << "it is not the end";
    registers.csr = USART_CSR_TXRDY | USART_CSR_TXEMPTY;
    interrupt();
    EXPECT_TRUE(clocked());
    move(tx, 0);
    interrupt();
    EXPECT_EQ(client.transmitted.size(), 2u);
    interrupt();
    EXPECT_FALSE(clocked());
}

TEST_F(Usart, RefusesASecondTransmissionAndOddSizes) {
    configure();
    struct buffer empty = {};
    EXPECT_EQ(uart_transmit(uart, &empty), E_SIZE);
    uint8_t more[1];
    struct buffer other = {more, 0x10000, 0, 0x10000}; // Never touched.
    EXPECT_EQ(uart_transmit(uart, &other), E_SIZE);
    EXPECT_FALSE(buffer_is_empty(&other));
    ASSERT_EQ(uart_transmit(uart, &out), E_OK);
    buffer_window(&other, 0, 1);
    EXPECT_EQ(uart_transmit(uart, &other), E_BUSY);
    EXPECT_EQ(uart_configure(uart, &usual), E_BUSY);
}

TEST_F(Usart, AbortedTransmissionCountsWhatWasSent) {
    configure();
    EXPECT_EQ(uart_transmit_abort(uart), E_OK);
    ASSERT_EQ(uart_transmit(uart, &out), E_OK);
    registers.csr = 0;
    move(tx, 6);
    EXPECT_EQ(uart_transmit_abort(uart), E_BUSY);
    EXPECT_EQ(tx.cr, uint32_t(PDCA_CR_TDIS));
    EXPECT_TRUE(client.transmitted.empty());
    EXPECT_EQ(uart_transmit_abort(uart), E_BUSY);
    registers.csr = USART_CSR_TXEMPTY;
    interrupt();
    ASSERT_EQ(client.transmitted.size(), 1u);
    EXPECT_EQ(client.transmitted[0], std::make_pair(10u, E_CANCEL));
    EXPECT_EQ(uart_transmit_abort(uart), E_OK);
}

TEST_F(Usart, BusErrorWhileTransmitting) {
    configure();
    ASSERT_EQ(uart_transmit(uart, &out), E_OK);
    tx.tcr = 16;
    tx.isr = PDCA_ISR_TERR;
    interrupt();
    ASSERT_EQ(client.transmitted.size(), 1u);
    EXPECT_EQ(client.transmitted[0], std::make_pair(0u, E_FAIL));
}

// ---- Reception

TEST_F(Usart, ReceivesAFullWindow) {
    configure();
    buffer_window(&in, 2, 8);
    receive(0);
    EXPECT_TRUE(clocked());
    EXPECT_EQ(rx.psr, 3u);
    EXPECT_EQ(rx.mar, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(room + 2)));
    EXPECT_EQ(rx.tcr, 8u);
    EXPECT_EQ(registers.ier & USART_IER_TIMEOUT, 0u);
    move(rx, 0);
    interrupt();
    ASSERT_EQ(client.received.size(), 1u);
    EXPECT_EQ(client.received[0], std::make_pair(8u, E_OK));
    EXPECT_EQ(client.receive.data, room);
    EXPECT_EQ(client.receive.start, 2u);
    EXPECT_FALSE(clocked());
    EXPECT_EQ(registers.cr, uint32_t(USART_CR_RXDIS));
}

TEST_F(Usart, IdleLineEndsAReceptionThatHasBytes) {
    configure();
    receive(100);
    EXPECT_EQ(registers.rtor, 100u);
    EXPECT_EQ(registers.cr, uint32_t(USART_CR_STTTO)); // From the first byte on.
    raise(USART_CSR_TIMEOUT);
    interrupt();
    EXPECT_TRUE(client.received.empty()); // Nothing came.
    EXPECT_EQ(registers.cr, uint32_t(USART_CR_STTTO));
    move(rx, 13);
    interrupt();
    ASSERT_EQ(client.received.size(), 1u);
    EXPECT_EQ(client.received[0], std::make_pair(3u, E_SIZE));
}

TEST_F(Usart, IdleTimeRunsFromAByteThatWaits) {
    configure();
    raise(USART_CSR_RXRDY);
    receive(100);
    EXPECT_EQ(registers.cr, uint32_t(USART_CR_RETTO));
}

TEST_F(Usart, IdleTimeHasALimit) {
    configure();
    EXPECT_EQ(uart_receive(uart, &in, 65536), E_NOSUPPORT);
    EXPECT_FALSE(buffer_is_empty(&in));
}

TEST_F(Usart, EachLineErrorEndsAReception) {
    configure();
    for (uint32_t flag : {USART_CSR_OVRE, USART_CSR_FRAME, USART_CSR_PARE, USART_CSR_RXBRK}) {
        client.received.clear();
        receive(0);
        move(rx, 12);
        raise(flag);
        interrupt();
        ASSERT_EQ(client.received.size(), 1u);
        EXPECT_EQ(client.received[0], std::make_pair(4u, E_FAIL));
        registers.csr = 0;
        in = buffer_take(&client.receive);
        buffer_reset(&in);
    }
}

TEST_F(Usart, ReceiverStaysOnFromOneReceptionToTheNext) {
    configure();
    receive(0);
    client.on_received = [this] {
        buffer_reset(&client.receive);
        registers.cr = 0;
        EXPECT_EQ(uart_receive(uart, &client.receive, 0), E_OK);
        EXPECT_EQ(registers.cr, uint32_t(USART_CR_STTTO)); // Neither reset nor enabled again.
        client.on_received = [] {};
    };
    move(rx, 0);
    interrupt();
    EXPECT_TRUE(clocked());
    EXPECT_NE(registers.cr, uint32_t(USART_CR_RXDIS));
    EXPECT_EQ(rx.tcr, 16u);
    move(rx, 0);
    interrupt();
    EXPECT_EQ(client.received.size(), 2u);
    EXPECT_FALSE(clocked());
}

TEST_F(Usart, AbortedReceptionGivesWhatCame) {
    configure();
    EXPECT_EQ(uart_receive_abort(uart), E_OK);
    receive(0);
    move(rx, 11);
    EXPECT_EQ(uart_receive_abort(uart), E_BUSY);
    EXPECT_EQ(uart_receive_abort(uart), E_BUSY);
    EXPECT_TRUE(client.received.empty());
    EXPECT_TRUE(usart.abort_call.pending);
    raise(USART_CSR_OVRE);
    interrupt(); // Too late to matter.
    EXPECT_TRUE(client.received.empty());
    struct buffer other = {bytes, sizeof(bytes), 0, sizeof(bytes)};
    EXPECT_EQ(uart_receive(uart, &other, 0), E_BUSY);
    usart.abort_call.ops->run(&usart.abort_call);
    ASSERT_EQ(client.received.size(), 1u);
    EXPECT_EQ(client.received[0], std::make_pair(5u, E_CANCEL));
    EXPECT_FALSE(clocked());
    EXPECT_EQ(uart_receive_abort(uart), E_OK);
}

TEST_F(Usart, DirectionsAreIndependent) {
    configure();
    receive(0);
    ASSERT_EQ(uart_transmit(uart, &out), E_OK);
    move(tx, 0);
    interrupt();
    EXPECT_EQ(client.transmitted.size(), 1u);
    EXPECT_TRUE(clocked()); // For the reception.
    move(rx, 0);
    interrupt();
    EXPECT_EQ(client.received.size(), 1u);
    EXPECT_FALSE(clocked());
}

TEST_F(Usart, WithoutClientsNothingBreaks) {
    usart.uart.transmit_client = nullptr;
    usart.uart.receive_client = nullptr;
    configure();
    receive(0);
    ASSERT_EQ(uart_transmit(uart, &out), E_OK);
    move(tx, 0);
    move(rx, 0);
    interrupt();
    interrupt();
    EXPECT_FALSE(clocked());
}

// ---- Panic

TEST_F(Usart, PanicTakesOverARunningPort) {
    configure();
    receive(10);
    ASSERT_EQ(uart_transmit(uart, &out), E_OK);
    tx.tcr = 9;
    write_bytes(&usart.panic_writer, slice_over(reinterpret_cast<const uint8_t *>("ab"), 2));
    EXPECT_EQ(registers.thr, uint32_t('b'));
    EXPECT_EQ(tx.cr, uint32_t(PDCA_CR_TDIS));
    EXPECT_EQ(rx.cr, uint32_t(PDCA_CR_TDIS));
    EXPECT_TRUE(clocked());
    interrupt();
    EXPECT_TRUE(client.transmitted.empty());
    EXPECT_TRUE(client.received.empty());
}

TEST_F(Usart, PanicSetsUpAPortThatNobodyDid) {
    write_bytes(&usart.panic_writer, slice_over(reinterpret_cast<const uint8_t *>("x"), 1));
    EXPECT_EQ(registers.thr, uint32_t('x'));
    EXPECT_EQ(registers.brgr, 26u);
    EXPECT_EQ(registers.mr, 0x8C0u);
    EXPECT_TRUE(clocked());
}

} // namespace
