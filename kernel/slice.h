// SPDX-License-Identifier: Apache-2.0 OR MIT
// Slices: a pointer with its length, and the only way a capsule reads or writes bytes that it does
// not hold in an array of its own. A slice borrows: it owns nothing and is valid only as long as
// its source says (a grant scope, a callback, an array's life).
//
// Every access is checked. An access outside the slice is a bug in the caller and traps, as an
// array index out of bounds does: the kernel panics. Bounds that userspace controls are therefore
// compared with the length first, or passed through slice_clip().
#pragma once

#include <stddef.h>
#include <stdint.h>

struct slice {
    const uint8_t *data; // May be null if length is 0.
    size_t length;       // Bytes.
};

struct slice_mut {
    uint8_t *data; // May be null if length is 0.
    size_t length; // Bytes.
};

// Slices over a whole true array. (A pointer instead of an array does not compile.)
#define SLICE(array) slice_over((array), SLICE_ARRAY_SIZE(array))
#define SLICE_MUT(array) slice_mut_over((array), SLICE_ARRAY_SIZE(array))

// The bytes of a true array. For a pointer it declares an array of negative size: an error.
#define SLICE_ARRAY_SIZE(array)                                                                    \
    (sizeof(array) + 0 * sizeof(char[_Generic(&(array),                                            \
                                         __typeof__(&(array)[0]) *: -1,                            \
                                         __typeof__(&(array)[0]) const *: -1,                      \
                                         default: 1)]))

static inline struct slice slice_over(const uint8_t *data, size_t length) {
    struct slice s = {data, length};
    return s;
}

static inline struct slice_mut slice_mut_over(uint8_t *data, size_t length) {
    struct slice_mut s = {data, length};
    return s;
}

// The same bytes, read-only.
static inline struct slice slice_const(struct slice_mut s) {
    return slice_over(s.data, s.length);
}

// The byte at index. Traps if index >= length.
static inline uint8_t slice_get(struct slice s, size_t index) {
    if (index >= s.length) {
        __builtin_trap();
    }
    return s.data[index];
}

// Stores value at index. Traps if index >= length.
static inline void slice_set(struct slice_mut s, size_t index, uint8_t value) {
    if (index >= s.length) {
        __builtin_trap();
    }
    s.data[index] = value;
}

// The address offset bytes on. UNSAFE: computed as a number, since data may be null if offset is 0,
// where C leaves the sum undefined; a test for that would be in every part of a slice.
static inline uintptr_t slice_address(const uint8_t *data, size_t offset) {
    return (uintptr_t)data + offset;
}

// The length bytes from start on. Traps if they do not lie within the slice.
static inline struct slice slice_part(struct slice s, size_t start, size_t length) {
    if (start > s.length || length > s.length - start) {
        __builtin_trap();
    }
    return slice_over((const uint8_t *)slice_address(s.data, start), length);
}

static inline struct slice_mut slice_mut_part(struct slice_mut s, size_t start, size_t length) {
    if (start > s.length || length > s.length - start) {
        __builtin_trap();
    }
    return slice_mut_over((uint8_t *)slice_address(s.data, start), length);
}

// All of it from start on; empty if that lies outside.
static inline struct slice slice_rest(struct slice s, size_t start) {
    size_t from = start < s.length ? start : s.length;
    return slice_over((const uint8_t *)slice_address(s.data, from), s.length - from);
}

static inline struct slice_mut slice_mut_rest(struct slice_mut s, size_t start) {
    size_t from = start < s.length ? start : s.length;
    return slice_mut_over((uint8_t *)slice_address(s.data, from), s.length - from);
}

// The part from start on, at most length bytes of it; whatever lies outside is left out.
static inline struct slice slice_clip(struct slice s, size_t start, size_t length) {
    struct slice rest = slice_rest(s, start);
    return slice_over(rest.data, length < rest.length ? length : rest.length);
}

static inline struct slice_mut slice_mut_clip(struct slice_mut s, size_t start, size_t length) {
    struct slice_mut rest = slice_mut_rest(s, start);
    return slice_mut_over(rest.data, length < rest.length ? length : rest.length);
}

// Copies as many bytes as both hold, from the start of each; they may overlap. Returns that number.
size_t slice_copy(struct slice_mut to, struct slice from);

// Whether both hold the same bytes. Not in constant time: for nothing that is secret.
bool slice_equal(struct slice a, struct slice b);

// Sets every byte.
void slice_fill(struct slice_mut s, uint8_t value);

// The bytes of a zero-terminated string, without its zero.
struct slice slice_from_string(const char *string);
