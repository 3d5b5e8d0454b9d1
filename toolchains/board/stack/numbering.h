// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Numbers for things that are known by a key, in the order in which they were added.

#pragma once

#include "toolchains/board/stack/set.h"

enum : uint32_t { NUMBERING_NONE = UINT32_MAX };

struct key {
    uint32_t word[3];
};

// The key of a thing that is known by its address.
static inline struct key key_of(const void *thing) {
    return (struct key){{(uint32_t)(uintptr_t)thing, (uint32_t)((uint64_t)(uintptr_t)thing >> 32)}};
}

// All zero: empty.
struct numbering {
    struct {
        struct key key;
        uint32_t number; // Plus one; 0: nothing is here.
    } * entry;           // A hash table,
    size_t slots;        // a power of two of them,
    uint32_t count;      // of which this many are used.
};

// The key's number. One that is not there yet gets the next number.
uint32_t numbering_add(struct numbering *numbering, struct key key);

// The key's number, or NUMBERING_NONE.
uint32_t numbering_of(const struct numbering *numbering, struct key key);
