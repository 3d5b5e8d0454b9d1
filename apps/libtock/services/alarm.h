// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Alarms: any number of them, multiplexed in the process onto the one alarm that the kernel's
// driver (0x0) keeps for it.
//
// Time is a counter of 32 bits that wraps, at a frequency that the board chooses (at least 1 kHz).
// An alarm is set as a reference and a distance from it (TRD 105): the reference is a time not
// later than now, so an alarm whose time has already passed is told from one far ahead, and expires
// at once. Callbacks run from an upcall, that is, inside one of the yields.
//
// The caller owns each alarm object. It must stay where it is until the alarm has expired or was
// cancelled; its fields belong to the library. Setting an alarm that is outstanding moves it.

#pragma once

#include <stdint.h>
#include <sys/time.h>

#include "libtock/tock.h"

#define DRIVER_NUM_ALARM 0x0

// Called once the alarm has expired: the time now, the time it was set for (reference + distance),
// and the caller's pointer. Both times are in ticks.
typedef void (*libtock_alarm_callback)(uint32_t now, uint32_t scheduled, void *opaque);

// An alarm in ticks.
typedef struct alarm {
    uint32_t reference;
    uint32_t dt;
    libtock_alarm_callback callback;
    void *ud;
    struct alarm *next;
} libtock_alarm_ticks_t;

// An alarm in milliseconds, single or repeating. It may be longer than the counter's 2^32 ticks.
typedef struct alarm_data {
    uint64_t interval; // Ticks between two expirations, or 0 for a single alarm.
    uint64_t left;     // Ticks to go when `alarm` expires.
    libtock_alarm_callback callback;
    void *user_data;
    libtock_alarm_ticks_t alarm;
} libtock_alarm_t;

// Whether the board has the alarm driver.
bool libtock_alarm_driver_exists(void);

// The counter's frequency in Hz and its value now.
int libtock_alarm_command_get_frequency(uint32_t *frequency);
int libtock_alarm_command_read(uint32_t *time);

// Milliseconds in this many ticks, rounded down.
uint32_t libtock_alarm_ticks_to_ms(uint32_t ticks);

// Calls `callback` when the counter reaches `reference` + `dt`, both in ticks.
int libtock_alarm_at(uint32_t reference, uint32_t dt, libtock_alarm_callback callback, void *opaque,
                     libtock_alarm_ticks_t *alarm);

// Takes the alarm back: its callback will not run. Does nothing to one that is not outstanding.
void libtock_alarm_cancel(libtock_alarm_ticks_t *alarm);

// Calls `callback` once, not earlier than `ms` milliseconds from now.
int libtock_alarm_in_ms(uint32_t ms, libtock_alarm_callback callback, void *opaque,
                        libtock_alarm_t *alarm);

// Calls `callback` each `ms` milliseconds (at least 1), first in `ms` from now. Each period is
// counted from when the last one should have ended, so delays do not add up. Periods that end while
// the process does not yield are skipped.
void libtock_alarm_repeating_every_ms(uint32_t ms, libtock_alarm_callback callback, void *opaque,
                                      libtock_alarm_t *alarm);

// Takes an alarm in milliseconds back.
void libtock_alarm_ms_cancel(libtock_alarm_t *alarm);

// The counter as seconds and microseconds. It wraps with the counter.
int libtock_alarm_gettimeasticks(struct timeval *tv) __attribute__((nonnull));
