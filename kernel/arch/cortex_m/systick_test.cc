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
    uint32_t Remaining() { return timer_->ops->remaining(timer_); }
    void Reset() { timer_->ops->reset(timer_); }

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
    EXPECT_EQ(Remaining(), 10000u) << "not reloaded yet";
    scs.systick.cvr = 240000;
    EXPECT_EQ(Remaining(), 5000u);
    scs.systick.cvr = 1;
    EXPECT_EQ(Remaining(), 1u) << "rounded up: 0 is the end";
}

TEST_F(Systick, EndsOnceAndForGood) {
    Start(1000);
    scs.systick.csr |= kReachedZero;
    scs.systick.cvr = 40000; // It has reloaded.
    EXPECT_EQ(Remaining(), 0u);
    scs.systick.csr = kCounting; // Reading has cleared the flag.
    EXPECT_EQ(Remaining(), 0u);
    Start(1000);
    EXPECT_EQ(Remaining(), 1000u);
}

TEST_F(Systick, WithoutSliceNoInterrupt) {
    Start(1000);
    Reset();
    EXPECT_EQ(scs.systick.csr, 0u);
}

// 24 bits hold 349525 us.
TEST_F(Systick, LongSlicesGoOnInParts) {
    uint32_t total = 0;
    Start(1000000);
    EXPECT_EQ(Remaining(), 1000000u);
    int parts = 0;
    while (true) {
        EXPECT_LE(scs.systick.rvr, 0x00FFFFFFu);
        EXPECT_GE(scs.systick.rvr, 1u);
        total += scs.systick.rvr + 1;
        parts++;
        scs.systick.csr |= kReachedZero;
        if (Remaining() == 0) {
            break;
        }
        scs.systick.csr = kCounting;
    }
    EXPECT_EQ(total, 48000000u);
    EXPECT_EQ(parts, 3);
}

TEST_F(Systick, PartsAreNeverTooShortToCount) {
    systick_init(&systick_, 1000000);
    Start((1 << 24) + 1);
    EXPECT_EQ(systick_.later, 3u);
    EXPECT_EQ(Remaining(), (1u << 24) + 1);
}

TEST_F(Systick, ExtremesAreCut) {
    Start(0);
    EXPECT_EQ(scs.systick.rvr, 1u);
    Start(UINT32_MAX);
    EXPECT_EQ(Remaining() / 1000000, 89u);
}

} // namespace
