// SPDX-License-Identifier: Apache-2.0 OR MIT
// From a number to an enum's constant, checked: a switch over an enum, or a table indexed by one,
// need not fear any other value.
//
//     gpio_make_input(pin, enum_from(enum gpio_pull, argument, GPIO_PULL_DOWN));
#pragma once

#include <stdint.h>

// The constant of an enum type whose constants are 0, 1, ... last. Traps if value is above last.
#define enum_from(type, value, last)                                                               \
    ({                                                                                             \
        uint32_t enum_value = (value);                                                             \
        if (enum_value > (last)) {                                                                 \
            __builtin_trap();                                                                      \
        }                                                                                          \
        (type) enum_value;                                                                         \
    })
