// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "testing/fake_arch/fake_mpu.h"
}

#include <gtest/gtest.h>

namespace detent {
namespace {

class Grant : public KernelTest {
  protected:
    struct process *p_ = MakeProcess();
};

TEST_F(Grant, StateIsZeroedAndKept) {
    {
        grant_enter(scope, &other_.driver, p_->id);
        ASSERT_EQ(scope.error, E_OK);
        auto *state = grant_state(scope, kOtherOps, struct State);
        ASSERT_NE(state, nullptr);
        EXPECT_EQ(reinterpret_cast<uintptr_t>(state) % 8, 0u);
        for (uint32_t word : state->words) {
            EXPECT_EQ(word, 0u);
        }
        state->words[3] = 9;
    }
    grant_enter(scope, &other_.driver, p_->id);
    EXPECT_EQ(grant_state(scope, kOtherOps, struct State)->words[3], 9u);
    EXPECT_TRUE(process_check_invariants(p_));
}

TEST_F(Grant, LiesOutOfTheProcessesReach) {
    grant_enter(scope, &other_.driver, p_->id);
    auto state = reinterpret_cast<uintptr_t>(grant_state(scope, kOtherOps, struct State));
    EXPECT_GT(state, p_->kernel_break);
    EXPECT_LT(state + sizeof(State), p_->memory.start + p_->memory.size);
    EXPECT_FALSE(fake_arch_can_read(process_mpu(p_), state, 1));
    EXPECT_EQ(process_brk(p_, static_cast<uint32_t>(state)), E_NOMEM);
}

TEST_F(Grant, EachProcessHasItsOwn) {
    struct process *q = MakeProcess();
    {
        grant_enter(scope, &other_.driver, p_->id);
        grant_state(scope, kOtherOps, struct State)->words[0] = 1;
    }
    grant_enter(scope, &other_.driver, q->id);
    EXPECT_EQ(grant_state(scope, kOtherOps, struct State)->words[0], 0u);
}

TEST_F(Grant, NoReentry) { // known-bugs row 20
    grant_enter(outer, &other_.driver, p_->id);
    ASSERT_EQ(outer.error, E_OK);
    EXPECT_EQ(p_->entered_grants, 1);
    {
        grant_enter(inner, &other_.driver, p_->id);
        EXPECT_EQ(inner.error, E_ALREADY);
        EXPECT_EQ(grant_state(inner, kOtherOps, struct State), nullptr);
        EXPECT_EQ(grant_upcall(&inner, 0, 0, 0, 0), E_INVAL);
    }
    {
        // The failed attempt has not opened it.
        grant_enter(again, &other_.driver, p_->id);
        EXPECT_EQ(again.error, E_ALREADY);
        grant_enter(another, &driver_.driver, p_->id);
        EXPECT_EQ(another.error, E_OK);
        EXPECT_EQ(p_->entered_grants, 2);
    }
    EXPECT_EQ(p_->entered_grants, 1);
}

TEST_F(Grant, LeftOnEveryWayOut) {
    auto enter = [&](bool early) {
        grant_enter(scope, &other_.driver, p_->id);
        if (early) {
            return scope.error;
        }
        return scope.error;
    };
    EXPECT_EQ(enter(true), E_OK);
    EXPECT_EQ(enter(false), E_OK);
    EXPECT_EQ(p_->entered_grants, 0);
}

TEST_F(Grant, NoSuchProcess) { // known-bugs row 21
    struct process_id old = p_->id;
    for (struct process_id id : {process_id_none(), process_id{0}, process_id{3}}) {
        grant_enter(scope, &other_.driver, id);
        EXPECT_EQ(scope.error, E_NODEVICE);
    }
    process_end(p_, PROCESS_FAULTED);
    grant_enter(scope, &other_.driver, old);
    EXPECT_EQ(scope.error, E_NODEVICE);
}

TEST_F(Grant, GoneAfterRestart) {
    {
        grant_enter(scope, &other_.driver, p_->id);
        grant_state(scope, kOtherOps, struct State)->words[0] = 5;
    }
    process_restart(p_);
    grant_enter(scope, &other_.driver, p_->id);
    ASSERT_EQ(scope.error, E_OK);
    EXPECT_EQ(grant_state(scope, kOtherOps, struct State)->words[0], 0u);
}

TEST_F(Grant, NoRoom) {
    uintptr_t before = p_->kernel_break;
    grant_enter(scope, &big_.driver, p_->id);
    EXPECT_EQ(scope.error, E_NOMEM);
    EXPECT_EQ(p_->kernel_break, before);
    EXPECT_TRUE(process_check_invariants(p_));
}

TEST_F(Grant, DriverWithoutAGrant) {
    grant_enter(scope, &plain_.driver, p_->id);
    EXPECT_EQ(scope.error, E_NODEVICE);
}

TEST_F(Grant, WrongStateSizeTraps) {
    grant_enter(scope, &other_.driver, p_->id);
    EXPECT_DEATH((void)grant_state_of(&scope, &kOtherOps, sizeof(State) - 1), "");
}

// Equal ones, too: what a type is tied to is one table.
TEST_F(Grant, ScopeOfAnotherDriverTraps) {
    const struct driver_ops same = kOtherOps;
    grant_enter(scope, &other_.driver, p_->id);
    EXPECT_DEATH((void)grant_state(scope, same, struct State), "");
}

TEST_F(Grant, LendsWhatIsAllowed) {
    uint32_t start = Start(p_);
    uint32_t flash = static_cast<uint32_t>(p_->flash_allowed);
    Call(p_, kAllowReadOnly, kDriver, 1, flash, 32);
    Call(p_, kAllowReadWrite, kDriver, 0, start + 8, 24);
    Call(p_, kAllowReadable, kDriver, 0, start + 64, 16);
    grant_enter(scope, &driver_.driver, p_->id);
    EXPECT_EQ(grant_readonly(&scope, 0).length, 0u);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(grant_readonly(&scope, 1).data), flash);
    EXPECT_EQ(grant_readonly(&scope, 1).length, 32u);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(grant_readwrite(&scope, 0).data), start + 8);
    EXPECT_EQ(grant_readwrite(&scope, 0).length, 24u);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(grant_readable(&scope, 0).data), start + 64);
    EXPECT_EQ(grant_readable(&scope, 0).length, 16u);
    // Past the layout: nothing, and never a slot of another kind.
    for (uint32_t number : {1u, 2u, 3u, 100u, UINT32_MAX}) {
        EXPECT_EQ(grant_readonly(&scope, number + 1).length, 0u);
        EXPECT_EQ(grant_readwrite(&scope, number).length, 0u);
        EXPECT_EQ(grant_readable(&scope, number).length, 0u);
    }
}

TEST_F(Grant, NotEnteredLendsNothing) {
    grant_enter(scope, &driver_.driver, process_id_none());
    EXPECT_EQ(grant_readonly(&scope, 0).length, 0u);
    EXPECT_EQ(grant_readwrite(&scope, 0).length, 0u);
    EXPECT_EQ(grant_readable(&scope, 0).length, 0u);
}

TEST_F(Grant, UpcallNumbers) {
    EXPECT_EQ(Upcall(driver_, p_->id, 1), E_OK);
    EXPECT_EQ(Upcall(driver_, p_->id, 2), E_INVAL);
    EXPECT_EQ(Upcall(driver_, p_->id, 256), E_INVAL);
    EXPECT_EQ(Upcall(driver_, p_->id, UINT32_MAX), E_INVAL);
}

TEST_F(Grant, AllocatedWithoutBeingEntered) {
    uintptr_t before = p_->kernel_break;
    EXPECT_EQ(grant_allocate(&other_.driver, p_->id), E_OK);
    uintptr_t after = p_->kernel_break;
    EXPECT_LT(after, before);
    EXPECT_EQ(p_->entered_grants, 0);
    EXPECT_EQ(grant_allocate(&other_.driver, p_->id), E_OK);
    EXPECT_EQ(p_->kernel_break, after) << "once";
    grant_enter(scope, &other_.driver, p_->id);
    EXPECT_EQ(scope.error, E_OK);
    EXPECT_EQ(grant_allocate(&other_.driver, p_->id), E_OK) << "also while it is entered";
    EXPECT_EQ(grant_allocate(&big_.driver, p_->id), E_NOMEM);
    EXPECT_EQ(grant_allocate(&plain_.driver, p_->id), E_NODEVICE);
    EXPECT_EQ(grant_allocate(&other_.driver, process_id_none()), E_NODEVICE);
    struct driver stranger = {.ops = &kDriverOps, .grant = driver_.driver.grant};
    EXPECT_EQ(grant_allocate(&stranger, p_->id), E_NODEVICE);
}

TEST_F(Grant, UpcallWithoutAScope) {
    Call(p_, kSubscribe, kDriver, 1, Function(p_), 77);
    EXPECT_EQ(grant_upcall_to(&driver_.driver, p_->id, 1, 4, 5, 6), E_OK);
    ASSERT_EQ(p_->upcall_count, 1);
    EXPECT_EQ(p_->upcalls[0].number, 1);
    EXPECT_EQ(p_->upcalls[0].argument[0], 4u);
    EXPECT_EQ(p_->upcalls[0].argument[1], 5u);
    EXPECT_EQ(p_->upcalls[0].argument[2], 6u);
    EXPECT_EQ(grant_upcall_to(&driver_.driver, p_->id, 2, 0, 0, 0), E_INVAL);
    EXPECT_EQ(grant_upcall_to(&plain_.driver, p_->id, 0, 0, 0, 0), E_NODEVICE);
    EXPECT_EQ(grant_upcall_to(&big_.driver, p_->id, 0, 0, 0, 0), E_NOMEM) << "no room for a grant";
    struct driver stranger = {.ops = &kDriverOps, .grant = driver_.driver.grant};
    EXPECT_EQ(grant_upcall_to(&stranger, p_->id, 1, 0, 0, 0), E_NODEVICE);
    struct process_id old = p_->id;
    process_restart(p_);
    EXPECT_EQ(grant_upcall_to(&driver_.driver, old, 1, 0, 0, 0), E_NODEVICE);
    EXPECT_EQ(p_->upcall_count, 0);
}

TEST_F(Grant, NextStepsThroughThoseThatHaveIt) {
    struct process *q = MakeProcess();
    struct process *r = MakeProcess();
    for (struct process *process : {p_, r}) {
        grant_enter(scope, &driver_.driver, process->id);
    }
    struct process_id id = process_id_none();
    ASSERT_TRUE(grant_next(&driver_.driver, &id));
    EXPECT_EQ(id.value, p_->id.value);
    ASSERT_TRUE(grant_next(&driver_.driver, &id));
    EXPECT_EQ(id.value, r->id.value);
    EXPECT_FALSE(grant_next(&driver_.driver, &id));
    id = process_id_none();
    EXPECT_FALSE(grant_next(&plain_.driver, &id));
    EXPECT_FALSE(process_id_equal(q->id, id));
}

TEST_F(Grant, NotForADriverThatTheBoardDidNotList) {
    {
        grant_enter(scope, &driver_.driver, p_->id);
        ASSERT_EQ(scope.error, E_OK);
    }
    struct driver stranger = {.ops = &kDriverOps, .grant = driver_.driver.grant};
    {
        grant_enter(scope, &stranger, p_->id);
        EXPECT_EQ(scope.error, E_NODEVICE);
        EXPECT_EQ(scope.entry, nullptr);
    }
    struct process_id id = process_id_none();
    EXPECT_FALSE(grant_next(&stranger, &id));
}

TEST_F(Grant, NotAnotherDriversByWritingToItsOwn) {
    {
        grant_enter(scope, &driver_.driver, p_->id);
        ASSERT_EQ(scope.error, E_OK);
    }
    for (uint32_t index = 0; index < 256; index++) {
        for (FakeDriver *thief : {&other_, &plain_}) {
            if (index == 2 && thief == &other_) {
                continue; // Its own.
            }
            thief->driver.grant = static_cast<uint8_t>(index);
            grant_enter(scope, &thief->driver, p_->id);
            ASSERT_TRUE(scope.error != E_OK || index == 1) << index;
            struct process_id id = process_id_none();
            ASSERT_TRUE(!grant_next(&thief->driver, &id) || index == 1) << index;
        }
    }
    other_.driver.grant = driver_.driver.grant;
    // System calls go by where the board listed it: to its own.
    EXPECT_EQ(Call(p_, kSubscribe, kOtherDriver, 0, Function(p_), 7),
              (Registers{RETURN_SUCCESS_2_U32, 0, 0, 0}));
    EXPECT_EQ(Call(p_, kSubscribe, kDriver, 0, 0, 0), (Registers{RETURN_SUCCESS_2_U32, 0, 0, 0}));
    EXPECT_EQ(Call(p_, kSubscribe, kOtherDriver, 0, 0, 0),
              (Registers{RETURN_SUCCESS_2_U32, Function(p_), 7, 0}));
}

} // namespace
} // namespace detent
