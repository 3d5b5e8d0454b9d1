// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/scheduler/mlfq.h"
#include "kernel/scheduler_timer.h"
}
#include <gtest/gtest.h>

namespace {

uint32_t left;

class Mlfq : public ::testing::Test {
  protected:
    Mlfq() {
        mlfq_.scheduler.ops = &mlfq_ops;
        mlfq_.used = {used_, 32};
    }
    static inline const struct scheduler_timer_ops kOps = {
        nullptr, nullptr, nullptr, [](struct scheduler_timer *) { return left; }};

    struct scheduler_decision Next(uint32_t ready) {
        decision_ = mlfq_ops.next(&mlfq_.scheduler, ready);
        return decision_;
    }
    // The process used so many microseconds of its slice.
    void Ran(enum scheduler_reason reason, uint32_t used) {
        left = decision_.microseconds - used;
        mlfq_ops.ran(&mlfq_.scheduler, reason, &timer_);
    }
    void UseUp(uint32_t slot) {
        ASSERT_EQ(Next(1u << slot).slot, slot);
        Ran(SCHEDULER_EXPIRED, decision_.microseconds);
    }

    struct scheduler_timer timer_ = {&kOps};
    uint32_t used_[32] = {};
    struct mlfq mlfq_ = {};
    struct scheduler_decision decision_ = {};
};

TEST_F(Mlfq, EqualsTakeTurns) {
    for (uint32_t slot : {1u, 31u, 0u, 1u}) {
        EXPECT_EQ(Next(0x80000003).slot, slot);
        EXPECT_EQ(decision_.microseconds, 10000u);
        Ran(SCHEDULER_BLOCKED, 0);
    }
}

TEST_F(Mlfq, GoesDownWithLongerSlices) {
    for (uint32_t slice : {10000u, 20000u, 50000u, 50000u, 50000u}) {
        EXPECT_EQ(Next(4).slot, 2u);
        EXPECT_EQ(decision_.microseconds, slice);
        Ran(SCHEDULER_EXPIRED, slice);
    }
}

TEST_F(Mlfq, WhoWaitsGoesBeforeWhoComputes) {
    UseUp(0);
    for (int i = 0; i < 5; i++) {
        EXPECT_EQ(Next(3).slot, 1u);
        Ran(SCHEDULER_BLOCKED, 100);
    }
    EXPECT_EQ(Next(1).slot, 0u);
    EXPECT_EQ(decision_.microseconds, 20000u);
    Ran(SCHEDULER_PREEMPTED, 500);
    EXPECT_EQ(Next(3).slot, 1u) << "also right after the kernel's own work";
}

TEST_F(Mlfq, WaitingInPiecesDoesNotKeepItUp) {
    for (int i = 0; i < 9; i++) {
        EXPECT_EQ(Next(1).microseconds, 10000u - i * 1100u);
        Ran(SCHEDULER_BLOCKED, 1100);
    }
    EXPECT_EQ(Next(3).slot, 1u) << "9900 of 10000 are all of it";
    Ran(SCHEDULER_BLOCKED, 0);
    EXPECT_EQ(Next(1).microseconds, 20000u);
}

TEST_F(Mlfq, PreemptedGoesOnWithTheRest) {
    EXPECT_EQ(Next(3).slot, 1u);
    Ran(SCHEDULER_PREEMPTED, 4000);
    EXPECT_EQ(Next(3).slot, 1u);
    EXPECT_EQ(decision_.microseconds, 6000u);
    Ran(SCHEDULER_PREEMPTED, 1);
    EXPECT_EQ(Next(1).slot, 0u) << "unless it ended";
}

TEST_F(Mlfq, EverybodyIsBackAtTheTopInTheEnd) {
    UseUp(0);
    UseUp(0);
    uint32_t ran = 30000;
    while (ran < MLFQ_REFRESH) {
        ASSERT_EQ(Next(1).microseconds, 50000u);
        Ran(SCHEDULER_EXPIRED, 50000);
        ran += 50000;
    }
    EXPECT_EQ(Next(1).microseconds, 10000u);
}

TEST_F(Mlfq, NobodyStarves) {
    uint32_t runs[4] = {};
    uint64_t time = 0;
    while (time < 30000000) { // All of them compute but slot 3, which waits after 1 ms.
        Next(15);
        uint32_t used = decision_.slot == 3 ? 1000 : decision_.microseconds;
        Ran(decision_.slot == 3 ? SCHEDULER_BLOCKED : SCHEDULER_EXPIRED,
            used < decision_.microseconds ? used : decision_.microseconds);
        runs[decision_.slot]++;
        time += used;
    }
    for (uint32_t count : runs) {
        EXPECT_GT(count, 30u);
    }
}

TEST_F(Mlfq, ATimerThatTellsTooMuchDoesNoHarm) {
    Next(1);
    left = 20000;
    mlfq_ops.ran(&mlfq_.scheduler, SCHEDULER_PREEMPTED, &timer_);
    EXPECT_EQ(Next(1).microseconds, 10000u);
}

} // namespace
