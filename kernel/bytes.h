// SPDX-License-Identifier: Apache-2.0 OR MIT
// Numbers in bytes: what a capsule that speaks a protocol or fills a buffer for userspace needs.
// All accesses are checked as slice_get() is; the order is said by the name (le: least significant
// byte first, be: most significant first).
#pragma once

#include "kernel/slice.h"

static inline uint16_t bytes_get_le16(struct slice s, size_t at) {
    struct slice p = slice_part(s, at, 2);
    return (uint16_t)(p.data[0] | p.data[1] << 8);
}

static inline uint32_t bytes_get_le32(struct slice s, size_t at) {
    return bytes_get_le16(s, at) | (uint32_t)bytes_get_le16(s, at + 2) << 16;
}

static inline uint16_t bytes_get_be16(struct slice s, size_t at) {
    struct slice p = slice_part(s, at, 2);
    return (uint16_t)(p.data[0] << 8 | p.data[1]);
}

static inline uint32_t bytes_get_be32(struct slice s, size_t at) {
    return (uint32_t)bytes_get_be16(s, at) << 16 | bytes_get_be16(s, at + 2);
}

static inline void bytes_set_le16(struct slice_mut s, size_t at, uint16_t value) {
    struct slice_mut p = slice_mut_part(s, at, 2);
    p.data[0] = (uint8_t)value;
    p.data[1] = (uint8_t)(value >> 8);
}

static inline void bytes_set_le32(struct slice_mut s, size_t at, uint32_t value) {
    bytes_set_le16(s, at, (uint16_t)value);
    bytes_set_le16(s, at + 2, (uint16_t)(value >> 16));
}

static inline void bytes_set_be16(struct slice_mut s, size_t at, uint16_t value) {
    struct slice_mut p = slice_mut_part(s, at, 2);
    p.data[0] = (uint8_t)(value >> 8);
    p.data[1] = (uint8_t)value;
}

static inline void bytes_set_be32(struct slice_mut s, size_t at, uint32_t value) {
    bytes_set_be16(s, at, (uint16_t)(value >> 16));
    bytes_set_be16(s, at + 2, (uint16_t)value);
}

// The same number in fewer bits. Traps if it does not fit.
static inline uint8_t bytes_narrow8(uint32_t value) {
    if (value > UINT8_MAX) {
        __builtin_trap();
    }
    return (uint8_t)value;
}

static inline uint16_t bytes_narrow16(uint32_t value) {
    if (value > UINT16_MAX) {
        __builtin_trap();
    }
    return (uint16_t)value;
}
