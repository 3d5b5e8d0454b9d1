// SPDX-License-Identifier: Apache-2.0 OR MIT
// The command line of bazel run //boards/NAME:emulate.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OPTIONS_LIST_MAX = 64 };

// One thing to happen at a time of the board's clock: a line of the emulator's script.
struct scripted {
    uint32_t milliseconds;
    char command[256];
};

struct options {
    // From the emulate rule.
    const char *emulator; // The emulator's program.
    const char *machine;  // Its machine type.
    const char *kernel;   // The kernel's ELF file.
    const char *gdb;      // Path of a socket to make for GDB, which starts the board; null: none.
    // From the person.
    const char *plugin;                 // Of the emulator, with its options; null: none.
    const char *apps[OPTIONS_LIST_MAX]; // --app; else the rule's.
    size_t app_count;
    struct scripted script[OPTIONS_LIST_MAX]; // --button and --type, sorted by time.
    size_t script_count;
    double timeout_seconds; // Of the board's clock; 0: none.
    bool icount;
    bool leds;
    bool strict;
};

// Reads the command line. Returns 0; 1 if --help was asked for and printed; -1 after saying on
// stderr what is wrong.
int options_parse(struct options *options, int argc, char **argv);
