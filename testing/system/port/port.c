// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/system/port/port.h"

#include "capsules/system/debug_writer.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "kernel/debug/sink.h"
#include "kernel/panic/panic.h"

static const struct sam4l_usart_wiring wiring = SAM4L_USART_WIRING(3, 0, 1);
struct sam4l_usart port = SAM4L_USART_PANICS(wiring);

enum { OWN = 2 };

static struct virtual_uart console_uart, debug_uart;
static struct virtual_uart *devices[OWN + 1] = {&debug_uart, &console_uart};
static uint8_t receive_memory[64];
static struct virtual_uart_mux mux = {
    .hardware = &port.uart,
    .parameters = {.baud_rate = 115200, .width = 8},
    .receive_buffer = BUFFER(receive_memory),
    .devices = {.items = devices, .count = OWN},
};
static uint8_t debug_ring[1024], debug_transmit_memory[128];
static struct debug_writer debug_writer = {
    .writer = {.ops = &debug_writer_ops},
    .uart = &debug_uart.uart,
    .ring = BUFFER(debug_ring),
    .transmit_buffer = BUFFER(debug_transmit_memory),
};
static uint8_t console_transmit_memory[128], console_receive_memory[64];
struct console port_console = {
    .driver = {.ops = &console_driver_ops},
    .uart = &console_uart.uart,
    .transmit_buffer = BUFFER(console_transmit_memory),
    .receive_buffer = BUFFER(console_receive_memory),
};

void port_start_chip(struct sam4l_ast *ast, struct sam4l_chip *chip) {
    const char *trouble = sam4l_clocks_start(&sam4l_clock_tree);
    if (trouble != nullptr || sam4l_ast_start(ast) != E_OK) {
        panic(trouble != nullptr ? trouble : "the alarm does not count");
    }
    sam4l_chip_start(chip);
}

void port_start(struct virtual_uart *more) {
    static const struct sam4l_pin receive = SAM4L_PIN(B, 9), transmit = SAM4L_PIN(B, 10);
    sam4l_pin_select(receive, SAM4L_PIN_FUNCTION_A, GPIO_PULL_UP);
    sam4l_pin_select(transmit, SAM4L_PIN_FUNCTION_A, GPIO_PULL_NONE);
    if (more != nullptr) {
        devices[OWN] = more;
        mux.devices.count = OWN + 1;
    }
    if (virtual_uart_mux_init(&mux) != E_OK) {
        panic("the console's port cannot be set up");
    }
    debug_writer_init(&debug_writer);
    debug_set_sink(&debug_writer.writer);
    console_init(&port_console);
}
