// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/deadline.h"
#include "testing/fakes/alarm.h"
}

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>
#include <vector>

namespace {

constexpr uint32_t kEntries = 32;

struct Client : alarm_client {
    std::function<void()> on_fired;
};

const alarm_client_ops client_ops = {
    .fired = [](alarm_client *client) { static_cast<Client *>(client)->on_fired(); },
};

class Deadline : public testing::Test {
  protected:
    void SetUp() override { start(0xFFFFFF00); }

    void start(uint64_t time) {
        fake_alarm_init(&hardware, time);
        hardware.alarm.client = &client;
        std::fill(std::begin(entries), std::end(entries), deadline{});
        queue = {};
        queue.entries = {.items = entries, .count = kEntries};
        deadline_init(&queue, &hardware.alarm);
        taken.clear();
    }

    uint32_t now() { return static_cast<uint32_t>(hardware.time); }
    void set(uint32_t entry, uint32_t dt) { deadline_set(&queue, entry, now(), now(), dt); }

    void fired() {
        deadline_advance(&queue, now());
        uint32_t entry;
        while ((entry = deadline_take(&queue)) != DEADLINE_NONE) {
            EXPECT_FALSE(deadline_is_set(&queue, entry));
            taken.push_back(entry);
        }
    }

    fake_alarm hardware;
    Client client = {{&client_ops}, [this] { fired(); }};
    deadline entries[kEntries];
    deadline_queue queue;
    std::vector<uint32_t> taken;
};

TEST_F(Deadline, ComeInTheOrderOfTime) {
    set(3, 300);
    set(1, 100);
    set(2, 200);
    set(0, 250);
    fake_alarm_advance(&hardware, 1000);
    EXPECT_EQ(taken, (std::vector<uint32_t>{1, 2, 0, 3}));
    EXPECT_FALSE(hardware.armed) << "nothing to wake up for";
}

TEST_F(Deadline, EqualOnesInTheOrderInWhichTheyWereSet) {
    for (uint32_t entry : {5u, 1u, 9u}) {
        set(entry, 100);
    }
    set(5, 100);
    fake_alarm_advance(&hardware, 100);
    EXPECT_EQ(taken, (std::vector<uint32_t>{1, 9, 5}));
}

TEST_F(Deadline, MovesFirstMiddleAndLast) {
    for (uint32_t moved : {0u, 1u, 2u}) {
        start(1000);
        for (uint32_t entry : {0u, 1u, 2u}) {
            set(entry, 100 + entry);
        }
        set(moved, 500);
        fake_alarm_advance(&hardware, 499);
        EXPECT_EQ(taken.size(), 2u);
        EXPECT_TRUE(deadline_is_set(&queue, moved));
        fake_alarm_advance(&hardware, 1);
        EXPECT_EQ(taken.back(), moved);
    }
}

TEST_F(Deadline, ClearedOnesDoNotCome) {
    for (uint32_t cleared : {0u, 1u, 2u}) {
        start(1000);
        for (uint32_t entry : {0u, 1u, 2u}) {
            set(entry, 100 * (entry + 1));
        }
        fake_alarm_advance(&hardware, 50);
        deadline_clear(&queue, cleared);
        deadline_clear(&queue, cleared);
        EXPECT_FALSE(deadline_is_set(&queue, cleared));
        for (uint32_t entry : {0u, 1u, 2u}) {
            fake_alarm_advance(&hardware, entry == 0 ? 50 : 100);
            EXPECT_EQ(!taken.empty() && taken.back() == entry, entry != cleared);
        }
    }
    deadline_clear(&queue, 7);
    EXPECT_FALSE(hardware.armed);
}

TEST_F(Deadline, OthersDoNotSetTheAlarm) {
    set(0, 100);
    uint32_t sets = hardware.sets;
    for (uint32_t entry = 1; entry < kEntries; entry++) {
        set(entry, 100 + entry);
        deadline_clear(&queue, entry);
    }
    EXPECT_EQ(hardware.sets, sets);
}

// Setting something that is due again and again must not put off what was due before it.
TEST_F(Deadline, NothingIsPutOff) {
    set(0, 0);
    for (int i = 0; i < FAKE_ALARM_MINIMUM_DT; i++) {
        set(1, 0);
        fake_alarm_advance(&hardware, 1);
    }
    ASSERT_FALSE(taken.empty());
    EXPECT_EQ(taken[0], 0u);
}

// Time that passes for one entry leaves the others' memory alone.
TEST_F(Deadline, WhatIsNotDueIsNotTouched) {
    for (uint32_t entry = 0; entry < kEntries; entry++) {
        set(entry, 1000 * (entry + 1));
    }
    std::vector<deadline> before(std::begin(entries), std::end(entries));
    fake_alarm_advance(&hardware, 1000);
    ASSERT_EQ(taken, (std::vector<uint32_t>{0}));
    for (uint32_t entry = 2; entry < kEntries; entry++) {
        EXPECT_EQ(entries[entry].after, before[entry].after);
        EXPECT_EQ(entries[entry].next, before[entry].next);
    }
}

TEST_F(Deadline, AnEntryThatDoesNotExistTraps) {
    EXPECT_DEATH(set(kEntries, 10), "");
}

// Random operations against a 64-bit model.
TEST_F(Deadline, AgreesWithA64BitModel) {
    for (uint32_t seed = 0; seed < 40; seed++) {
        std::mt19937_64 random(seed);
        auto pick = [&](std::initializer_list<uint64_t> values) {
            return *(values.begin() + random() % values.size());
        };
        start((UINT64_C(1) << 32) + random() % (UINT64_C(1) << 40));
        hardware.latency = pick({0, 1, 1000, 0x10000000});
        std::map<uint32_t, uint64_t> due;
        for (int step = 0; step < 600 && !HasFailure(); step++) {
            uint32_t entry = random() % pick({2, kEntries});
            uint32_t ago = static_cast<uint32_t>(pick({0, 0, 1, random() % 1000}));
            uint64_t dt = pick({0, 1, 3, random() % 1000, random() >> 32, 0x80000000, UINT32_MAX});
            switch (random() % 4) {
            case 0:
            case 1:
                due[entry] = std::max(hardware.time - ago + dt, hardware.time);
                deadline_set(&queue, entry, now(), now() - ago, static_cast<uint32_t>(dt));
                break;
            case 2:
                deadline_clear(&queue, entry);
                due.erase(entry);
                break;
            default:
                fake_alarm_advance(&hardware, pick({1, 2, random() % 1000, random() >> 32}));
            }
            for (uint32_t gone : taken) {
                ASSERT_TRUE(due.contains(gone)) << "seed " << seed << " step " << step;
                EXPECT_LE(due[gone], hardware.time) << "early";
                due.erase(gone);
            }
            taken.clear();
            for (auto [number, when] : due) {
                EXPECT_TRUE(deadline_is_set(&queue, number));
                EXPECT_GE(when + FAKE_ALARM_MINIMUM_DT + hardware.latency, hardware.time)
                    << "lost at seed " << seed << " step " << step;
            }
        }
    }
}

} // namespace
