// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/scheduler/round_robin.h"
#include "kernel/scheduler_timer.h"
}
#include <gtest/gtest.h>

namespace {

class RoundRobin : public ::testing::Test {
  protected:
    struct scheduler_decision Next(uint32_t ready) {
        return round_robin_ops.next(&robin_.scheduler, ready);
    }
    void Ran(enum scheduler_reason reason, uint32_t remaining) {
        left = remaining;
        round_robin_ops.ran(&robin_.scheduler, reason, &timer_);
    }
    static inline uint32_t left;
    static inline const struct scheduler_timer_ops kOps = {
        nullptr, nullptr, nullptr, [](struct scheduler_timer *) { return left; }};
    struct scheduler_timer timer_ = {&kOps};
    struct round_robin robin_ = ROUND_ROBIN;
};

TEST_F(RoundRobin, GoesAround) {
    uint32_t ready = 0x80000005; // Slots 0, 2, 31.
    uint32_t expected[] = {2, 31, 0, 2};
    for (uint32_t slot : expected) {
        struct scheduler_decision decision = Next(ready);
        EXPECT_EQ(decision.slot, slot);
        EXPECT_EQ(decision.microseconds, static_cast<uint32_t>(ROUND_ROBIN_SLICE));
        Ran(SCHEDULER_EXPIRED, 0);
    }
}

TEST_F(RoundRobin, TheOnlyOneGoesOn) {
    for (uint32_t slot : {0u, 5u, 31u}) {
        EXPECT_EQ(Next(1u << slot).slot, slot);
        Ran(SCHEDULER_BLOCKED, 0);
        EXPECT_EQ(Next(1u << slot).slot, slot);
        Ran(SCHEDULER_EXPIRED, 0);
    }
}

TEST_F(RoundRobin, PreemptedGoesOnWithTheRest) {
    EXPECT_EQ(Next(3).slot, 1u);
    Ran(SCHEDULER_PREEMPTED, 700);
    struct scheduler_decision decision = Next(3);
    EXPECT_EQ(decision.slot, 1u);
    EXPECT_EQ(decision.microseconds, 700u);
}

TEST_F(RoundRobin, ButNotWithNextToNothing) {
    EXPECT_EQ(Next(3).slot, 1u);
    Ran(SCHEDULER_PREEMPTED, ROUND_ROBIN_MINIMUM - 1);
    EXPECT_EQ(Next(3).slot, 0u);
}

TEST_F(RoundRobin, NorIfItIsNoLongerReady) {
    EXPECT_EQ(Next(3).slot, 1u);
    Ran(SCHEDULER_PREEMPTED, 5000);
    struct scheduler_decision decision = Next(1);
    EXPECT_EQ(decision.slot, 0u);
    EXPECT_EQ(decision.microseconds, static_cast<uint32_t>(ROUND_ROBIN_SLICE));
}

} // namespace
