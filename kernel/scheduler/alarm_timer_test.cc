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
    // Whether it has ended.
    bool Stop() { return Ops()->stop(&timer_.timer) == 0; }
    void Resume() { Ops()->resume(&timer_.timer); }
    uint32_t Remaining() { return Ops()->remaining(&timer_.timer); }
    const struct scheduler_timer_ops *Ops() { return timer_.timer.ops; }

    struct fake_alarm alarm_ = {};
    struct alarm_timer timer_ = {};
};

TEST_F(AlarmTimer, EndsTheSliceByAnInterrupt) {
    Start(10000); // 328 ticks of 32768 Hz.
    fake_alarm_advance(&alarm_, 327);
    EXPECT_TRUE(alarm_.armed);
    fake_alarm_advance(&alarm_, 1);
    EXPECT_FALSE(alarm_.armed) << "it fired";
    fake_alarm_advance(&alarm_, 100000);
    EXPECT_TRUE(Stop());
    EXPECT_EQ(Remaining(), 0u);
}

TEST_F(AlarmTimer, StoppedItKeepsTheRestAndDoesNotInterrupt) {
    Start(10000);
    fake_alarm_advance(&alarm_, 128);
    EXPECT_FALSE(Stop());
    EXPECT_FALSE(alarm_.armed);
    EXPECT_EQ(Remaining(), 200u * 1000000 / 32768);
    fake_alarm_advance(&alarm_, 100000);
    Resume();
    fake_alarm_advance(&alarm_, 199);
    EXPECT_TRUE(alarm_.armed);
    fake_alarm_advance(&alarm_, 1);
    EXPECT_FALSE(alarm_.armed) << "it fired";
    EXPECT_TRUE(Stop());
}

TEST_F(AlarmTimer, NothingLeftEndsAtOnce) {
    Start(10000);
    fake_alarm_advance(&alarm_, 328);
    EXPECT_TRUE(Stop());
    Resume();
    EXPECT_TRUE(Stop());
}

TEST_F(AlarmTimer, AnySlice) {
    for (uint32_t us : {1u, 30u, 31u, 500u, 1000000u, 0xFFFFFFFFu}) {
        Start(us);
        EXPECT_FALSE(Stop());
        EXPECT_GE(Remaining(), us);
        EXPECT_LE(Remaining() - us, 31u) << us;
    }
}

} // namespace
