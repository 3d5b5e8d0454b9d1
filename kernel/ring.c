// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/ring.h"

static size_t wrap(const struct ring *ring, size_t index) {
    return index < ring->memory.length ? index : index - ring->memory.length;
}

size_t ring_push(struct ring *ring, struct slice bytes) {
    size_t total = bytes.length < ring_room(ring) ? bytes.length : ring_room(ring);
    size_t tail = wrap(ring, ring->head + ring->used);
    size_t first = slice_copy(slice_mut_clip(ring->memory, tail, total), bytes);
    slice_copy(slice_mut_part(ring->memory, 0, total - first),
               slice_part(bytes, first, total - first));
    ring->used += total;
    return total;
}

size_t ring_pop(struct ring *ring, struct slice_mut into) {
    size_t total = into.length < ring->used ? into.length : ring->used;
    struct slice memory = slice_const(ring->memory);
    size_t first = slice_copy(into, slice_clip(memory, ring->head, total));
    slice_copy(slice_mut_part(into, first, total - first), slice_part(memory, 0, total - first));
    ring->head = wrap(ring, ring->head + total);
    ring->used -= total;
    return total;
}
