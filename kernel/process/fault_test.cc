// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "kernel/process/fault_policy_by_name.h"
#include "kernel/process/fault_policy_threshold.h"
}
#include <gtest/gtest.h>
#include <unistd.h>

namespace detent {
namespace {

class Fault : public KernelTest {};

TEST_F(Fault, Stop) {
    struct process *p = MakeProcess();
    struct process *other = MakeProcess();
    process_fault(p, nullptr);
    EXPECT_EQ(p->state, PROCESS_FAULTED);
    EXPECT_EQ(process_find(p->id), nullptr);
    EXPECT_FALSE(process_is_ready(p));
    EXPECT_TRUE(process_is_ready(other));
    EXPECT_EQ(debug_.text, "process app: fault: a fault of the fake processor\r\n");
}

TEST_F(Fault, Restart) {
    struct process_image image = Image();
    image.fault_policy = &fault_policy_restart;
    struct process *p = Create(image);
    process_fault(p, "reason");
    EXPECT_EQ(p->state, PROCESS_UNSTARTED);
    EXPECT_EQ(p->restarts, 1);
    EXPECT_NE(debug_.text.find("fault: reason\r\n"), std::string::npos);
    EXPECT_NE(debug_.text.find("process app: restarted\r\n"), std::string::npos);
}

TEST_F(Fault, Panic) {
    kernel_.fault_policy = &fault_policy_panic;
    kernel_.panic_end = []() { _exit(7); };
    struct process *p = Create(Image());
    EXPECT_EXIT(process_fault(p, "reason"), ::testing::ExitedWithCode(7), "");
}

TEST_F(Fault, WithoutASink) {
    debug_set_sink(nullptr);
    struct process *p = MakeProcess();
    process_fault(p, "reason");
    EXPECT_EQ(p->state, PROCESS_FAULTED);
}

TEST_F(Fault, RestartUpToAThreshold) {
    struct fault_policy_threshold policy = {{fault_policy_threshold_action}, 3, &fault_policy_stop};
    kernel_.fault_policy = &policy.policy;
    struct process *p = Create(Image());
    for (int i = 0; i < 3; i++) {
        process_fault(p, "reason");
        ASSERT_EQ(p->state, PROCESS_UNSTARTED);
    }
    process_fault(p, "reason");
    EXPECT_EQ(p->state, PROCESS_FAULTED);
    EXPECT_EQ(p->restarts, 3);
}

TEST_F(Fault, AThresholdOfNoneIsTheOtherPolicy) {
    struct fault_policy_threshold policy = {{fault_policy_threshold_action}, 0, &fault_policy_stop};
    kernel_.fault_policy = &policy.policy;
    struct process *p = Create(Image());
    process_fault(p, "reason");
    EXPECT_EQ(p->state, PROCESS_FAULTED);
}

TEST_F(Fault, ByName) {
    struct fault_policy_choice choices[] = {
        {"", &fault_policy_panic},      {"ap", &fault_policy_panic},
        {"appl", &fault_policy_panic},  {"other", &fault_policy_panic},
        {"app", &fault_policy_restart},
    };
    struct fault_policy_by_name policy = {
        {fault_policy_by_name_action}, {choices, 5}, &fault_policy_stop};
    kernel_.fault_policy = &policy.policy;
    struct process *p = Create(Image());
    process_fault(p, "reason");
    EXPECT_EQ(p->state, PROCESS_UNSTARTED);
    policy.choices.count = 4;
    process_fault(p, "reason");
    EXPECT_EQ(p->state, PROCESS_FAULTED);
}

} // namespace
} // namespace detent
