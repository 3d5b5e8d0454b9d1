// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/arch/cortex_m/systick.h"
}
#include "kernel/arch/cortex_m/fake_cpu.h"

#include <gtest/gtest.h>

namespace {

constexpr uint32_t kCounting = 7; // ENABLE, TICKINT, processor clock.
constexpr uint32_t kReachedZero = 1u << 16;

class Systick : public testing::Test {
  protected:
    void SetUp() override {
        fake_cpu_reset();
        systick_init(&systick_, 48000000);
    }
    void Start(uint32_t microseconds) { timer_->ops->start(timer_, microseconds); }
    void Resume() { timer_->ops->resume(timer_); }
    // Whether it has ended.
    bool Stop() { return timer_->ops->stop(timer_) == 0; }
    uint32_t Remaining() { return timer_->ops->remaining(timer_); }
    // The counter runs down from what it was loaded with, and begins again.
    void ReachZero() {
        scs.systick.csr |= kReachedZero;
        scs.systick.cvr = scs.systick.rvr;
    }

    systick systick_;
    scheduler_timer *timer_ = &systick_.timer;
};

TEST_F(Systick, IsOffAtFirst) {
    EXPECT_EQ(scs.systick.csr, 0u);
    EXPECT_EQ(Remaining(), 0u);
}

TEST_F(Systick, CountsASlice) {
    scs.systick.cvr = 123;
    Start(10000);
    EXPECT_EQ(scs.systick.rvr, 480000u - 1);
    EXPECT_EQ(scs.systick.cvr, 0u) << "any write restarts it";
    EXPECT_EQ(scs.systick.csr, kCounting);
    scs.systick.cvr = 240000;
    EXPECT_FALSE(Stop());
    EXPECT_EQ(scs.systick.csr, 0u);
    EXPECT_EQ(Remaining(), 5000u);
}

TEST_F(Systick, StoppedBeforeItReloadedAllIsLeft) {
    Start(10000);
    EXPECT_FALSE(Stop());
    EXPECT_EQ(Remaining(), 10000u);
}

TEST_F(Systick, GoesOnWithTheRest) {
    Start(10000);
    scs.systick.cvr = 100;
    EXPECT_FALSE(Stop());
    EXPECT_EQ(Remaining(), 3u) << "rounded up: 0 is the end";
    scs.systick.cvr = 0xFFFFFF; // Somebody else used it.
    Resume();
    EXPECT_EQ(scs.systick.rvr, 99u);
    EXPECT_EQ(scs.systick.cvr, 0u);
    EXPECT_EQ(scs.systick.csr, kCounting);
    scs.systick.cvr = 1;
    EXPECT_FALSE(Stop());
    Resume();
    EXPECT_EQ(scs.systick.rvr, 1u) << "0 would not count";
    ReachZero();
    EXPECT_TRUE(Stop());
}

TEST_F(Systick, EndsEvenIfItHasBegunAgain) {
    Start(1000);
    ReachZero();
    scs.systick.cvr = 40000;
    EXPECT_TRUE(Stop());
    EXPECT_EQ(Remaining(), 0u);
    Start(1000);
    EXPECT_FALSE(Stop());
    EXPECT_EQ(Remaining(), 1000u);
}

TEST_F(Systick, WithNothingLeftItEndsAtOnce) {
    Start(1000);
    ReachZero();
    EXPECT_TRUE(Stop());
    Resume();
    EXPECT_EQ(scs.systick.rvr, 1u);
    EXPECT_EQ(scs.systick.csr, kCounting);
}

// 24 bits hold 349525 us.
TEST_F(Systick, LongSlicesGoOnInParts) {
    uint32_t total = 0;
    int parts = 0;
    Start(1000000);
    for (bool ended = false; !ended; parts++) {
        EXPECT_LE(scs.systick.rvr, 0x00FFFFFFu);
        EXPECT_GE(scs.systick.rvr, 1u);
        total += scs.systick.rvr + 1;
        ReachZero();
        ended = Stop();
        EXPECT_EQ(Remaining(), (48000000 - total + 47) / 48);
        Resume();
    }
    EXPECT_EQ(total, 48000000u);
    EXPECT_EQ(parts, 3);
}

TEST_F(Systick, StoppedWithinAPart) {
    Start(1000000);
    scs.systick.cvr = 48;
    EXPECT_FALSE(Stop());
    EXPECT_EQ(Remaining(), (48000000u - (1 << 24)) / 48 + 1 + 1) << "of which a part was cut";
    Resume();
    EXPECT_EQ(scs.systick.rvr, (1u << 24) - 1);
}

// A rest that is too short to count takes a tick longer.
TEST_F(Systick, AShortRestEndsToo) {
    systick_init(&systick_, 1000000);
    Start((1 << 24) + 1);
    ReachZero();
    EXPECT_FALSE(Stop());
    EXPECT_EQ(Remaining(), 1u);
    Resume();
    EXPECT_EQ(scs.systick.rvr, 1u);
    ReachZero();
    EXPECT_TRUE(Stop());
}

TEST_F(Systick, ExtremesAreCut) {
    Start(0);
    EXPECT_EQ(scs.systick.rvr, 1u);
    Start(UINT32_MAX);
    EXPECT_FALSE(Stop());
    EXPECT_EQ(Remaining() / 1000000, 89u);
}

} // namespace
