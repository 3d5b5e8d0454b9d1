// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix's chip and serial port for boards that differ in something else: debug output and the
// console share it, and one more if the board wants to. Real boards wire it themselves.
#pragma once

#include "capsules/core/console.h"
#include "capsules/core/virtual_uart.h"
#include "chips/sam4l/ast.h"
#include "chips/sam4l/chip.h"
#include "chips/sam4l/usart.h"

extern struct sam4l_usart port;     // Where a panic goes: .panic_writer.
extern struct console port_console; // The driver.

// Its entries in a table of interrupts.
#define PORT_INTERRUPTS                                                                            \
    {SAM4L_IRQ_PDCA_0, sam4l_usart_interrupt, &port},                                              \
        {SAM4L_IRQ_PDCA_1, sam4l_usart_interrupt, &port}, {                                        \
        SAM4L_IRQ_USART3, sam4l_usart_interrupt, &port                                             \
    }

// Starts the clocks, the timer and the interrupts. Panics if it is not at full speed, or without
// the timer.
void port_start_chip(struct sam4l_ast *ast, struct sam4l_chip *chip);

// Hands the pins over, and starts all that uses them; more may be null. The clocks must run. Panics
// if the port cannot be set up.
void port_start(struct virtual_uart *more);
