// SPDX-License-Identifier: Apache-2.0 OR MIT
// A capsule that does what the checker cannot see before it happens. Each kind must trap.
#pragma once

#include "hil/gpio.h"
#include "kernel/buffer.h"
#include "kernel/span.h"

enum trap : uint32_t {
    TRAP_INDEX,
    TRAP_SHIFT,
    TRAP_DIVISION,
    TRAP_OVERFLOW,
    TRAP_NULL,
    TRAP_NULL_MEMBER,
    TRAP_NULL_CALL,
    TRAP_SLICE,
    TRAP_SPAN,
    TRAP_ELEMENT,
    TRAP_ENUM,
    TRAP_BUFFER,
    TRAP_WINDOW,
};

// What the traps trip over; the board provides it, so that no compiler knows the values.
struct trap_bait {
    uint32_t number; // 9: beyond every table here.
    uint32_t zero;
    int32_t largest; // INT32_MAX.
    struct trap_bait *nothing;
    struct gpio_output *no_pin;
    struct buffer buffer;         // Of 4 bytes.
    SPAN_OF(const uint32_t) span; // Of 4 numbers.
};

// Does not return.
uint32_t trap_spring(enum trap kind, struct trap_bait *bait);
