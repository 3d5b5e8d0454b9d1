// SPDX-License-Identifier: Apache-2.0 OR MIT
// Which process runs next, and for how long. The board picks an implementation.
#pragma once

#include <stdint.h>

struct scheduler;
struct scheduler_timer; // kernel/scheduler_timer.h

// Why a process stopped running.
enum scheduler_reason : uint8_t {
    SCHEDULER_BLOCKED,   // It waits, was stopped, or ended.
    SCHEDULER_EXPIRED,   // Its slice is used up.
    SCHEDULER_PREEMPTED, // The kernel had something to do; it could go on.
};

struct scheduler_decision {
    uint32_t slot;
    uint32_t microseconds; // Its slice; > 0.
};

// A slice that no policy wants to end. A timer may cut it short: then the process has expired, and
// a scheduler that gave it so much lets it go on.
enum : uint32_t { SCHEDULER_NO_END = UINT32_MAX };

struct scheduler_ops {
    // Picks one of the ready processes: bit n of ready is slot n; at least one is set.
    struct scheduler_decision (*next)(struct scheduler *scheduler, uint32_t ready);
    // How its turn went. The timer has stopped, and tells what is left of the slice.
    void (*ran)(struct scheduler *scheduler, enum scheduler_reason reason,
                struct scheduler_timer *timer);
    // Whether a process that is still ready, its slice not ended, goes on at once after interrupts
    // were served. Else its turn ends, preempted, and the scheduler decides anew.
    bool goes_on;
};

struct scheduler {
    const struct scheduler_ops *ops;
};
