// SPDX-License-Identifier: Apache-2.0 OR MIT
// The end of the system: what is wrong with the kernel itself, said once through a writer that
// needs no interrupts, with the state of every process; then the board's last step
// (kernel/kernel.h).
#pragma once

#include "kernel/format.h"

// A processor fault taken while the kernel ran (a trap instruction of a failed check included). The
// architecture embeds it in a structure with the registers.
struct panic_fault {
    const char *cause;        // In words, e.g. "trap", "bus fault".
    uint32_t program_counter; // Where it happened; 0: nobody knows.
    // Writes registers and status, decoded, in lines; may be null.
    void (*print)(const struct panic_fault *fault, struct writer *writer);
};

// Nothing else runs from here on: interrupts are left pending. A panic within a panic goes straight
// to the last step.
[[noreturn]] void panic(const char *cause);

// Called by the architecture's fault handlers, on a stack that can be trusted.
[[noreturn]] void panic_from_fault(const struct panic_fault *fault);
