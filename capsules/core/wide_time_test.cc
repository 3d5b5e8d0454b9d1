// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/wide_time.h"
#include "testing/fakes/alarm.h"
}

#include <gtest/gtest.h>

#include <random>

namespace {

class WideTime : public testing::TestWithParam<uint64_t> {
  protected:
    void SetUp() override {
        fake_alarm_init(&hardware_, GetParam());
        time_.alarm = &hardware_.alarm;
        wide_time_init(&time_);
    }

    fake_alarm hardware_;
    wide_time time_ = {};
};

INSTANTIATE_TEST_SUITE_P(Starts, WideTime, testing::Values(0, 1000, 0x7FFFFFFF, 0xFFFFFFFF));

TEST_P(WideTime, BeginsWithTheCounter) {
    EXPECT_EQ(wide_time_now(&time_), GetParam());
}

// Whether somebody asks in between or not.
TEST_P(WideTime, GoesOnBeyondEveryWrap) {
    std::mt19937_64 random(GetParam());
    for (int i = 0; i < 1000; i++) {
        hardware_.latency = random() % 0x10000000;
        fake_alarm_advance(&hardware_, random() % (UINT64_C(1) << (random() % 36)));
        if (random() % 2 == 0) {
            ASSERT_EQ(wide_time_now(&time_), hardware_.time);
        }
    }
    EXPECT_EQ(wide_time_now(&time_), hardware_.time);
}

TEST_P(WideTime, AWrapThatNobodySaw) {
    fake_alarm_advance(&hardware_, UINT64_C(5) << 32);
    EXPECT_EQ(wide_time_now(&time_), GetParam() + (UINT64_C(5) << 32));
}

} // namespace
