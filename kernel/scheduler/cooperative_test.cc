// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/scheduler/cooperative.h"
#include "kernel/scheduler/no_timer.h"
}
#include <gtest/gtest.h>

namespace {

class Cooperative : public ::testing::Test {
  protected:
    uint32_t Next(uint32_t ready) {
        struct scheduler_decision decision = cooperative_ops.next(&scheduler_.scheduler, ready);
        EXPECT_EQ(decision.microseconds, static_cast<uint32_t>(SCHEDULER_NO_END));
        return decision.slot;
    }
    void Ran(enum scheduler_reason reason) {
        cooperative_ops.ran(&scheduler_.scheduler, reason, nullptr);
    }
    struct cooperative scheduler_ = COOPERATIVE;
};

TEST_F(Cooperative, GoesAroundAmongThoseThatWait) {
    for (uint32_t slot : {0u, 2u, 31u, 0u}) {
        EXPECT_EQ(Next(0x80000005), slot);
        Ran(SCHEDULER_BLOCKED);
    }
}

TEST_F(Cooperative, NobodyElseRunsBeforeItWaits) {
    EXPECT_EQ(Next(7), 0u);
    for (enum scheduler_reason reason : {SCHEDULER_PREEMPTED, SCHEDULER_EXPIRED}) {
        Ran(reason);
        EXPECT_EQ(Next(7), 0u);
    }
    Ran(SCHEDULER_BLOCKED);
    EXPECT_EQ(Next(7), 1u);
}

TEST_F(Cooperative, UnlessItEnded) {
    EXPECT_EQ(Next(7), 0u);
    Ran(SCHEDULER_PREEMPTED);
    EXPECT_EQ(Next(6), 1u);
}

// Slices without end need no timer.
TEST_F(Cooperative, WithoutATimer) {
    const struct scheduler_timer_ops *ops = no_timer.ops;
    ops->start(&no_timer, cooperative_ops.next(&scheduler_.scheduler, 1).microseconds);
    EXPECT_NE(ops->stop(&no_timer), 0u) << "not ended";
    EXPECT_NE(ops->remaining(&no_timer), 0u);
    ops->resume(&no_timer);
    EXPECT_NE(ops->stop(&no_timer), 0u);
}

} // namespace
