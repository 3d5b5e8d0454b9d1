// SPDX-License-Identifier: Apache-2.0 OR MIT
// Names a process for as long as it lives: a slot in the process table and the generation of the
// process in it. The generation changes on every restart and reuse, so a stale id finds nothing.
#pragma once

#include <stdint.h>

struct process_id {
    uint32_t value; // Bits 0-7: slot. Bits 8-31: generation. Compare with process_id_equal().
};

static inline uint32_t process_id_slot(struct process_id id) {
    return id.value & 0xff;
}

// No process has this id.
static inline struct process_id process_id_none(void) {
    struct process_id id = {UINT32_MAX};
    return id;
}

static inline bool process_id_equal(struct process_id a, struct process_id b) {
    return a.value == b.value;
}

static inline bool process_id_is_none(struct process_id id) {
    return id.value == UINT32_MAX;
}
