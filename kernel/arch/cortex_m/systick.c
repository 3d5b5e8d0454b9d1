// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/systick.h"

#include "kernel/arch/cortex_m/scs.h"
#include "kernel/container.h"

enum : uint32_t {
    LOAD_MAX = 0x01000000, // Ticks: the counter has 24 bits and takes one more from 0 to reload.
    LOAD_MIN = 2,          // A reload value of 0 would not count.
    RATE_SHIFT = 22,       // Of 1 GHz, the rate just fits.
    COUNT = SCS_SYSTICK_ENABLE | SCS_SYSTICK_INTERRUPT | SCS_SYSTICK_PROCESSOR,
};

static struct systick *systick_of(struct scheduler_timer *timer) {
    return container_of(timer, struct systick, timer);
}

// A multiplication: this is on every process switch's path.
static uint32_t ticks_from(const struct systick *systick, uint32_t microseconds) {
    uint64_t ticks = (uint64_t)microseconds * systick->rate >> RATE_SHIFT;
    return ticks > UINT32_MAX ? UINT32_MAX : (uint32_t)ticks;
}

static uint32_t microseconds_from(const struct systick *systick, uint32_t ticks) {
    uint32_t milliseconds = ticks / systick->kilohertz;
    uint32_t rest = ticks % systick->kilohertz;
    return milliseconds * 1000 + (rest * 1000 + systick->kilohertz - 1) / systick->kilohertz;
}

// Loads the counter with all ticks, or with a part: the rest is resumed when that has passed.
[[gnu::always_inline]] static inline void count(struct systick *systick, uint32_t ticks) {
    uint32_t part = ticks < LOAD_MAX ? ticks : LOAD_MAX;
    systick->left = ticks - part;
    scs.systick.rvr = part > LOAD_MIN ? part - 1 : LOAD_MIN - 1;
    scs.systick.cvr = 0; // Any write clears the counter, which then reloads, and COUNTFLAG.
    scs.systick.csr = COUNT;
}

static void systick_start(struct scheduler_timer *timer, uint32_t microseconds) {
    struct systick *systick = systick_of(timer);
    count(systick, ticks_from(systick, microseconds));
}

static void systick_resume(struct scheduler_timer *timer) {
    struct systick *systick = systick_of(timer);
    count(systick, systick->left);
}

static uint32_t systick_stop(struct scheduler_timer *timer) {
    struct systick *systick = systick_of(timer);
    // The counter is read first: if it reaches 0 in between, the flag tells.
    uint32_t value = scs.systick.cvr;
    uint32_t status = scs.systick.csr;
    scs.systick.csr = 0;
    if ((status & SCS_SYSTICK_COUNTFLAG) == 0) {
        // 0 is read until the counter was first reloaded: all of it is left.
        systick->left += value == 0 ? scs.systick.rvr + 1 : value;
    }
    return systick->left;
}

static uint32_t systick_remaining(struct scheduler_timer *timer) {
    const struct systick *systick = systick_of(timer);
    return microseconds_from(systick, systick->left);
}

static const struct scheduler_timer_ops ops = {
    .start = systick_start,
    .resume = systick_resume,
    .stop = systick_stop,
    .remaining = systick_remaining,
};

void systick_init(struct systick *systick, uint32_t hertz) {
    systick->timer.ops = &ops;
    systick->kilohertz = hertz / 1000;
    systick->rate = (systick->kilohertz / 1000 << RATE_SHIFT) +
                    (systick->kilohertz % 1000 << RATE_SHIFT) / 1000;
    systick->left = 0;
    scs.systick.csr = 0;
}
