// SPDX-License-Identifier: Apache-2.0 OR MIT
// Owned buffers: what Rust's TakeCell<'static, [u8]> is for. A buffer that is handed to a driver
// for a split-phase operation is out of the caller's reach until the driver's callback brings it
// back.
//
// A struct buffer is a handle. It holds the memory, or it is empty. Handing over is done by passing
// a pointer to the handle: the callee takes the memory out of it with buffer_take(). By convention
//  - a function that starts an operation takes the buffer only if it returns E_OK; on every error
//  the
//    handle still holds it;
//  - a completion callback receives a handle and must take the memory out of it before it returns,
//  or
//    start the next operation with it.
// A handle shows a window of its memory (start, length): the bytes to send, or the room to fill. It
// travels with the memory: a layer narrows it to its own part (buffer_narrow), hands the buffer on,
// and whoever wants all of the memory again resets it (buffer_reset).
#pragma once

#include "kernel/slice.h"

struct buffer {
    uint8_t *data;     // Null if empty. Owned; never null-terminated.
    uint32_t capacity; // Bytes of memory behind data.
    uint32_t start;    // The window's first byte.
    uint32_t length;   // The window's length; start + length <= capacity.
};

// Initialises a handle that owns a static array; its window is the whole array.
#define BUFFER(array)                                                                              \
    {.data = (array), .capacity = SLICE_ARRAY_SIZE(array), .start = 0, .length = sizeof(array)}

static inline bool buffer_is_empty(const struct buffer *b) {
    return b->data == nullptr;
}

// Moves the memory, with its window, out of the handle, which is empty afterwards. Taking from an
// empty handle gives an empty one.
struct buffer buffer_take(struct buffer *from);

// Sets the window. Traps if it does not lie within the memory.
static inline void buffer_window(struct buffer *b, uint32_t start, uint32_t length) {
    if (start > b->capacity || length > b->capacity - start) {
        __builtin_trap();
    }
    b->start = start;
    b->length = length;
}

// Makes the window length bytes of what it is now, from start on. Traps if they do not lie within
// it.
static inline void buffer_narrow(struct buffer *b, uint32_t start, uint32_t length) {
    if (start > b->length || length > b->length - start) {
        __builtin_trap();
    }
    b->start += start;
    b->length = length;
}

// Makes the window the whole memory.
static inline void buffer_reset(struct buffer *b) {
    b->start = 0;
    b->length = b->capacity;
}

// The window's bytes. Valid while the handle holds the memory.
static inline struct slice buffer_read(const struct buffer *b) {
    return slice_part(slice_over(b->data, b->capacity), b->start, b->length);
}

static inline struct slice_mut buffer_write(const struct buffer *b) {
    return slice_mut_part(slice_mut_over(b->data, b->capacity), b->start, b->length);
}
