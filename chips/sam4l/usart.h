// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L USART as hil/uart.h, with a DMA channel in each direction. Datasheet 42023, chapters 24 and
// 16.
//
// It has its clock only while something is sent or received, so a port that nobody listens on
// leaves the chip free to sleep deeply. Its settings outlast that. Received bytes are lost while no
// reception is under way; a reception that is started by the callback of the one before loses none
// that comes within two character times.
//
// A board gives it two free DMA channels and pairs it, in the interrupt table (chip.h), with three
// lines: its own and those of the channels.
//
//     static const struct sam4l_usart_wiring wiring = SAM4L_USART_WIRING(3, 0, 1);
//     static struct sam4l_usart console = SAM4L_USART(wiring);
#pragma once

#include "chips/sam4l/pdca.h"
#include "chips/sam4l/usart_registers.h"
#include "hil/uart.h"
#include "kernel/deferred_call.h"
#include "kernel/format.h"

struct sam4l_usart_wiring {
    struct sam4l_usart_registers *registers;
    struct sam4l_clock clock;
    struct sam4l_pdca_registers *transmit_channel;
    struct sam4l_pdca_registers *receive_channel;
    uint8_t transmit_id; // The PDCA's names for this port.
    uint8_t receive_id;
};

// USART number (0 to 3) with two channel numbers (0 to 15).
#define SAM4L_USART_WIRING(number, transmit, receive)                                              \
    {                                                                                              \
        .registers = (struct sam4l_usart_registers *)SAM4L_BASE_USART##number,                     \
        .clock = {SAM4L_PM, PM_PBAMASK_USART##number, SAM4L_BUS_PBA},                              \
        .transmit_channel = SAM4L_PDCA(transmit), .receive_channel = SAM4L_PDCA(receive),          \
        .transmit_id = SAM4L_PARAM_USART##number##_PDCA_ID_TX,                                     \
        .receive_id = SAM4L_PARAM_USART##number##_PDCA_ID_RX,                                      \
    }

enum sam4l_usart_transmit_state : uint8_t {
    SAM4L_USART_TRANSMIT_IDLE,
    SAM4L_USART_TRANSMIT_DMA,   // The channel feeds the port.
    SAM4L_USART_TRANSMIT_DRAIN, // The last bytes are on their way out. With a buffer: aborted.
};

enum sam4l_usart_receive_state : uint8_t {
    SAM4L_USART_RECEIVE_OFF,  // The receiver, too.
    SAM4L_USART_RECEIVE_IDLE, // Between two receptions, within a callback: the receiver is on.
    SAM4L_USART_RECEIVE_DMA,
    SAM4L_USART_RECEIVE_ABORTED, // The callback is to come.
};

struct sam4l_usart {
    struct uart uart;
    uint16_t transmit_left; // Bytes not sent when it was aborted or failed.
    bool configured;
    enum sam4l_usart_transmit_state transmit_state;
    enum sam4l_usart_receive_state receive_state;
    struct writer panic_writer; // See below.
    const struct sam4l_usart_wiring *wiring;
    struct deferred_call abort_call;
    struct buffer transmit_buffer;
    struct buffer receive_buffer;
};

extern const struct uart_ops sam4l_usart_ops;
extern const struct writer_ops sam4l_usart_panic_writer_ops;
extern const struct deferred_call_ops sam4l_usart_abort_ops;

// An initialiser for a port with the wiring that is named; with SAM4L_USART_PANICS for one whose
// panic_writer is used.
#define SAM4L_USART(name)                                                                          \
    {                                                                                              \
        .uart = {.ops = &sam4l_usart_ops}, .wiring = &(name),                                      \
        .abort_call = {.ops = &sam4l_usart_abort_ops},                                             \
    }
#define SAM4L_USART_PANICS(name)                                                                   \
    {                                                                                              \
        .uart = {.ops = &sam4l_usart_ops}, .panic_writer = {.ops = &sam4l_usart_panic_writer_ops}, \
        .wiring = &(name), .abort_call = {.ops = &sam4l_usart_abort_ops},                          \
    }

// What it can do (hil/uart.h): 5 to 8 data bits; baud rates from 46 to 3000000 at 48 MHz; transfers
// of up to 65535 bytes; idle times of up to 65535 bits. With hardware flow control the board must
// have handed RTS and CTS over, too. A reception that ends with E_FAIL may include the byte that
// was in error, as its last or nearly so: the channel takes bytes before the error is known.

// Services a struct sam4l_usart, whichever of its three lines it was.
void sam4l_usart_interrupt(void *usart);

// panic_writer: a writer that sends each byte at once and waits for it, whatever state the port is
// in. Its first use ends all transfers for good, without callbacks, and sets 115200 baud if nothing
// was set: for a panic, after which nothing else runs.
