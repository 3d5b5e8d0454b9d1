// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/systick.h"

#include "kernel/arch/cortex_m/scs.h"
#include "kernel/container.h"

enum : uint32_t {
    LOAD_MAX = 0x01000000, // Ticks: the counter has 24 bits and takes one more from 0 to reload.
    LOAD_MIN = 2,          // A reload value of 0 would not count.
    COUNT = SCS_SYSTICK_ENABLE | SCS_SYSTICK_INTERRUPT | SCS_SYSTICK_PROCESSOR,
};

static struct systick *systick_of(struct scheduler_timer *timer) {
    return container_of(timer, struct systick, timer);
}

static uint32_t ticks_from(const struct systick *systick, uint32_t microseconds) {
    uint32_t milliseconds = microseconds / 1000;
    if (milliseconds > UINT32_MAX / systick->kilohertz - 1) {
        return UINT32_MAX;
    }
    return milliseconds * systick->kilohertz + microseconds % 1000 * systick->kilohertz / 1000;
}

static uint32_t microseconds_from(const struct systick *systick, uint32_t ticks) {
    uint32_t milliseconds = ticks / systick->kilohertz;
    uint32_t rest = ticks % systick->kilohertz;
    return milliseconds * 1000 + (rest * 1000 + systick->kilohertz - 1) / systick->kilohertz;
}

static void load(struct systick *systick, uint32_t ticks) {
    uint32_t now = ticks < LOAD_MIN ? LOAD_MIN : ticks;
    systick->later = 0;
    if (ticks > LOAD_MAX) {
        // Never leave a rest that is too short to be loaded.
        now = ticks - LOAD_MAX < LOAD_MIN ? LOAD_MAX - LOAD_MIN : LOAD_MAX;
        systick->later = ticks - now;
    }
    scs.systick.rvr = now - 1;
    scs.systick.cvr = 0; // Any write clears the counter, which then reloads, and COUNTFLAG.
    systick->slice = SYSTICK_COUNTING;
}

// Ticks left. When a part has passed, goes on with the next one.
static uint32_t ticks_left(struct systick *systick) {
    if (systick->slice != SYSTICK_COUNTING) {
        return 0;
    }
    // The counter is read first: if it reaches 0 in between, the flag tells.
    uint32_t value = scs.systick.cvr;
    if ((scs.systick.csr & SCS_SYSTICK_COUNTFLAG) == 0) {
        // 0 is read until the counter was first reloaded: all of it is left.
        return (value == 0 ? scs.systick.rvr + 1 : value) + systick->later;
    }
    systick->slice = SYSTICK_ENDED;
    if (systick->later != 0) {
        load(systick, systick->later);
        return systick->later + scs.systick.rvr + 1;
    }
    return 0;
}

static void systick_start(struct scheduler_timer *timer, uint32_t microseconds) {
    struct systick *systick = systick_of(timer);
    load(systick, ticks_from(systick, microseconds));
    scs.systick.csr = COUNT;
}

static uint32_t systick_remaining(struct scheduler_timer *timer) {
    struct systick *systick = systick_of(timer);
    return microseconds_from(systick, ticks_left(systick));
}

static void systick_reset(struct scheduler_timer *timer) {
    scs.systick.csr = 0;
    systick_of(timer)->slice = SYSTICK_NONE;
}

static const struct scheduler_timer_ops ops = {
    .start = systick_start,
    .remaining = systick_remaining,
    .reset = systick_reset,
};

void systick_init(struct systick *systick, uint32_t hertz) {
    systick->timer.ops = &ops;
    systick->kilohertz = hertz / 1000;
    systick->later = 0;
    systick_reset(&systick->timer);
}
