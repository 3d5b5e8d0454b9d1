// SPDX-License-Identifier: Apache-2.0 OR MIT
// The SAM4L as the kernel's struct chip: its interrupts serviced by a constant table, and its sleep
// as deep as the peripherals in use allow.
//
//     static const struct sam4l_interrupt interrupts[] = {
//         {SAM4L_IRQ_AST_0, sam4l_ast_interrupt, &ast},
//         {SAM4L_IRQ_AST_3, sam4l_ast_interrupt, &ast},
//         {SAM4L_IRQ_USART3, sam4l_usart_interrupt, &console},
//         {SAM4L_IRQ_PDCA_0, sam4l_usart_interrupt, &console},
//         {SAM4L_IRQ_PDCA_1, sam4l_usart_interrupt, &console},
//         {SAM4L_IRQ_GPIO_11, sam4l_gpio_interrupt, (void *)&button_list},
//     };
//     static const struct sam4l_chip_wiring wiring = SAM4L_CHIP_WIRING(interrupts, &ast);
//     static struct sam4l_chip chip = SAM4L_CHIP(wiring);
//
// An exception handler only switches its line off in the NVIC and queues it (kernel/arch/cortex_m);
// the main loop then calls the handler here, outside of any exception.
#pragma once

#include "chips/sam4l/ast.h"
#include "chips/sam4l/bscif.h"
#include "chips/sam4l/gpio.h"
#include "chips/sam4l/pm.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/chip.h"

struct sam4l_interrupt {
    uint32_t line; // SAM4L_IRQ_...
    // UNSAFE: the one place where a driver's type is lost. handle must be the function that object
    // is documented to be serviced by.
    void (*handle)(void *object);
    void *object;
};

struct sam4l_chip_wiring {
    const struct sam4l_interrupt *interrupts; // The busiest first.
    size_t interrupt_count;
    struct sam4l_ast *ast; // What wakes the chip from deep sleep. Null: the board has no alarm.
    struct sam4l_pm_registers *pm;
    struct sam4l_bscif_registers *bscif;
    struct sam4l_gpio_registers *ports;
};

#define SAM4L_CHIP_WIRING(table, alarm)                                                            \
    {                                                                                              \
        .interrupts = (table), .interrupt_count = NVIC_LINES(table), .ast = (alarm),               \
        .pm = SAM4L_PM, .bscif = SAM4L_BSCIF, .ports = SAM4L_GPIO_PORT_A,                          \
    }

struct sam4l_chip {
    struct chip chip;
    const struct sam4l_chip_wiring *wiring;
};

extern const struct chip_ops sam4l_chip_ops;

#define SAM4L_CHIP(name)                                                                           \
    { .chip = {.ops = &sam4l_chip_ops}, .wiring = &(name) }

// Switches the table's interrupt lines on. After the drivers are started, before the main loop.
void sam4l_chip_start(struct sam4l_chip *chip);

// Whether sleep would be deep now (WAIT mode, datasheet 7.1.2: every clock but the 32 kHz one
// stops, memory stays; the alarm wakes the chip, a pin or the USART cannot): nothing has a fast
// clock, no pin waits for an edge, and the regulator is ready.
bool sam4l_chip_may_sleep_deeply(const struct sam4l_chip *chip);
