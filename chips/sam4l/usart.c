// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/usart.h"

#include "chips/sam4l/clocks.h"
#include "kernel/container.h"

enum : uint32_t {
    LONGEST_IDLE = 0xFFFF,
    INTERRUPTS = USART_IDR_TXEMPTY | USART_IDR_TIMEOUT | USART_IDR_OVRE | USART_IDR_FRAME |
                 USART_IDR_PARE | USART_IDR_RXBRK,
    RECEIVE_ERRORS = USART_CSR_OVRE | USART_CSR_FRAME | USART_CSR_PARE | USART_CSR_RXBRK,
};

static struct sam4l_usart *usart_of(struct uart *uart) {
    return container_of(uart, struct sam4l_usart, uart);
}

// The clock is on while there is something to do.
static void release_clock(const struct sam4l_usart *self) {
    if (self->transmit_state == SAM4L_USART_TRANSMIT_IDLE &&
        self->receive_state == SAM4L_USART_RECEIVE_OFF) {
        sam4l_clock_disable(self->wiring->clock);
    }
}

// ---- Configuration

// 24.6.1.3: the baud rate is the bus clock / 16 / (CD + FP / 8). Returns that divider in eighths,
// or 0 if it cannot come within 2 %.
static uint32_t divider_for(uint32_t baud_rate) {
    const uint32_t clock = sam4l_clocks_frequency();
    if (baud_rate == 0 || baud_rate > clock / 16) {
        return 0;
    }
    uint32_t eighths = (clock + baud_rate) / (2 * baud_rate);
    if (eighths < 8 || eighths > 8 * USART_BRGR_CD) {
        return 0;
    }
    uint32_t actual = clock / (2 * eighths);
    uint32_t error = actual > baud_rate ? actual - baud_rate : baud_rate - actual;
    return error <= baud_rate / 50 ? eighths : 0;
}

static uint32_t mode_for(const struct uart_parameters *parameters) {
    static const uint32_t parity[] = {
        [UART_PARITY_NONE] = USART_MR_PAR_NONE,
        [UART_PARITY_ODD] = USART_MR_PAR_ODD,
        [UART_PARITY_EVEN] = USART_MR_PAR_EVEN,
    };
    return parity[parameters->parity] |
           (parameters->stop_bits == UART_STOP_BITS_TWO ? USART_MR_NBSTOP_2 : USART_MR_NBSTOP_1) |
           REGISTER_VALUE(USART_MR_CHRL, parameters->width - 5u) |
           (parameters->hardware_flow_control ? USART_MR_MODE_HANDSHAKE : USART_MR_MODE_NORMAL);
}

// Everything off and reset, then the new mode and rate; the transmitter is on from here on.
static void set_up(const struct sam4l_usart_wiring *wiring, uint32_t mode, uint32_t eighths) {
    struct sam4l_usart_registers *registers = wiring->registers;
    sam4l_pdca_start_clock(wiring->clock.pm);
    registers->idr = INTERRUPTS;
    registers->cr =
        USART_CR_RSTRX | USART_CR_RSTTX | USART_CR_RXDIS | USART_CR_TXDIS | USART_CR_RSTSTA;
    registers->mr = mode;
    registers->brgr =
        REGISTER_VALUE(USART_BRGR_CD, eighths / 8) | REGISTER_VALUE(USART_BRGR_FP, eighths % 8);
    registers->rtor = 0;
    registers->ttgr = 0;
    registers->cr = USART_CR_TXEN;
}

static enum errorcode configure(struct uart *uart, const struct uart_parameters *parameters) {
    struct sam4l_usart *self = usart_of(uart);
    if (parameters->width < 5 || parameters->width > 8) {
        return E_NOSUPPORT;
    }
    uint32_t eighths = divider_for(parameters->baud_rate);
    if (eighths == 0) {
        return E_INVAL;
    }
    if (self->transmit_state != SAM4L_USART_TRANSMIT_IDLE ||
        self->receive_state > SAM4L_USART_RECEIVE_IDLE) {
        return E_BUSY;
    }
    sam4l_clock_enable(self->wiring->clock);
    set_up(self->wiring, mode_for(parameters), eighths);
    self->configured = true;
    self->receive_state = SAM4L_USART_RECEIVE_OFF;
    release_clock(self);
    return E_OK;
}

// Whether an operation with this buffer may start.
static enum errorcode check(const struct sam4l_usart *self, bool busy,
                            const struct buffer *buffer) {
    if (!self->configured) {
        return E_OFF;
    }
    if (busy) {
        return E_BUSY;
    }
    return buffer->length == 0 || buffer->length > sam4l_pdca_longest ? E_SIZE : E_OK;
}

// ---- Transmission: the channel feeds the port; then the callback, which may go on with the next
// bytes while the last ones leave; then, if it did not, the clock may go.

static enum errorcode transmit(struct uart *uart, struct buffer *buffer) {
    struct sam4l_usart *self = usart_of(uart);
    const struct sam4l_usart_wiring *wiring = self->wiring;
    enum errorcode error = check(self, !buffer_is_empty(&self->transmit_buffer), buffer);
    if (error != E_OK) {
        return error;
    }
    self->transmit_buffer = buffer_take(buffer);
    self->transmit_state = SAM4L_USART_TRANSMIT_DMA;
    sam4l_clock_enable(wiring->clock);
    wiring->registers->idr = USART_IDR_TXEMPTY;
    struct slice bytes = buffer_read(&self->transmit_buffer);
    sam4l_pdca_start(wiring->transmit_channel, wiring->transmit_id, bytes.data, bytes.length);
    return E_OK;
}

// From now on the interrupt comes when the port has sent what it holds.
static void drain(struct sam4l_usart *self) {
    self->transmit_left = (uint16_t)sam4l_pdca_stop(self->wiring->transmit_channel);
    self->transmit_state = SAM4L_USART_TRANSMIT_DRAIN;
    self->wiring->registers->ier = USART_IER_TXEMPTY;
}

static enum errorcode transmit_abort(struct uart *uart) {
    struct sam4l_usart *self = usart_of(uart);
    if (self->transmit_state == SAM4L_USART_TRANSMIT_DMA) {
        drain(self);
    }
    return buffer_is_empty(&self->transmit_buffer) ? E_OK : E_BUSY;
}

static void transmitted(struct sam4l_usart *self, enum errorcode error) {
    struct buffer buffer = buffer_take(&self->transmit_buffer);
    struct uart_client *client = self->uart.transmit_client;
    if (client != nullptr && client->ops->transmitted != nullptr) {
        client->ops->transmitted(client, &buffer, buffer.length - self->transmit_left, error);
    }
}

static void service_transmit(struct sam4l_usart *self) {
    struct sam4l_pdca_registers *channel = self->wiring->transmit_channel;
    struct sam4l_usart_registers *registers = self->wiring->registers;
    if (self->transmit_state == SAM4L_USART_TRANSMIT_DMA) {
        bool failed = sam4l_pdca_failed(channel);
        if (failed || sam4l_pdca_remaining(channel) == 0) {
            drain(self);
            transmitted(self, failed ? E_FAIL : E_OK);
        }
    } else if (self->transmit_state == SAM4L_USART_TRANSMIT_DRAIN &&
               (registers->csr & USART_CSR_TXEMPTY) != 0) {
        registers->idr = USART_IDR_TXEMPTY;
        self->transmit_state = SAM4L_USART_TRANSMIT_IDLE;
        if (!buffer_is_empty(&self->transmit_buffer)) {
            transmitted(self, E_CANCEL);
        }
    }
}

// ---- Reception: the channel empties the port until the window is full, the line is idle, or there
// is an error.

static enum errorcode receive(struct uart *uart, struct buffer *buffer, uint32_t idle_bits) {
    struct sam4l_usart *self = usart_of(uart);
    const struct sam4l_usart_wiring *wiring = self->wiring;
    struct sam4l_usart_registers *registers = wiring->registers;
    enum errorcode error = check(self, self->receive_state > SAM4L_USART_RECEIVE_IDLE, buffer);
    if (error != E_OK) {
        return error;
    }
    if (idle_bits > LONGEST_IDLE) {
        return E_NOSUPPORT;
    }
    bool off = self->receive_state == SAM4L_USART_RECEIVE_OFF;
    self->receive_buffer = buffer_take(buffer);
    self->receive_state = SAM4L_USART_RECEIVE_DMA;
    sam4l_clock_enable(wiring->clock);
    if (off) {
        registers->cr = USART_CR_RSTRX | USART_CR_RSTSTA;
        registers->cr = USART_CR_RXEN;
    }
    // The idle time runs from a byte on: from the next one, or from one that waits already.
    registers->rtor = idle_bits;
    registers->cr = (registers->csr & USART_CSR_RXRDY) != 0 ? USART_CR_RETTO : USART_CR_STTTO;
    struct slice_mut window = buffer_write(&self->receive_buffer);
    sam4l_pdca_start(wiring->receive_channel, wiring->receive_id, window.data, window.length);
    registers->ier = USART_IER_OVRE | USART_IER_FRAME | USART_IER_PARE | USART_IER_RXBRK |
                     (idle_bits != 0 ? (uint32_t)USART_IER_TIMEOUT : 0);
    return E_OK;
}

// Ends the transfer; the window's length becomes the number of bytes that came.
static void stop_receiving(struct sam4l_usart *self) {
    struct sam4l_usart_registers *registers = self->wiring->registers;
    self->receive_buffer.length -= sam4l_pdca_stop(self->wiring->receive_channel);
    registers->idr = INTERRUPTS & ~USART_IDR_TXEMPTY;
    registers->rtor = 0;
    registers->cr = USART_CR_RSTSTA | USART_CR_STTTO;
}

static enum errorcode receive_abort(struct uart *uart) {
    struct sam4l_usart *self = usart_of(uart);
    if (self->receive_state == SAM4L_USART_RECEIVE_DMA) {
        stop_receiving(self);
        self->receive_state = SAM4L_USART_RECEIVE_ABORTED;
        deferred_call_set(&self->abort_call);
    }
    return self->receive_state == SAM4L_USART_RECEIVE_ABORTED ? E_BUSY : E_OK;
}

static void received(struct sam4l_usart *self, enum errorcode error) {
    self->receive_state = SAM4L_USART_RECEIVE_IDLE;
    struct buffer buffer = buffer_take(&self->receive_buffer);
    struct uart_client *client = self->uart.receive_client;
    if (client != nullptr && client->ops->received != nullptr) {
        client->ops->received(client, &buffer, buffer.length, error);
    }
    if (self->receive_state == SAM4L_USART_RECEIVE_IDLE) {
        self->receive_state = SAM4L_USART_RECEIVE_OFF;
        self->wiring->registers->cr = USART_CR_RXDIS;
    }
}

static void service_receive(struct sam4l_usart *self) {
    struct sam4l_usart_registers *registers = self->wiring->registers;
    struct sam4l_pdca_registers *channel = self->wiring->receive_channel;
    if (self->receive_state != SAM4L_USART_RECEIVE_DMA) {
        return;
    }
    const uint32_t status = registers->csr;
    const uint32_t remaining = sam4l_pdca_remaining(channel);
    if ((status & RECEIVE_ERRORS) != 0 || sam4l_pdca_failed(channel)) {
        stop_receiving(self);
        received(self, E_FAIL);
    } else if (remaining == 0) {
        stop_receiving(self);
        received(self, E_OK);
    } else if ((status & USART_CSR_TIMEOUT) != 0 && registers->rtor != 0) {
        if (remaining == self->receive_buffer.length) {
            registers->cr = USART_CR_STTTO; // Nothing came: wait for the first byte.
            return;
        }
        stop_receiving(self);
        received(self, E_SIZE);
    }
}

static void run_abort(struct deferred_call *call) {
    struct sam4l_usart *self = container_of(call, struct sam4l_usart, abort_call);
    if (self->receive_state == SAM4L_USART_RECEIVE_ABORTED) {
        received(self, E_CANCEL);
        release_clock(self);
    }
}

const struct deferred_call_ops sam4l_usart_abort_ops = {.run = run_abort};

// UNSAFE: object is what the board's interrupt table pairs with this function: a struct
// sam4l_usart.
void sam4l_usart_interrupt(void *object) {
    struct sam4l_usart *self = object;
    service_receive(self);
    service_transmit(self);
    release_clock(self);
}

const struct uart_ops sam4l_usart_ops = {
    .configure = configure,
    .transmit = transmit,
    .transmit_abort = transmit_abort,
    .receive = receive,
    .receive_abort = receive_abort,
};

// ---- Panic

// False if the port cannot be used: it was never configured, and the clock is too slow to.
static bool take_over(struct sam4l_usart *self) {
    const struct sam4l_usart_wiring *wiring = self->wiring;
    static const struct uart_parameters usual = {
        .baud_rate = 115200,
        .width = 8,
        .parity = UART_PARITY_NONE,
        .stop_bits = UART_STOP_BITS_ONE,
    };
    sam4l_clock_enable(wiring->clock);
    if (!self->configured) {
        uint32_t eighths = divider_for(usual.baud_rate);
        if (eighths == 0) {
            return false;
        }
        set_up(wiring, mode_for(&usual), eighths);
        self->configured = true;
    }
    wiring->registers->idr = INTERRUPTS;
    (void)sam4l_pdca_stop(wiring->transmit_channel);
    (void)sam4l_pdca_stop(wiring->receive_channel);
    self->transmit_state = SAM4L_USART_TRANSMIT_IDLE;
    self->receive_state = SAM4L_USART_RECEIVE_IDLE; // So that the clock stays on.
    return true;
}

static void write_now(struct writer *writer, struct slice bytes) {
    struct sam4l_usart *self = container_of(writer, struct sam4l_usart, panic_writer);
    struct sam4l_usart_registers *registers = self->wiring->registers;
    if (!take_over(self)) {
        return;
    }
    for (size_t i = 0; i < bytes.length; i++) {
        if (!register_wait(&registers->csr, USART_CSR_TXRDY, USART_CSR_TXRDY)) {
            return;
        }
        registers->thr = slice_get(bytes, i);
    }
    (void)register_wait(&registers->csr, USART_CSR_TXEMPTY, USART_CSR_TXEMPTY);
}

const struct writer_ops sam4l_usart_panic_writer_ops = {.write = write_now};
