// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

extern "C" {
#include "kernel/process/management.h"
}

namespace detent {
namespace {

class Management : public KernelTest {
  protected:
    const struct process_management_capability *right_ = &process_management_capability;
    struct process *p_ = MakeProcess();
};

TEST_F(Management, TrapsWithoutACapability) {
    struct process *p = MakeProcess();
    EXPECT_DEATH((void)process_stop(p->id, nullptr), "");
    EXPECT_DEATH((void)process_resume(p->id, nullptr), "");
    EXPECT_DEATH((void)process_terminate(p->id, nullptr), "");
}

TEST_F(Management, StopAndResume) {
    EXPECT_EQ(process_resume(p_->id, right_), E_ALREADY);
    EXPECT_EQ(process_stop(p_->id, right_), E_OK);
    EXPECT_EQ(process_stop(p_->id, right_), E_ALREADY);
    EXPECT_FALSE(process_is_ready(p_));
    EXPECT_EQ(process_resume(p_->id, right_), E_OK);
    EXPECT_TRUE(process_is_ready(p_));
}

TEST_F(Management, Terminate) {
    struct process_id id = p_->id;
    EXPECT_EQ(process_terminate(id, right_), E_OK);
    EXPECT_EQ(p_->state, PROCESS_TERMINATED);
    EXPECT_EQ(process_terminate(id, right_), E_ALREADY);
    EXPECT_EQ(process_stop(id, right_), E_ALREADY);
    EXPECT_EQ(process_start_again(id, right_), E_OK);
    EXPECT_EQ(p_->state, PROCESS_UNSTARTED);
    EXPECT_EQ(process_start_again(id, right_), E_NODEVICE);
}

TEST_F(Management, NotWhileAGrantIsEntered) {
    grant_enter(scope, &driver_.driver, p_->id);
    EXPECT_EQ(process_terminate(p_->id, right_), E_BUSY);
    EXPECT_EQ(process_start_again(p_->id, right_), E_BUSY);
    EXPECT_EQ(p_->state, PROCESS_RUNNING);
}

TEST_F(Management, NoSuchProcess) {
    for (struct process_id id : {process_id_none(), process_id{3}, process_id{0x12345600}}) {
        EXPECT_EQ(process_stop(id, right_), E_NODEVICE);
        EXPECT_EQ(process_resume(id, right_), E_NODEVICE);
        EXPECT_EQ(process_terminate(id, right_), E_NODEVICE);
        EXPECT_EQ(process_start_again(id, right_), E_NODEVICE);
    }
}

} // namespace
} // namespace detent
