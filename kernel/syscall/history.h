// SPDX-License-Identifier: Apache-2.0 OR MIT
// The last system calls of each process, which a panic's report lists, newest first:
//       command(0x00000001, 1, 9, 0)
//       allow_readonly(0x00000001, 1, 0x20001a30, 9)
// A restart does not forget them: those of the life before are what it is for.
//
// Wiring:
//     static struct arch_syscall calls[PROCESS_SLOTS * 4]; // 20 bytes each.
//     static struct syscall_history history = {.calls = SPAN(calls), .slots = PROCESS_SLOTS};
//     ... syscall_history_keep(&history)
#pragma once

#include "kernel/arch/arch.h"
#include "kernel/span.h"

struct syscall_history {
    SPAN_OF(struct arch_syscall) calls; // As many for each slot.
    uint32_t slots;                     // Of the process table.
};

// From now on keeps them. Once, before processes run.
void syscall_history_keep(struct syscall_history *history);
