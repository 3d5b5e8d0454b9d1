// SPDX-License-Identifier: Apache-2.0 OR MIT
// Which process runs next, and for how long. The board picks an implementation.
#pragma once

#include <stdint.h>

struct scheduler;

// Why a process stopped running.
enum scheduler_reason : uint8_t {
    SCHEDULER_BLOCKED,   // It waits, was stopped, or ended.
    SCHEDULER_EXPIRED,   // Its slice is used up.
    SCHEDULER_PREEMPTED, // The kernel had something to do; it could go on.
};

struct scheduler_decision {
    uint32_t slot;
    uint32_t microseconds; // Its slice, or SCHEDULER_GO_ON.
};

// Instead of a slice: what is left of the one before, which was this process's.
enum : uint32_t { SCHEDULER_GO_ON = 0 };

// A slice that no policy wants to end. A timer may cut it short: then the process has expired, and
// a scheduler that gave it so much lets it go on.
enum : uint32_t { SCHEDULER_NO_END = UINT32_MAX };

struct scheduler_ops {
    // Picks one of the ready processes: bit n of ready is slot n; at least one is set.
    struct scheduler_decision (*next)(struct scheduler *scheduler, uint32_t ready);
    // The kernel has served interrupts while the process ran, which is still ready, and its slice
    // has not ended: whether it goes on at once. Else its turn ends, preempted.
    bool (*goes_on)(const struct scheduler *scheduler, uint32_t ready);
    // How its turn went. The slice is stopped: who wants to know what is left may ask its timer.
    void (*ran)(struct scheduler *scheduler, enum scheduler_reason reason);
};

struct scheduler {
    const struct scheduler_ops *ops;
};
