// SPDX-License-Identifier: Apache-2.0 OR MIT
// A ring of bytes: a queue between what comes in bursts and what goes out in pieces. The memory is
// the board's.
//
//     static uint8_t memory[64];
//     static struct modem modem = {.received = RING(memory)};
#pragma once

#include "kernel/slice.h"

struct ring {
    struct slice_mut memory;
    size_t head; // Index of the oldest byte.
    size_t used; // Bytes in it.
};

// Initialises an empty ring on a static array.
#define RING(array) {.memory = {(array), SLICE_ARRAY_SIZE(array)}, .head = 0, .used = 0}

static inline size_t ring_used(const struct ring *ring) {
    return ring->used;
}

static inline size_t ring_room(const struct ring *ring) {
    return ring->memory.length - ring->used;
}

// Adds as many of the bytes, from the first, as there is room for. Returns how many.
size_t ring_push(struct ring *ring, struct slice bytes);

// Takes the oldest bytes out, as many as fit. Returns how many.
size_t ring_pop(struct ring *ring, struct slice_mut into);
