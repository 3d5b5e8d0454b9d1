// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/timer.h"
#include "testing/fakes/alarm.h"
}

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace {

class Timer : public testing::TestWithParam<uint64_t> {
  protected:
    struct Client : timer_client {
        std::vector<uint64_t> fired;
        fake_alarm *hardware = nullptr;
        std::function<void()> on_fired = [] {};
    };

    void SetUp() override {
        static const timer_client_ops ops = {.fired = [](timer_client *client) {
            auto *self = static_cast<Client *>(client);
            self->fired.push_back(self->hardware->time);
            self->on_fired();
        }};
        fake_alarm_init(&hardware_, GetParam());
        client_.ops = &ops;
        client_.hardware = &hardware_;
        timer_.alarm = &hardware_.alarm;
        timer_init(&timer_, &client_);
    }

    uint64_t start_ = GetParam();
    fake_alarm hardware_;
    timer timer_ = {};
    Client client_;
};

INSTANTIATE_TEST_SUITE_P(Starts, Timer, testing::Values(0, 1000, 0xFFFFFFF0, 0x1FFFFFFFF));

TEST_P(Timer, OneshotFiresOnceAndNotEarly) {
    EXPECT_EQ(timer_mode_of(&timer_), TIMER_OFF);
    EXPECT_EQ(timer_oneshot(&timer_, 100), 100u);
    EXPECT_EQ(timer_mode_of(&timer_), TIMER_ONESHOT);
    EXPECT_EQ(timer_remaining(&timer_), 100u);
    fake_alarm_advance(&hardware_, 99);
    EXPECT_EQ(timer_remaining(&timer_), 1u);
    EXPECT_TRUE(client_.fired.empty());
    fake_alarm_advance(&hardware_, 1);
    EXPECT_EQ(client_.fired, std::vector<uint64_t>{start_ + 100});
    EXPECT_EQ(timer_mode_of(&timer_), TIMER_OFF);
    EXPECT_EQ(timer_remaining(&timer_), 0u);
    fake_alarm_advance(&hardware_, UINT64_C(1) << 33);
    EXPECT_EQ(client_.fired.size(), 1u);
}

TEST_P(Timer, RepeatingKeepsItsPace) {
    EXPECT_EQ(timer_repeating(&timer_, 1000), 1000u);
    EXPECT_EQ(timer_mode_of(&timer_), TIMER_REPEATING);
    hardware_.latency = 7;
    fake_alarm_advance(&hardware_, 1000000);
    ASSERT_EQ(client_.fired.size(), 999u);
    for (size_t i = 0; i < client_.fired.size(); i++) {
        uint64_t due = start_ + 1000 * (i + 1);
        EXPECT_GE(client_.fired[i], due);
        EXPECT_LE(client_.fired[i], due + 7);
    }
}

// Those that nobody served in time are left out, and the pace stays.
TEST_P(Timer, RepeatingServedLate) {
    hardware_.latency = 2500;
    timer_repeating(&timer_, 1000);
    fake_alarm_advance(&hardware_, 3500);
    EXPECT_EQ(client_.fired, std::vector<uint64_t>{start_ + 3500});
    EXPECT_EQ(timer_remaining(&timer_), 500u);
}

TEST_P(Timer, StartingReplaces) {
    timer_repeating(&timer_, 10);
    timer_oneshot(&timer_, 300);
    fake_alarm_advance(&hardware_, 299);
    EXPECT_TRUE(client_.fired.empty());
    timer_repeating(&timer_, 50);
    fake_alarm_advance(&hardware_, 49);
    EXPECT_TRUE(client_.fired.empty());
    fake_alarm_advance(&hardware_, 51);
    EXPECT_EQ(client_.fired.size(), 2u);
}

TEST_P(Timer, CancelEndsIt) {
    timer_repeating(&timer_, 10);
    timer_cancel(&timer_);
    EXPECT_FALSE(hardware_.armed);
    fake_alarm_advance(&hardware_, 100);
    EXPECT_TRUE(client_.fired.empty());
    timer_repeating(&timer_, 10);
    client_.on_fired = [this] { timer_cancel(&timer_); };
    fake_alarm_advance(&hardware_, 100);
    EXPECT_EQ(client_.fired.size(), 1u);
}

TEST_P(Timer, StartedAnewFromItsCallback) {
    client_.on_fired = [this] {
        if (client_.fired.size() < 3) {
            timer_oneshot(&timer_, 20);
        }
    };
    timer_oneshot(&timer_, 20);
    fake_alarm_advance(&hardware_, 1000);
    EXPECT_EQ(client_.fired, (std::vector<uint64_t>{start_ + 20, start_ + 40, start_ + 60}));
}

TEST_P(Timer, TheShortestAndTheLongest) {
    EXPECT_EQ(timer_repeating(&timer_, 0), static_cast<uint32_t>(FAKE_ALARM_MINIMUM_DT));
    fake_alarm_advance(&hardware_, 10 * FAKE_ALARM_MINIMUM_DT);
    EXPECT_EQ(client_.fired.size(), 10u);
    client_.fired.clear();
    uint64_t now = hardware_.time;
    EXPECT_EQ(timer_oneshot(&timer_, UINT32_MAX), UINT32_MAX);
    fake_alarm_advance(&hardware_, UINT64_C(1) << 33);
    EXPECT_EQ(client_.fired, std::vector<uint64_t>{now + UINT32_MAX});
}

} // namespace
