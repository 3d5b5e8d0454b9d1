// SPDX-License-Identifier: Apache-2.0 OR MIT
// A capsule of nothing but //kernel's vocabulary: that it compiles is the test.
#pragma once

#include "kernel/list.h"
#include "kernel/optional.h"
#include "kernel/ring.h"

struct vocabulary {
    OPTIONAL_OF(uint32_t) last;
    LIST_OF(uint16_t, 4) addresses;
    struct ring ring;
};

// Takes a frame in: a big-endian address, a little-endian number, and bytes for the ring. False if
// there is no room for it.
bool vocabulary_receive(struct vocabulary *vocabulary, struct slice frame);

// The sum of what is known.
uint32_t vocabulary_sum(struct vocabulary *vocabulary);
