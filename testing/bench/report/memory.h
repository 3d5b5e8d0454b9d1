// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a process's block of RAM goes to: from what the process console says of it.
#pragma once

#include "testing/bench/report/figure.h"

#ifdef __cplusplus
extern "C" {
#endif

enum memory_part {
    MEMORY_STACK,
    MEMORY_DATA,
    MEMORY_HEAP,
    MEMORY_FREE,   // Asked for, and used for nothing by now: heap and grants grow into it.
    MEMORY_KERNEL, // Grants and the kernel's record of the process.
    MEMORY_LOST,   // Between this block and the one before it, for the protection unit's alignment.
    MEMORY_PARTS,
};

extern const char *const memory_part_names[MEMORY_PARTS];

struct process_memory {
    char name[64];
    uint32_t bytes[MEMORY_PARTS];
    uint32_t code; // Bytes of flash, header included.
};

enum { PROCESS_MEMORIES = 16 };

struct process_memories {
    struct process_memory process[PROCESS_MEMORIES];
    size_t count;
};

// Reads the answers to `process N`, ascending, and to `kernel`, which comes first. False: it cannot
// be read.
bool process_memories_read(struct process_memories *memories, const char *path);

void figures_add_memories(struct figures *figures, const struct process_memories *memories);

#ifdef __cplusplus
}
#endif
