// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/alarm.h"
#include "testing/fakes/alarm.h"
#include "testing/fakes/kernel.h"
}

#include <gtest/gtest.h>

#include <optional>
#include <random>

namespace {

class AlarmDriver : public testing::Test {
  protected:
    void SetUp() override { start(1000); }

    void TearDown() override { EXPECT_EQ(fake_grants_entered(), 0u); }

    void start(uint64_t time) {
        fake_kernel_reset();
        fake_alarm_init(&hardware, time);
        driver = {};
        driver.driver.ops = &alarm_driver_ops;
        driver.alarm = &hardware.alarm;
        std::fill(std::begin(entries), std::end(entries), deadline{});
        std::fill(std::begin(alarms), std::end(alarms), alarm_of_process{});
        driver.queue.entries = {.items = entries, .count = FAKE_PROCESSES};
        driver.alarms = {.items = alarms, .count = FAKE_PROCESSES};
        alarm_driver_init(&driver);
        p = fake_process_new();
        q = fake_process_new();
    }

    command_return command(process_id process, uint32_t number, uint32_t a = 0, uint32_t b = 0) {
        return fake_command(&driver.driver, process, number, a, b);
    }

    void expect_u32(command_return r, uint32_t value) {
        EXPECT_EQ(r.variant, RETURN_SUCCESS_U32);
        EXPECT_EQ(r.value[0], value);
    }

    void expect_failure(command_return r, errorcode error) {
        EXPECT_EQ(r.variant, RETURN_FAILURE);
        EXPECT_EQ(r.value[0], error);
    }

    void expect_fired(process_id process, uint32_t now, uint32_t due) {
        fake_upcall upcall = fake_process_yield(process);
        ASSERT_TRUE(upcall.valid);
        EXPECT_EQ(upcall.number, 0u);
        EXPECT_EQ(upcall.argument[0], now);
        EXPECT_EQ(upcall.argument[1], due);
    }

    uint32_t now() { return static_cast<uint32_t>(hardware.time); }

    fake_alarm hardware;
    deadline entries[FAKE_PROCESSES];
    alarm_of_process alarms[FAKE_PROCESSES];
    alarm_driver driver;
    process_id p, q;
};

TEST_F(AlarmDriver, SimpleCommands) {
    EXPECT_EQ(command(p, 0).variant, RETURN_SUCCESS);
    EXPECT_EQ(command(process_id_none(), 0).variant, RETURN_SUCCESS);
    expect_u32(command(p, 1), FAKE_ALARM_FREQUENCY);
    expect_u32(command(p, 2), 1000);
    for (uint32_t number : {4u, 7u, 1000u, UINT32_MAX}) {
        expect_failure(command(p, number), E_NOSUPPORT);
    }
}

TEST_F(AlarmDriver, RelativeAlarm) {
    expect_u32(command(p, 5, 100), 1100);
    fake_alarm_advance(&hardware, 99);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    fake_alarm_advance(&hardware, 1);
    expect_fired(p, 1100, 1100);
    fake_alarm_advance(&hardware, UINT64_C(1) << 33);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    EXPECT_FALSE(hardware.armed);
}

TEST_F(AlarmDriver, AbsoluteAlarm) {
    expect_u32(command(p, 6, 900, 300), 1200);
    fake_alarm_advance(&hardware, 199);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    fake_alarm_advance(&hardware, 1);
    expect_fired(p, 1200, 1200);
}

TEST_F(AlarmDriver, PastAlarmsFireSoonButNotFromWithin) {
    expect_u32(command(p, 6, 900, 50), 950);
    expect_u32(command(q, 5, 0), 1000);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    EXPECT_EQ(fake_process_upcalls(q), 0u);
    fake_alarm_advance(&hardware, FAKE_ALARM_MINIMUM_DT);
    expect_fired(p, 1002, 950);
    expect_fired(q, 1002, 1000);
}

TEST_F(AlarmDriver, TheLongestDistances) {
    expect_u32(command(p, 5, UINT32_MAX), 999);
    expect_u32(command(q, 6, 1001, UINT32_MAX), 1000); // 2^32 - 1 ticks ago: due now.
    fake_alarm_advance(&hardware, 10);
    expect_fired(q, 1002, 1000);
    fake_alarm_advance(&hardware, UINT32_MAX - UINT64_C(11));
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    fake_alarm_advance(&hardware, 1);
    expect_fired(p, 999, 999);
}

TEST_F(AlarmDriver, TheLongestDistanceServedLateStillFires) {
    hardware.latency = 5000;
    (void)command(p, 5, UINT32_MAX);
    fake_alarm_advance(&hardware, (UINT64_C(1) << 32) + 10001);
    EXPECT_EQ(fake_process_upcalls(p), 1u);
}

TEST_F(AlarmDriver, SettingReplaces) {
    (void)command(p, 5, 100);
    (void)command(p, 5, 300);
    fake_alarm_advance(&hardware, 299);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    fake_alarm_advance(&hardware, 1);
    expect_fired(p, 1300, 1300);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
}

TEST_F(AlarmDriver, ALaterAlarmTouchesNothing) {
    (void)command(p, 5, 100);
    uint32_t sets = hardware.sets;
    (void)command(q, 5, 200);
    EXPECT_EQ(hardware.sets, sets);
    fake_alarm_advance(&hardware, 200);
    expect_fired(p, 1100, 1100);
    expect_fired(q, 1200, 1200);
}

TEST_F(AlarmDriver, Stop) {
    expect_failure(command(p, 3), E_ALREADY);
    (void)command(p, 5, 100);
    (void)command(q, 5, 200);
    EXPECT_EQ(command(p, 3).variant, RETURN_SUCCESS);
    expect_failure(command(p, 3), E_ALREADY);
    EXPECT_EQ(hardware.due, 1200u);
    fake_alarm_advance(&hardware, 500);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    expect_fired(q, 1200, 1200);
    expect_failure(command(q, 3), E_ALREADY);
    (void)command(q, 5, 100);
    EXPECT_EQ(command(q, 3).variant, RETURN_SUCCESS);
    EXPECT_FALSE(hardware.armed) << "nothing to wake up for";
}

TEST_F(AlarmDriver, DeadProcessesAreForgotten) {
    (void)command(p, 5, 100);
    (void)command(q, 5, 200);
    process_id old = p;
    p = fake_process_restart(p);
    expect_failure(command(old, 5, 1), E_NODEVICE);
    expect_failure(command(p, 3), E_ALREADY);
    fake_alarm_advance(&hardware, 500);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    expect_fired(q, 1200, 1200);
    (void)command(q, 5, 100);
    fake_process_kill(q);
    fake_alarm_advance(&hardware, 500);
    EXPECT_FALSE(hardware.armed);
}

TEST_F(AlarmDriver, NoRoomForTheGrant) {
    fake_process_set_grant_room(p, false);
    expect_failure(command(p, 5, 10), E_NOMEM);
    expect_failure(command(p, 6, 10, 10), E_NOMEM);
    expect_failure(command(p, 3), E_ALREADY);
    expect_u32(command(p, 2), 1000);
    EXPECT_FALSE(hardware.armed);
}

TEST_F(AlarmDriver, FullUpcallQueueLosesTheUpcallOnly) {
    fake_process_set_upcall_room(p, 0);
    (void)command(p, 5, 10);
    fake_alarm_advance(&hardware, 100);
    fake_process_set_upcall_room(p, 1);
    (void)command(p, 5, 10);
    fake_alarm_advance(&hardware, 100);
    expect_fired(p, 1110, 1110);
}

// Random operations of three processes against a 64-bit model.
// Known bug 26.
TEST_F(AlarmDriver, AgreesWithA64BitModel) {
    for (uint32_t seed = 0; seed < 60; seed++) {
        std::mt19937_64 random(seed);
        auto pick = [&](std::initializer_list<uint64_t> values) {
            return *(values.begin() + random() % values.size());
        };
        start(seed % 2 == 0 ? random() : UINT64_C(0xFFFFFFFF) - random() % 100);
        hardware.latency = pick({0, 0, 1, 1000, 0x10000000});
        process_id processes[3] = {p, q, fake_process_new()};
        std::optional<uint64_t> due[3];
        uint32_t due_tick[3] = {};
        for (int step = 0; step < 400; step++) {
            int i = static_cast<int>(random() % 3);
            uint32_t dt =
                static_cast<uint32_t>(pick({0, 1, 2, random() % 1000, random() % 100000, random(),
                                            0x7FFFFFFF, 0x80000000, 0x80000001, UINT32_MAX}));
            uint32_t ago = static_cast<uint32_t>(pick({0, 0, 1, random() % 1000, random()}));
            switch (random() % 5) {
            case 0:
            case 1:
                due[i] = std::max(hardware.time, hardware.time - ago + dt);
                due_tick[i] = now() - ago + dt;
                expect_u32(command(processes[i], 6, now() - ago, dt), due_tick[i]);
                break;
            case 2:
                due[i] = hardware.time + dt;
                due_tick[i] = now() + dt;
                expect_u32(command(processes[i], 5, dt), due_tick[i]);
                break;
            case 3:
                EXPECT_EQ(command(processes[i], 3).variant,
                          due[i] ? RETURN_SUCCESS : RETURN_FAILURE);
                due[i].reset();
                break;
            default:
                fake_alarm_advance(&hardware, pick({0, 1, 3, random() % 1000, random() % 100000,
                                                    random() % (UINT64_C(1) << 32)}));
            }
            for (int j = 0; j < 3; j++) {
                fake_upcall upcall = fake_process_yield(processes[j]);
                if (upcall.valid) {
                    ASSERT_TRUE(due[j]) << "seed " << seed << " step " << step;
                    EXPECT_LE(*due[j], hardware.time);
                    EXPECT_EQ(upcall.argument[1], due_tick[j]);
                    due[j].reset();
                }
                EXPECT_FALSE(due[j] &&
                             hardware.time > *due[j] + 2 * FAKE_ALARM_MINIMUM_DT + hardware.latency)
                    << "seed " << seed << " step " << step << ": lost";
            }
        }
    }
}

} // namespace
