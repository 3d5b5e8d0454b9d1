// SPDX-License-Identifier: Apache-2.0 OR MIT
// How a benchmark application says what is to be counted: see testing/bench/counter/counter.h.
#pragma once

#include <stdint.h>

#include "testing/bench/row.h"
#include "testing/conformance/raw_syscall.h"

enum {
    ALARM = 0,
    CONSOLE = 1,
    BUTTON = 3,
    GPIO = 4,
    IPC = 0x10000,
    RNG = 0x40001,
    NO_DRIVER = 0x7FFFFFFF,
};

enum { YIELD_NO_WAIT, YIELD_WAIT, YIELD_WAIT_FOR };

// A mark. byte is a constant.
#define MARK(byte)                                                                                 \
    __asm__ volatile("dbg #%c0 \n dbg #%c1" : : "i"((byte) >> 4), "i"((byte)&15) : "memory")

#define MARK_END() MARK(0x00)

// What follows is counted from the next interrupt on.
#define MARK_ARMED(row)                                                                            \
    do {                                                                                           \
        MARK(0x01);                                                                                \
        MARK(row);                                                                                 \
    } while (0)

// One system call, counted. All but the class and the row may be computed.
#define MEASURE(row, class, argument0, argument1, argument2, argument3)                            \
    do {                                                                                           \
        register uint32_t r0 __asm__("r0") = (argument0);                                          \
        register uint32_t r1 __asm__("r1") = (argument1);                                          \
        register uint32_t r2 __asm__("r2") = (argument2);                                          \
        register uint32_t r3 __asm__("r3") = (argument3);                                          \
        __asm__ volatile("dbg #%c[high] \n dbg #%c[low] \n svc %c[number] \n dbg #0 \n dbg #0"     \
                         : "+r"(r0), "+r"(r1), "+r"(r2), "+r"(r3)                                  \
                         : [high] "i"((row) >> 4), [low] "i"((row)&15), [number] "i"(class)        \
                         : "r12", "lr", "cc", "memory");                                           \
    } while (0)

// Each row is measured as often as this; the first may differ from the later ones.
enum { TIMES = 3 };

// The alarm driver's counter, in ticks of about 16 kHz.
static inline uint32_t now(void) {
    return raw_command(ALARM, 2, 0, 0).r[1];
}

// Spends the time until the counter has reached a tick, without yielding.
static inline void spin_until(uint32_t tick) {
    while ((int32_t)(now() - tick) < 0) {
    }
}
