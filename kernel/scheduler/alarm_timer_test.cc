// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/scheduler/alarm_timer.h"
#include "testing/fakes/alarm.h"
}
#include <gtest/gtest.h>

namespace {

class AlarmTimer : public ::testing::Test {
  protected:
    AlarmTimer() {
        fake_alarm_init(&alarm_, 0xFFFFFF00); // Wraps soon.
        timer_.alarm = &alarm_.alarm;
        alarm_timer_init(&timer_);
    }
    void Start(uint32_t microseconds) { Ops()->start(&timer_.timer, microseconds); }
    uint32_t Remaining() { return Ops()->remaining(&timer_.timer); }
    const struct scheduler_timer_ops *Ops() { return timer_.timer.ops; }

    struct fake_alarm alarm_ = {};
    struct alarm_timer timer_ = {};
};

TEST_F(AlarmTimer, EndsTheSliceByAnInterrupt) {
    Start(10000); // 328 ticks of 32768 Hz.
    EXPECT_TRUE(alarm_.armed);
    EXPECT_GE(Remaining(), 10000u);
    EXPECT_LT(Remaining(), 10031u);
    fake_alarm_advance(&alarm_, 327);
    EXPECT_TRUE(alarm_.armed);
    EXPECT_GT(Remaining(), 0u);
    fake_alarm_advance(&alarm_, 1);
    EXPECT_FALSE(alarm_.armed) << "it fired";
    EXPECT_EQ(Remaining(), 0u);
    fake_alarm_advance(&alarm_, 100000);
    EXPECT_EQ(Remaining(), 0u);
}

TEST_F(AlarmTimer, NoSliceNoInterrupt) {
    Start(10000);
    Ops()->reset(&timer_.timer);
    EXPECT_FALSE(alarm_.armed);
    EXPECT_EQ(Remaining(), 0u);
}

TEST_F(AlarmTimer, AnySlice) {
    for (uint32_t us : {1u, 30u, 31u, 500u, 1000000u, 0xFFFFFFFFu}) {
        Start(us);
        uint32_t left = Remaining();
        EXPECT_GE(left, us);
        EXPECT_LE(left - us, 31u) << us;
    }
}

} // namespace
