// SPDX-License-Identifier: Apache-2.0 OR MIT
// Spans: a table with its length, for elements of any type, as a slice is for bytes. A board wires
// a capsule's pins, LEDs or devices with one; the capsule reaches an element only through
// span_at(), which checks the index.
//
//     struct led_driver { SPAN_OF(struct led *const) leds; };
//
//     static struct led *const leds[] = {&red.led, &green.led};
//     static struct led_driver driver = {.leds = SPAN(leds)};
//
//     led_toggle(*span_at(driver.leds, index));
#pragma once

#include <stddef.h>

// The type of a member that refers to a table of type.
#define SPAN_OF(type)                                                                              \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count;                                                                              \
    }

// Initialises such a member with a whole true array. (A pointer instead of an array does not
// compile.)
#define SPAN(array) {.items = (array), .count = ARRAY_COUNT(array)}

// The address of the element at index. Traps if index >= count.
#define span_at(span, index)                                                                       \
    ({                                                                                             \
        size_t span_index = (index);                                                               \
        if (span_index >= (span).count) {                                                          \
            __builtin_trap();                                                                      \
        }                                                                                          \
        &(span).items[span_index];                                                                 \
    })

// The address of the element at index of a true array. Traps if index is out of bounds. (A pointer
// instead of an array does not compile.)
#define array_at(array, index)                                                                     \
    ({                                                                                             \
        size_t array_index = (index);                                                              \
        if (array_index >= ARRAY_COUNT(array)) {                                                   \
            __builtin_trap();                                                                      \
        }                                                                                          \
        &(array)[array_index];                                                                     \
    })

// How many elements a true array has. For a pointer it declares an array of negative size: an
// error.
#define ARRAY_COUNT(array)                                                                         \
    (sizeof(array) / sizeof((array)[0]) + 0 * sizeof(char[_Generic(&(array),                       \
                                                              __typeof__(&(array)[0]) *: -1,       \
                                                              __typeof__(&(array)[0]) const *: -1, \
                                                              default: 1)]))
