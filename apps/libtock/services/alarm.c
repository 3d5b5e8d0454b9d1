// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/services/alarm.h"

#include <stddef.h>

enum {
    COMMAND_FREQUENCY = 1,
    COMMAND_READ = 2,
    COMMAND_STOP = 3,
    COMMAND_SET_ABSOLUTE = 6,
    SUBSCRIBE_EXPIRED = 0,
};

// The longest part of a long alarm: half the counter's range, so that a late upcall is still told
// from an early one.
#define LONGEST_PART 0x80000000U

// All outstanding alarms, in no order: there are few, and each step looks at all.
static libtock_alarm_ticks_t *outstanding;

// The one that the kernel's alarm is set for, if any.
static const libtock_alarm_ticks_t *armed;

bool libtock_alarm_driver_exists(void) {
    return driver_exists(DRIVER_NUM_ALARM);
}

int libtock_alarm_command_get_frequency(uint32_t *frequency) {
    return tock_command_return_u32_to_returncode(command(DRIVER_NUM_ALARM, COMMAND_FREQUENCY, 0, 0),
                                                 frequency);
}

int libtock_alarm_command_read(uint32_t *time) {
    return tock_command_return_u32_to_returncode(command(DRIVER_NUM_ALARM, COMMAND_READ, 0, 0),
                                                 time);
}

static uint32_t now(void) {
    uint32_t time = 0;
    libtock_alarm_command_read(&time);
    return time;
}

// The frequency never changes, and each question is a system call.
static uint32_t frequency(void) {
    static uint32_t known;
    if (known == 0 && libtock_alarm_command_get_frequency(&known) != RETURNCODE_SUCCESS) {
        return 1000;
    }
    return known;
}

static uint64_t ms_to_ticks(uint32_t ms) {
    return ((uint64_t)ms * frequency() + 999) / 1000;
}

uint32_t libtock_alarm_ticks_to_ms(uint32_t ticks) {
    return (uint32_t)((uint64_t)ticks * 1000 / frequency());
}

// ---- The alarms in ticks -----------------------------------------------------------------------

// Ticks until the alarm expires; 0 or less once it has. A reference is never in the future, so the
// difference from it is what has passed, whether or not the counter wrapped in between.
static int64_t remaining(const libtock_alarm_ticks_t *alarm, uint32_t time) {
    return (int64_t)alarm->dt - (int64_t)(uint32_t)(time - alarm->reference);
}

static libtock_alarm_ticks_t *earliest(uint32_t time) {
    libtock_alarm_ticks_t *found = outstanding;
    for (libtock_alarm_ticks_t *a = outstanding; a != NULL; a = a->next) {
        if (remaining(a, time) < remaining(found, time)) {
            found = a;
        }
    }
    return found;
}

static void expired(int time, int scheduled, int unused, void *opaque);

// Sets the kernel's alarm for whichever expires first, unless it is set for it already.
static int arm(void) {
    libtock_alarm_ticks_t *first = earliest(now());
    if (first == armed) {
        return RETURNCODE_SUCCESS;
    }
    armed = first;
    if (first == NULL) {
        (void)command(DRIVER_NUM_ALARM, COMMAND_STOP, 0, 0);
        return RETURNCODE_SUCCESS;
    }
    int result = tock_subscribe_return_to_returncode(
        subscribe(DRIVER_NUM_ALARM, SUBSCRIBE_EXPIRED, expired, NULL));
    if (result != RETURNCODE_SUCCESS) {
        return result;
    }
    uint32_t tick = 0;
    return tock_command_return_u32_to_returncode(
        command(DRIVER_NUM_ALARM, COMMAND_SET_ABSOLUTE, (int)first->reference, (int)first->dt),
        &tick);
}

static bool take_out(const libtock_alarm_ticks_t *alarm) {
    for (libtock_alarm_ticks_t **at = &outstanding; *at != NULL; at = &(*at)->next) {
        if (*at == alarm) {
            *at = alarm->next;
            return true;
        }
    }
    return false;
}

// Runs the callbacks of what has expired, the most overdue first. A callback may set alarms that
// expire at once: those wait for the next upcall, so that this one ends.
static void expired(int time, int scheduled, int unused, void *opaque) {
    (void)time, (void)scheduled, (void)unused, (void)opaque;
    unsigned count = 0;
    for (libtock_alarm_ticks_t *a = outstanding; a != NULL; a = a->next) {
        count++;
    }
    for (; count > 0; count--) {
        uint32_t t = now();
        libtock_alarm_ticks_t *alarm = earliest(t);
        if (alarm == NULL || remaining(alarm, t) > 0) {
            break;
        }
        take_out(alarm);
        alarm->callback(t, alarm->reference + alarm->dt, alarm->ud);
    }
    armed = NULL;
    arm();
}

int libtock_alarm_at(uint32_t reference, uint32_t dt, libtock_alarm_callback callback, void *opaque,
                     libtock_alarm_ticks_t *alarm) {
    take_out(alarm);
    if (armed == alarm) {
        armed = NULL;
    }
    *alarm = (libtock_alarm_ticks_t){
        .reference = reference, .dt = dt, .callback = callback, .ud = opaque, .next = outstanding};
    outstanding = alarm;
    return arm();
}

void libtock_alarm_cancel(libtock_alarm_ticks_t *alarm) {
    if (take_out(alarm)) {
        arm();
    }
}

// ---- The alarms in milliseconds ----------------------------------------------------------------

static void part_done(uint32_t time, uint32_t scheduled, void *opaque);

// Goes on with the alarm from `reference`, for as much as one alarm in ticks can.
static int next_part(libtock_alarm_t *alarm, uint32_t reference) {
    uint32_t dt = alarm->left < LONGEST_PART ? (uint32_t)alarm->left : LONGEST_PART;
    alarm->left -= dt;
    return libtock_alarm_at(reference, dt, part_done, alarm, &alarm->alarm);
}

static void part_done(uint32_t time, uint32_t scheduled, void *opaque) {
    libtock_alarm_t *alarm = opaque;
    if (alarm->left > 0) {
        next_part(alarm, scheduled);
        return;
    }
    if (alarm->interval > 0) {
        uint32_t late = time - scheduled;
        uint32_t reference = scheduled + (uint32_t)(late / alarm->interval * alarm->interval);
        alarm->left = alarm->interval;
        next_part(alarm, reference);
    }
    // Last, for the callback may cancel the alarm or give its memory back.
    alarm->callback(time, scheduled, alarm->user_data);
}

int libtock_alarm_in_ms(uint32_t ms, libtock_alarm_callback callback, void *opaque,
                        libtock_alarm_t *alarm) {
    alarm->interval = 0;
    alarm->left = ms_to_ticks(ms);
    alarm->callback = callback;
    alarm->user_data = opaque;
    return next_part(alarm, now());
}

void libtock_alarm_repeating_every_ms(uint32_t ms, libtock_alarm_callback callback, void *opaque,
                                      libtock_alarm_t *alarm) {
    alarm->interval = ms_to_ticks(ms == 0 ? 1 : ms);
    alarm->left = alarm->interval;
    alarm->callback = callback;
    alarm->user_data = opaque;
    next_part(alarm, now());
}

void libtock_alarm_ms_cancel(libtock_alarm_t *alarm) {
    libtock_alarm_cancel(&alarm->alarm);
}

int libtock_alarm_gettimeasticks(struct timeval *tv) {
    uint32_t time = 0;
    int result = libtock_alarm_command_read(&time);
    if (result == RETURNCODE_SUCCESS) {
        tv->tv_sec = (time_t)(time / frequency());
        tv->tv_usec = (suseconds_t)((uint64_t)(time % frequency()) * 1000000 / frequency());
    }
    return result;
}
