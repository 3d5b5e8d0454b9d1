// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Initialised data as it lies in flash. Most of it is zero: objects whose first members say what
// they are made of, the rest being their state. So only the other words are kept, and the reset
// handler (kernel/arch/cortex_m/boot.S), which zeroes all of RAM's data, stores them.
//
//     entry: a byte, how many words on from the last entry's (the first: from the word before the
//            data); then the word, little-endian.
//     end:   a byte 0.

#pragma once

#include <stddef.h>
#include <stdint.h>

struct pack_entry {
    uint8_t distance; // 1 to 255.
    uint32_t value;   // 0: on the way to a word that is further away.
};

// Whether one of the words is an address near the kernel's end: within 64 KiB of what the first
// link takes for it (kernel/arch/cortex_m/data.ld), where nothing else is. Where it really lies
// depends on how long the packed data are.
bool pack_refers_to_end(const uint32_t *words, size_t count, uint32_t end);

// Writes the entries for count words of data; there is room for count. Returns how many.
size_t pack(const uint32_t *words, size_t count, struct pack_entry *entries);
