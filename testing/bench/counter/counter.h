// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the instruction counter knows: how many instructions the kernel and the processes have
// executed, and which of them lie between two marks. It is told of blocks of code, marks,
// interrupts and stores in the order in which the processor executes them; plugin.c tells it.
//
// A process speaks a mark, one byte, as two DBG instructions (ARMv7-M ARM, A7.7.32: a hint that has
// no effect), the high digit first. See enum mark.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "testing/bench/image.h"

#ifdef __cplusplus
extern "C" {
#endif

enum mark : uint8_t {
    MARK_END = 0x00,       // The window ends here.
    MARK_ARM = 0x01,       // The window of the mark that follows begins at the next interrupt.
    MARK_PARAMETER = 0x02, // Adds 1 to the parameter that the next window is written with.
    MARK_FIRST_ID = 0x10,  // From here on: a window of that id begins. One that is open is dropped.
    // Windows that no mark opens. All three begin at reset or at an interrupt of their own accord.
    MARK_BOOT = 0xF0,   // From reset to the first instruction of a process.
    MARK_IDLE = 0xF1,   // From reset to the first sleep.
    MARK_ANSWER = 0xF2, // From an interrupt to the store that answers it, with no window open.
};

// How many instructions were executed.
struct counts {
    uint64_t kernel, process;
};

// The first digit of a mark, whose second is yet to come: from another process, marks of others may
// come in between.
struct digit {
    uint32_t next; // Where the second is; 0: none.
    uint8_t value;
};

struct counter {
    // Set by the user.
    FILE *out;
    const struct image *kernel; // Names what time was spent in.
    uint32_t kernel_start, kernel_end;
    bool answers; // Stores that counter_answered() is told of end windows.

    // Added to by the user, one for each instruction.
    struct counts total;
    uint64_t *executed; // One for each half-word of [kernel_start, kernel_end); reset per window.

    // The counter's own.
    struct counts begin;
    uint32_t passes;     // Ways from a process into the kernel in this window.
    uint32_t interrupts; // Handlers entered in it.
    uint32_t parameter;
    struct digit digits[8]; // Of marks that are half spoken.
    uint8_t open;           // The window's id, or 0.
    uint8_t armed;          // The id of the window that the next interrupt opens, or 0.
    bool arming;            // The next mark arms.
    bool in_process, ran, slept;
};

// Opens the file and makes room. False: it cannot.
bool counter_start(struct counter *counter, const char *out);
void counter_stop(struct counter *counter);

// A block of instructions begins, all of the kernel's or all of a process's.
void counter_block(struct counter *counter, bool process);

// A DBG instruction of a process, and where it is. The two of a mark follow each other.
void counter_digit(struct counter *counter, uint32_t address, uint8_t digit);

// The first instruction of an interrupt's handler.
void counter_interrupt(struct counter *counter);

// A store to the address that an answer goes to.
void counter_answered(struct counter *counter);

// A WFI instruction.
void counter_sleep(struct counter *counter);

#ifdef __cplusplus
}
#endif
