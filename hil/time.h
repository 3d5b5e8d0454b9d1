// SPDX-License-Identifier: Apache-2.0 OR MIT
// HIL: a free-running 32-bit counter with one alarm (TRD 105). Ticks wrap from 0xFFFFFFFF to 0; all
// arithmetic is modulo 2^32.
//
// A time is given as a reference and a distance (dt): it expires when the counter has advanced by
// dt from reference. reference is in the past (or now); if now is not within [reference, reference
// + dt), it has expired already and fires at once. So every 32-bit dt is exact, and a late caller
// is never off by a wrap.
#pragma once

#include "kernel/errorcode.h"

struct alarm;
struct alarm_client;

struct alarm_ops {
    uint32_t frequency;  // Hz: the counter's rate.
    uint32_t minimum_dt; // Ticks: a shorter distance from now fires after this one.
    uint32_t (*now)(struct alarm *alarm);
    // Sets the alarm, replacing one that is set. fired() follows, once, never from within.
    void (*set)(struct alarm *alarm, uint32_t reference, uint32_t dt);
    // Clears it: no fired() follows, even if it is due by now.
    void (*disarm)(struct alarm *alarm);
    bool (*is_armed)(struct alarm *alarm);
};

struct alarm_client_ops {
    void (*fired)(struct alarm_client *client);
};

struct alarm_client {
    const struct alarm_client_ops *ops;
};

struct alarm {
    const struct alarm_ops *ops;
    struct alarm_client *client; // Set by the board or the virtualizer before use.
};

static inline uint32_t alarm_frequency(const struct alarm *alarm) {
    return alarm->ops->frequency;
}

static inline uint32_t alarm_now(struct alarm *alarm) {
    return alarm->ops->now(alarm);
}

static inline void alarm_set(struct alarm *alarm, uint32_t reference, uint32_t dt) {
    alarm->ops->set(alarm, reference, dt);
}

static inline void alarm_disarm(struct alarm *alarm) {
    alarm->ops->disarm(alarm);
}

static inline bool alarm_is_armed(struct alarm *alarm) {
    return alarm->ops->is_armed(alarm);
}

// Whether the time (reference, dt) has expired at now.
static inline bool alarm_expired(uint32_t now, uint32_t reference, uint32_t dt) {
    return now - reference >= dt;
}
