// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Growing arrays and sets of small numbers. The tools of this folder run once and end: nothing is
// given back before that, and when memory runs out they end.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Makes room for `count` elements of `size` bytes, of which `*capacity` were there; new ones are
// zero. Returns where they are now.
void *grow_array(void *elements, size_t *capacity, size_t count, size_t size);

// array->item[array->count++] = value, for a struct of `item`, `count` and `capacity`.
#define APPEND(array, ...)                                                                         \
    ((array)->item = grow_array((array)->item, &(array)->capacity, (array)->count + 1,             \
                                sizeof(*(array)->item)),                                           \
     (array)->item[(array)->count++] = (__VA_ARGS__))

// Ascending, each number once. All zero: empty.
struct set {
    uint32_t *item;
    size_t count;
    size_t capacity;
};

bool set_has(const struct set *set, uint32_t number);

// Each says if the set grew.
bool set_add(struct set *set, uint32_t number);
bool set_add_all(struct set *set, const struct set *from);
