// SPDX-License-Identifier: Apache-2.0 OR MIT
// The vector table, for lines 0 to one less than the chip has, or to the last one that the board
// uses:
//     CORTEX_M_VECTORS(80);
// It goes to the section .vectors, which the linker script puts first.
#pragma once

#include <stdint.h>

#include "kernel/arch/cortex_m/nvic.h"

extern uint8_t _stack_top[]; // From the linker script, as in memory_map.h.

// Handlers: switch.S, boot.S and handler.c.
void reset_handler(void);
void fault_handler(void);
void process_left_handler(void);
void unexpected_handler(void);
void systick_handler(void);
void interrupt_handler(void);

// DDI 0403, B1.5.2.
struct cortex_m_vectors {
    void *initial_stack;
    void (*reset)(void);
    void (*nmi)(void);
    void (*hard_fault)(void);
    void (*mem_manage)(void);
    void (*bus_fault)(void);
    void (*usage_fault)(void);
    void (*reserved0[4])(void);
    void (*svcall)(void);
    void (*debug_monitor)(void);
    void (*reserved1)(void);
    void (*pendsv)(void);
    void (*systick)(void);
};

#define CORTEX_M_VECTORS(lines)                                                                    \
    static_assert((lines) <= 112, "the table's alignment");                                        \
    const uint32_t nvic_lines = (lines);                                                           \
    extern const struct cortex_m_vector_table _vectors;                                            \
    __attribute__((section(".vectors"), used, aligned(512))) const struct cortex_m_vector_table {  \
        struct cortex_m_vectors system;                                                            \
        void (*interrupt[lines])(void);                                                            \
    } _vectors = {                                                                                 \
        .system =                                                                                  \
            {                                                                                      \
                .initial_stack = _stack_top,                                                       \
                .reset = reset_handler,                                                            \
                .nmi = unexpected_handler,                                                         \
                .hard_fault = fault_handler,                                                       \
                .mem_manage = process_left_handler,                                                \
                .bus_fault = fault_handler,                                                        \
                .usage_fault = process_left_handler,                                               \
                .svcall = process_left_handler,                                                    \
                .debug_monitor = unexpected_handler,                                               \
                .pendsv = process_left_handler,                                                    \
                .systick = systick_handler,                                                        \
            },                                                                                     \
        .interrupt = {[0 ...(lines) - 1] = interrupt_handler},                                     \
    }
