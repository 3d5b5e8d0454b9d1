// SPDX-License-Identifier: Apache-2.0 OR MIT
// Ends and new beginnings of processes.
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "testing/fake_arch/fake_mpu.h"
}

#include <gtest/gtest.h>

namespace detent {
namespace {

class Restart : public KernelTest {
  protected:
    struct process *p_ = MakeProcess();
};

TEST_F(Restart, GivesANewId) { // known-bugs row 21
    struct process_id old = p_->id;
    process_restart(p_);
    EXPECT_FALSE(process_id_equal(old, p_->id));
    EXPECT_EQ(process_find(old), nullptr);
    EXPECT_EQ(process_find(p_->id), p_);
    EXPECT_EQ(Upcall(driver_, old, 0), E_NODEVICE);
    EXPECT_EQ(p_->restarts, 1);
}

TEST_F(Restart, StartsAsAtFirst) {
    Call(p_, kSubscribe, kDriver, 0, Function(p_), 1);
    Call(p_, kAllowReadWrite, kDriver, 0, Start(p_) + 100, 100);
    EXPECT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    process_set_stopped(p_, true);
    uint32_t inits = process_context(p_)->inits;
    process_restart(p_);
    EXPECT_TRUE(process_check_invariants(p_));
    EXPECT_EQ(p_->state, PROCESS_UNSTARTED);
    EXPECT_FALSE(p_->stopped);
    EXPECT_EQ(p_->upcall_count, 0);
    EXPECT_EQ(p_->high_water, p_->memory.start);
    EXPECT_EQ(p_->app_break, p_->memory.start + kFirst);
    EXPECT_EQ(*process_grant(p_, driver_.driver.grant), nullptr);
    EXPECT_EQ(process_context(p_)->inits, inits + 1);
    EXPECT_TRUE(process_is_ready(p_));
}

TEST_F(Restart, TakesBackTheOldHeap) { // known-bugs row 5
    ASSERT_EQ(process_brk(p_, Start(p_) + 2000), E_OK);
    uintptr_t old_top = p_->app_break - 1;
    process_restart(p_);
    EXPECT_FALSE(fake_arch_can_read(process_mpu(p_), old_top, 1));
}

TEST_F(Restart, ReadsNothingOfTheOldMemory) {
    memset(reinterpret_cast<void *>(p_->memory.start), 0x77, 1024);
    process_restart(p_);
    EXPECT_EQ(process_brk(p_, Start(p_) + 1024), E_OK);
    for (uintptr_t a = p_->memory.start; a < p_->app_break; a++) {
        ASSERT_EQ(*reinterpret_cast<uint8_t *>(a), 0);
    }
}

// All of what it can reach before its first brk, which may be more than its break says.
TEST_F(Restart, ReadsNothingOfTheOldMemoryBeforeItsFirstBrk) {
    fake_arch.granule = 256;
    ASSERT_EQ(process_brk(p_, Start(p_) + 200), E_OK);
    uintptr_t reach = p_->memory.accessible_end;
    memset(reinterpret_cast<void *>(p_->memory.start), 0x77, reach - p_->memory.start);
    process_restart(p_);
    ASSERT_EQ(p_->memory.accessible_end, reach);
    ASSERT_GT(reach, p_->app_break);
    for (uintptr_t a = p_->memory.start; a < reach; a++) {
        ASSERT_EQ(*reinterpret_cast<uint8_t *>(a), 0);
    }
}

TEST_F(Restart, ManyTimesWithGrants) {
    for (int i = 0; i < 300; i++) {
        process_set_state(p_, PROCESS_RUNNING);
        EXPECT_EQ(Call(p_, kSubscribe, kOtherDriver, 0, 0, 0)[0], RETURN_SUCCESS_2_U32);
        process_restart(p_);
        ASSERT_TRUE(process_check_invariants(p_));
    }
}

TEST_F(Restart, AnEndedProcessIsGone) {
    struct process_id id = p_->id;
    Call(p_, kSubscribe, kDriver, 0, Function(p_), 1);
    EXPECT_EQ(Upcall(driver_, id, 0), E_OK);
    process_end(p_, PROCESS_TERMINATED);
    EXPECT_EQ(process_find(id), nullptr);
    EXPECT_EQ(Upcall(driver_, id, 0), E_NODEVICE);
    EXPECT_EQ(p_->upcall_count, 0);
    EXPECT_FALSE(process_is_ready(p_));
    struct process_id next = process_id_none();
    EXPECT_FALSE(grant_next(&driver_.driver, &next));
}

TEST_F(Restart, IdsThatNeverWere) {
    EXPECT_EQ(process_find(process_id_none()), nullptr);
    EXPECT_EQ(process_find({p_->id.value ^ 0x100}), nullptr);
    EXPECT_EQ(process_find({p_->id.value | 0x04}), nullptr);
    EXPECT_EQ(process_find({0xff}), nullptr);
}

TEST_F(Restart, StateNames) {
    EXPECT_STREQ(process_state_name(PROCESS_YIELDED_FOR), "yielded-for");
    EXPECT_STREQ(process_state_name(PROCESS_TERMINATED), "terminated");
}

TEST_F(Restart, Print) {
    Call(p_, kCommand, kDriver, 3, 4, 5);
    process_print(p_, &debug_.writer);
    EXPECT_EQ(debug_.text.find("app: running\r\n  PID 0, id 0x00"), 0u) << debug_.text;
    EXPECT_NE(debug_.text.find("calls 1, the last: class 2 0x00000001 0x00000003 0x00000004"),
              std::string::npos);
}

} // namespace
} // namespace detent
