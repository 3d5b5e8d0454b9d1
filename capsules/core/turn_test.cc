// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/turn.h"
#include "testing/fakes/kernel.h"
}

#include <gtest/gtest.h>

namespace {

struct state {
    uint32_t waits;
};

const driver_ops ops = {
    .command = nullptr,
    .layout = {
        .upcalls = 0, .readonly = 0, .readwrite = 0, .readable = 0, .state_size = sizeof(state)}};

bool waits(const grant_scope *scope) {
    return grant_state(*scope, ops, state)->waits != 0;
}

class Turn : public testing::Test {
  protected:
    void SetUp() override {
        fake_kernel_reset();
        for (process_id &p : processes) {
            p = fake_process_new();
        }
    }

    void set(process_id process, bool waiting) {
        grant_enter(scope, &driver_, process);
        grant_state(scope, ops, state)->waits = waiting;
    }

    void expect_next(process_id last, process_id next) {
        EXPECT_EQ(turn_next(&driver_, last, waits).value, next.value);
        EXPECT_EQ(fake_grants_entered(), 0u);
    }

    driver driver_ = {.ops = &ops, .grant = 0};
    process_id processes[4];
};

TEST_F(Turn, NobodyWaits) {
    expect_next(process_id_none(), process_id_none());
    set(processes[1], false);
    expect_next(processes[1], process_id_none());
    EXPECT_FALSE(turn_is_waiting(&driver_, processes[1], waits));
}

TEST_F(Turn, GoesRound) {
    set(processes[0], true);
    set(processes[1], false);
    set(processes[2], true);
    set(processes[3], true);
    expect_next(process_id_none(), processes[0]);
    expect_next(processes[0], processes[2]);
    expect_next(processes[1], processes[2]);
    expect_next(processes[2], processes[3]);
    expect_next(processes[3], processes[0]);
}

TEST_F(Turn, TheLastMayBeNext) {
    set(processes[2], true);
    expect_next(processes[2], processes[2]);
}

TEST_F(Turn, TheDeadDoNotWait) {
    set(processes[1], true);
    set(processes[3], true);
    EXPECT_TRUE(turn_is_waiting(&driver_, processes[1], waits));
    fake_process_kill(processes[1]);
    EXPECT_FALSE(turn_is_waiting(&driver_, processes[1], waits));
    expect_next(process_id_none(), processes[3]);
    expect_next(processes[1], processes[3]);
    process_id reborn = fake_process_restart(processes[3]);
    EXPECT_FALSE(turn_is_waiting(&driver_, processes[3], waits));
    expect_next(processes[3], process_id_none());
    EXPECT_FALSE(turn_is_waiting(&driver_, reborn, waits));
}

} // namespace
