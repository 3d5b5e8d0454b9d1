// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A check is a function for one sentence of a TRD, named in sentences.bzl by its id. It returns OK,
// printed as `ID: ok`, or what is wrong, printed as `ID: FAILED: ...`. All run in one process, one
// after the other; each leaves no upcall pending and no operation under way.
//
//     CHECK(no_wait_returns, "trd104-4.1.1-2") {
//         ...
//         return OK;
//     }

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "testing/conformance/raw_syscall.h"

#define OK NULL

struct check {
    const char *id;
    const char *(*run)(void);
    struct check *next;
};

// Makes a check known; for CHECK alone.
void check_add(struct check *check);

#define CHECK(label, sentence)                                                                     \
    static const char *label(void);                                                                \
    __attribute__((constructor)) static void add_##label(void) {                                   \
        static struct check check = {.id = sentence, .run = label};                                \
        check_add(&check);                                                                         \
    }                                                                                              \
    static const char *label(void)

// Returns from a check with this text if something does not hold.
#define MUST(condition, text)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            return text;                                                                           \
        }                                                                                          \
    } while (false)

// Return variants (TRD 104, 3.3).
enum {
    FAILURE = 0,
    FAILURE_1 = 1,
    FAILURE_2 = 2,
    FAILURE_64 = 3,
    SUCCESS = 128,
    SUCCESS_1 = 129,
    SUCCESS_2 = 130,
    SUCCESS_64 = 131,
    SUCCESS_3 = 132,
    SUCCESS_1_64 = 133,
};

// Error codes (3.4).
enum { BUSY = 2, ALREADY = 3, INVALID = 6, NOMEM = 9, NOSUPPORT = 10, NODEVICE = 11, CODES = 13 };

// Drivers of the boards, and one that none has.
enum {
    ALARM = 0,
    CONSOLE = 1,
    LED = 2,
    BUTTON = 3,
    GPIO = 4,
    LOW_LEVEL_DEBUG = 8,
    RNG = 0x40001,
    NOBODY = 0xDEAD0000,
};

enum { NO_WAIT = 0, WAIT = 1, WAIT_FOR = 2 };     // Yield numbers (4.1).
enum { WRITE = 1, READ = 2 };                     // The console's commands, upcalls and buffers.
enum { KERNEL_RAM = 0x20000000, SECOND = 16384 }; // Address; ticks of the alarm.

// The last upcall that ran, and how many did since upcalls_reset().
extern volatile struct upcalls {
    uint32_t count;
    struct registers last;
    uint32_t order[8]; // The userdata of the first eight.
} upcalls;

void upcalls_reset(void);

// An upcall that counts in upcalls.
void counting(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata);

// Another one, which also counts, with userdata 0xBAD.
void other(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata);

// Has upcall (CONSOLE, WRITE), or (RNG, 0), scheduled at once: an operation on nothing.
void schedule_console(void);
void schedule_rng(void);

// Runs what is pending. Returns how many upcalls ran.
uint32_t drain(void);

// The alarm's counter.
uint32_t now(void);

uint32_t memop_value(uint32_t operation);
