// SPDX-License-Identifier: Apache-2.0 OR MIT

extern "C" {
#include "libtock/services/alarm.h"
}

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "apps/libtock/testing/fake_kernel.h"

namespace {

constexpr uint32_t kFrequency = 16000;

// A board's alarm driver for one process: a 64-bit clock, of which the process sees 32 bits.
class Alarm : public ::testing::Test {
  protected:
    Alarm() {
        kernel_.drivers[DRIVER_NUM_ALARM] = [this](uint32_t number, uint32_t arg1, uint32_t arg2) {
            return Command(number, arg1, arg2);
        };
        kernel_.idle = [this] { PassTime(); };
    }

    // Cancels what a test left, for the library's list outlives the test.
    ~Alarm() override {
        for (libtock_alarm_ticks_t &alarm : ticks_) {
            libtock_alarm_cancel(&alarm);
        }
        for (libtock_alarm_t &alarm : alarms_) {
            libtock_alarm_ms_cancel(&alarm);
        }
        EXPECT_FALSE(armed_) << "the kernel's alarm is still set";
    }

    syscall_return_t Command(uint32_t number, uint32_t arg1, uint32_t arg2) {
        switch (number) {
        case 0:
            return FakeKernel::success();
        case 1:
            return FakeKernel::success(kFrequency);
        case 2:
            return FakeKernel::success(static_cast<uint32_t>(now_));
        case 3:
            armed_ = false;
            return FakeKernel::success();
        case 6: {
            armed_ = true;
            const uint32_t elapsed = static_cast<uint32_t>(now_) - arg1;
            expires_ = now_ + (elapsed >= arg2 ? 0 : arg2 - elapsed);
            return FakeKernel::success(arg1 + arg2);
        }
        default:
            return FakeKernel::failure(TOCK_STATUSCODE_NOSUPPORT);
        }
    }

    // The process sleeps until the alarm, and wakes a little late.
    void PassTime() {
        if (armed_) {
            armed_ = false;
            now_ = std::max(now_, expires_) + late_;
            kernel_.schedule(DRIVER_NUM_ALARM, 0, static_cast<uint32_t>(now_),
                             static_cast<uint32_t>(expires_));
        }
    }

    uint32_t Now() const { return static_cast<uint32_t>(now_); }

    struct Event {
        uint64_t time;
        uint32_t scheduled;
        int which;
        bool operator==(const Event &) const = default;
    };

    struct Context {
        Alarm *test;
        int which;
    };

    static void Record(uint32_t, uint32_t scheduled, void *opaque) {
        const Context *context = static_cast<Context *>(opaque);
        context->test->events_.push_back({context->test->now_, scheduled, context->which});
    }

    void SetTicks(int which, uint32_t reference, uint32_t dt) {
        contexts_[which] = {this, which};
        ASSERT_EQ(libtock_alarm_at(reference, dt, Record, &contexts_[which], &ticks_[which]),
                  RETURNCODE_SUCCESS);
    }

    void SetMs(int which, uint32_t ms) {
        contexts_[which] = {this, which};
        ASSERT_EQ(libtock_alarm_in_ms(ms, Record, &contexts_[which], &alarms_[which]),
                  RETURNCODE_SUCCESS);
    }

    std::vector<int> Order() const {
        std::vector<int> order;
        for (const Event &event : events_) {
            order.push_back(event.which);
        }
        return order;
    }

    void RunUntil(size_t events) {
        while (events_.size() < events && !HasFailure()) {
            yield();
        }
    }

    FakeKernel kernel_;
    uint64_t now_ = 1000;
    uint64_t expires_ = 0;
    uint64_t late_ = 0;
    bool armed_ = false;
    std::vector<Event> events_;
    Context contexts_[8] = {};
    libtock_alarm_ticks_t ticks_[8] = {};
    libtock_alarm_t alarms_[8] = {};
};

TEST_F(Alarm, OneExpiresAtItsTime) {
    SetTicks(0, Now(), 500);
    RunUntil(1);
    EXPECT_EQ(events_[0], (Event{1500, 1500, 0}));
    EXPECT_FALSE(armed_);
}

TEST_F(Alarm, ManyExpireInOrderOfTime) {
    SetTicks(0, Now(), 300);
    SetTicks(1, Now(), 100);
    SetTicks(2, Now(), 200);
    RunUntil(3);
    EXPECT_EQ(Order(), (std::vector<int>{1, 2, 0}));
    EXPECT_EQ(events_[2].time, 1300U);
}

TEST_F(Alarm, ExpiredAlarmsRunTogetherMostOverdueFirst) {
    late_ = 1000;
    SetTicks(0, Now(), 300);
    SetTicks(1, Now(), 100);
    SetTicks(2, Now(), 5000);
    yield();
    EXPECT_EQ(Order(), (std::vector<int>{1, 0}));
    RunUntil(3);
}

TEST_F(Alarm, CounterWrapsBeforeTheAlarm) {
    now_ = 0xffffff00;
    SetTicks(0, Now(), 0x200);
    SetTicks(1, Now(), 0x80);
    RunUntil(2);
    EXPECT_EQ(events_[0], (Event{0xffffff80, 0xffffff80, 1}));
    EXPECT_EQ(events_[1], (Event{0x100000100, 0x100, 0}));
}

TEST_F(Alarm, ReferenceLiesBeforeTheWrap) {
    now_ = 0x100000010;
    SetTicks(0, 0xfffffff0, 0x40);
    RunUntil(1);
    EXPECT_EQ(events_[0].time, 0x100000030U);
}

TEST_F(Alarm, TimeThatHasPassedExpiresAtOnce) {
    now_ = 0x100000010;
    SetTicks(0, 0xfffffff0, 0x10);
    RunUntil(1);
    EXPECT_EQ(events_[0], (Event{0x100000010, 0, 0}));
}

TEST_F(Alarm, LongestDistanceIsNotThePast) {
    SetTicks(0, Now(), 0xffffffff);
    SetTicks(1, Now(), 10);
    RunUntil(2);
    EXPECT_EQ(Order(), (std::vector<int>{1, 0}));
    EXPECT_EQ(events_[1].time, 1000 + 0xffffffffULL);
}

TEST_F(Alarm, CancelledAlarmsDoNotExpire) {
    SetTicks(0, Now(), 100);
    SetTicks(1, Now(), 200);
    libtock_alarm_cancel(&ticks_[0]);
    RunUntil(1);
    EXPECT_EQ(Order(), std::vector<int>{1});
    libtock_alarm_cancel(&ticks_[1]);
}

TEST_F(Alarm, CancellingTheLastStopsTheKernelsAlarm) {
    SetTicks(0, Now(), 100);
    ASSERT_TRUE(armed_);
    libtock_alarm_cancel(&ticks_[0]);
    EXPECT_FALSE(armed_);
}

TEST_F(Alarm, UpcallOfACancelledAlarmDoesNoHarm) {
    SetTicks(0, Now(), 100);
    PassTime();
    libtock_alarm_cancel(&ticks_[0]);
    SetTicks(1, Now(), 50);
    RunUntil(1);
    EXPECT_EQ(events_[0], (Event{1150, 1150, 1}));
}

TEST_F(Alarm, SettingAnOutstandingAlarmMovesIt) {
    SetTicks(0, Now(), 100);
    SetTicks(0, Now(), 700);
    SetTicks(1, Now(), 300);
    RunUntil(2);
    EXPECT_EQ(events_[0], (Event{1300, 1300, 1}));
    EXPECT_EQ(events_[1], (Event{1700, 1700, 0}));
}

TEST_F(Alarm, CallbackThatIsAlwaysDueLetsTheUpcallEnd) {
    struct Again {
        static void Set(uint32_t now, uint32_t, void *opaque) {
            Again *self = static_cast<Again *>(opaque);
            self->count++;
            libtock_alarm_at(now, 0, Set, self, &self->alarm);
        }
        libtock_alarm_ticks_t alarm = {};
        int count = 0;
    } again;
    libtock_alarm_at(Now(), 0, Again::Set, &again, &again.alarm);
    yield();
    EXPECT_EQ(again.count, 1);
    yield();
    EXPECT_EQ(again.count, 2);
    libtock_alarm_cancel(&again.alarm);
}

TEST_F(Alarm, MillisecondsAreNeverTooShort) {
    SetMs(0, 250);
    RunUntil(1);
    EXPECT_EQ(events_[0].time, 1000U + 4000);
    EXPECT_EQ(libtock_alarm_ticks_to_ms(4000), 250U);
}

TEST_F(Alarm, MillisecondsMayExceedTheCounter) {
    SetMs(0, 0xffffffff);
    RunUntil(1);
    EXPECT_EQ(events_[0].time, 1000 + 0xffffffffULL * 16);
}

TEST_F(Alarm, RepeatingDoesNotDrift) {
    late_ = 3;
    contexts_[0] = {this, 0};
    libtock_alarm_repeating_every_ms(10, Record, &contexts_[0], &alarms_[0]);
    RunUntil(100);
    libtock_alarm_ms_cancel(&alarms_[0]);
    EXPECT_EQ(events_[99].time, 1000U + 100 * 160 + 3);
}

TEST_F(Alarm, RepeatingSkipsWhatWasMissed) {
    contexts_[0] = {this, 0};
    libtock_alarm_repeating_every_ms(10, Record, &contexts_[0], &alarms_[0]);
    now_ += 5 * 160 + 80;
    RunUntil(2);
    libtock_alarm_ms_cancel(&alarms_[0]);
    EXPECT_EQ(events_[0].time, 1000U + 5 * 160 + 80);
    EXPECT_EQ(events_[1].time, 1000U + 6 * 160);
}

TEST_F(Alarm, RepeatingMayCancelItself) {
    struct Once {
        static void Cancel(uint32_t, uint32_t, void *opaque) {
            Once *self = static_cast<Once *>(opaque);
            self->count++;
            libtock_alarm_ms_cancel(&self->alarm);
        }
        libtock_alarm_t alarm = {};
        int count = 0;
    } once;
    libtock_alarm_repeating_every_ms(1, Once::Cancel, &once, &once.alarm);
    yield();
    EXPECT_EQ(once.count, 1);
    EXPECT_FALSE(armed_);
}

TEST_F(Alarm, TimeOfDayCountsTicks) {
    now_ = 3 * kFrequency + kFrequency / 2;
    timeval tv = {};
    ASSERT_EQ(libtock_alarm_gettimeasticks(&tv), RETURNCODE_SUCCESS);
    EXPECT_EQ(tv.tv_sec, 3);
    EXPECT_EQ(tv.tv_usec, 500000);
}

// Against a model: a sorted list of 64-bit times.
TEST_F(Alarm, RandomAlarmsMatchTheModel) {
    std::mt19937 random(1);
    now_ = 0xfffff000;
    for (int round = 0; round < 2000 && !HasFailure(); round++) {
        std::map<int, uint64_t> due;
        events_.clear();
        late_ = random() % 5;
        for (int i = 0; i < 8; i++) {
            const uint32_t ago = random() % 200;
            const uint32_t dt = random() % 1000 + (random() % 16 == 0 ? 0x7fffffffU : 0);
            SetTicks(i, Now() - ago, dt);
            due[i] = std::max(now_, now_ - ago + dt);
        }
        RunUntil(8);
        ASSERT_EQ(events_.size(), 8U);
        for (size_t i = 0; i < 8; i++) {
            ASSERT_GE(events_[i].time, due[events_[i].which]);
            ASSERT_LE(events_[i].time, due[events_[i].which] + 8 * late_);
            ASSERT_TRUE(i == 0 || events_[i].time >= events_[i - 1].time);
        }
    }
}

} // namespace
