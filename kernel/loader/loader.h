// SPDX-License-Identifier: Apache-2.0 OR MIT
// Finds the applications in flash and makes them processes. They lie one behind the other from the
// start of their part of flash (kernel/tbf). Padding and disabled ones are passed over silently.
// One that cannot run gets one line on the debug output, with its name or, if that cannot be read,
// its address, and the cause; the others run. Where a header does not say where the next one is,
// the loader looks for it in steps of 512 bytes, to the end.
//
// Works in steps of one application, each in a deferred call, so that a long one delays little
// else. What lies one behind the other is loaded before any process runs; a search goes on beside
// the processes, a few steps after each one's turn.
//
//     static struct loader loader = {
//         .kernel = &kernel, .flash = ..., .memory = ..., .start = &process_start_capability,
//     };
//     loader_start(&loader);
//     kernel_loop(...);
#pragma once

#include "kernel/capability.h"
#include "kernel/deferred_call.h"
#include "kernel/process/create.h"

// The kernel that TBF kernel version headers are compared with: Tock's, whose system calls these
// are. An application for major.minor runs if major is the same and minor not higher.
enum : uint32_t { LOADER_KERNEL_MAJOR = 2, LOADER_KERNEL_MINOR = 2 };

struct tbf; // kernel/tbf/tbf.h

// Where the loader looks for an object.
struct loader_position {
    size_t offset; // From the start of flash.
    size_t resume; // Where a search goes on if there is none; 0: one is expected here.
};

struct loader {
    // The board's.
    const struct kernel *kernel;
    struct slice flash;     // All of the applications' flash; 4-byte aligned.
    struct mpu_pool memory; // RAM for processes. What is left is here after the end.
    const struct process_start_capability *start;
    // A policy that may keep the application object, which is at offset, from running, and then
    // says why in a line, or that takes it over; null: none (unique_short_ids.h,
    // checked_loader.h).
    bool (*refuses)(const struct loader *loader, struct slice object, const struct tbf *tbf);
    // The loader's, zeros at first.
    struct loader_position position; // Of the next object.
    struct deferred_call call;
    uint32_t applications; // Found so far, whether they run or not.
};

// Begins. Once, after kernel_init() and with the debug output ready.
void loader_start(struct loader *loader);
