// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// An attack is a function that tries one thing that must not work. All are linked into one program;
// a process runs the one that it is named after (attack_test in attack.bzl makes the names). So a
// new attack is a function here and a line with what must be seen in BUILD.bazel.
//
//     // Writes to what only the kernel may write.
//     ATTACK(write_kernel) {
//         poke(KERNEL_RAM, 0);
//         return "wrote to the kernel's RAM";
//     }
//
// It ends in one of three ways: the process faults, and the kernel says so; it returns HELD, which
// is printed as `NAME: held`; or it returns what got through, printed as `NAME: ESCAPED: ...`,
// which fails every test.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HELD NULL

struct attack {
    const char *name;
    const char *(*run)(void);
    struct attack *next;
};

// Makes an attack known; for ATTACK alone.
void attack_add(struct attack *attack);

#define ATTACK(label)                                                                              \
    static const char *label(void);                                                                \
    __attribute__((constructor)) static void add_##label(void) {                                   \
        static struct attack attack = {.name = #label, .run = label};                              \
        attack_add(&attack);                                                                       \
    }                                                                                              \
    static const char *label(void)

// Prints the process's name and a text as one line.
void say(const char *text);

// imix and hail.
enum {
    KERNEL_FLASH = 0x10000,
    KERNEL_RAM = 0x20000000,
};

// The process's bounds, as it learns them from the kernel (Memop).
uint32_t ram_start(void);
uint32_t ram_end(void); // Behind the kernel's part of the block.
uint32_t flash_start(void);
uint32_t flash_end(void);
uint32_t grant_start(void);
uint32_t app_break(void);

// Moves the break up by so many bytes. False: refused.
bool grow(uint32_t bytes);

// Moves the break as near to the grants as it can go.
void grow_to_grants(void);

// One load, one store, one call: no more instructions than needed, at any address.
uint32_t peek(uint32_t address);
void poke(uint32_t address, uint32_t value);
void jump(uint32_t address);

// Ticks of the alarm's counter, about 60 us each; and since when the board runs.
uint32_t now(void);
enum { SECOND = 16384 };

// CONTROL, which also unprivileged code may read. Bit 0: thread mode is unprivileged.
uint32_t control(void);

// Something for the kernel to write or read.
enum {
    ALARM = 0,
    CONSOLE = 1,
    LED = 2,
    BUTTON = 3,
    GPIO = 4,
    LOW_LEVEL_DEBUG = 8,
    IPC = 0x10000,
    RNG = 0x40001,
};

// Kernel error codes as in r1.
enum { ERROR_INVAL = 6, ERROR_NOMEM = 9, ERROR_NOSUPPORT = 10 };

// Return variants as in r0.
enum { FAILURE = 0, FAILURE_2 = 2, SUCCESS = 128, SUCCESS_1 = 129, SUCCESS_2 = 130 };

// Memop operations.
enum { BRK = 0, SBRK = 1 };
