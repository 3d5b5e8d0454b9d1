// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "kernel/deferred_call.h"
}
#include <gtest/gtest.h>

namespace detent {
namespace {

struct Logged {
    struct deferred_call call;
    std::vector<int> *log;
    int name;
    bool again; // Sets itself once when it runs.
};

const struct deferred_call_ops kOps = {[](struct deferred_call *call) {
    auto *self = reinterpret_cast<Logged *>(call);
    self->log->push_back(self->name);
    if (self->again) {
        self->again = false;
        deferred_call_set(call);
    }
}};

class DeferredCall : public KernelTest {
  protected:
    std::vector<int> log_;
    Logged a_ = {{&kOps, nullptr, false}, &log_, 1, false};
    Logged b_ = {{&kOps, nullptr, false}, &log_, 2, false};
};

TEST_F(DeferredCall, RunsFromTheMainLoopOnly) {
    deferred_call_set(&a_.call);
    EXPECT_TRUE(deferred_call_is_pending(&a_.call));
    EXPECT_TRUE(log_.empty());
    Step();
    EXPECT_FALSE(deferred_call_is_pending(&a_.call));
    EXPECT_EQ(log_, (std::vector<int>{1}));
    Step();
    EXPECT_EQ(log_.size(), 1u);
}

TEST_F(DeferredCall, OncePerSettingInTheirOrder) {
    deferred_call_set(&b_.call);
    deferred_call_set(&a_.call);
    deferred_call_set(&b_.call);
    for (int i = 0; i < 4; i++) {
        Step();
    }
    EXPECT_EQ(log_, (std::vector<int>{2, 1}));
}

TEST_F(DeferredCall, MaySetItselfAgain) {
    a_.again = true;
    deferred_call_set(&a_.call);
    deferred_call_set(&b_.call);
    for (int i = 0; i < 4; i++) {
        Step();
    }
    EXPECT_EQ(log_, (std::vector<int>{1, 2, 1}));
}

TEST_F(DeferredCall, RunsBeforeAnyProcess) {
    struct process *process = MakeProcess();
    deferred_call_set(&a_.call);
    Step();
    EXPECT_EQ(log_.size(), 1u);
    EXPECT_EQ(process_context(process)->switches, 0u);
    Step();
    EXPECT_EQ(process_context(process)->switches, 1u);
}

TEST_F(DeferredCall, ABackgroundCallWaitsUntilProcessesHadATurn) {
    struct process *process = MakeProcess();
    deferred_call_set_background(&a_.call);
    EXPECT_TRUE(deferred_call_is_pending(&a_.call));
    deferred_call_set(&b_.call);
    Step();
    EXPECT_EQ(log_, (std::vector<int>{2})) << "ordinary ones go first";
    EXPECT_EQ(process_context(process)->switches, 0u);
    Step();
    EXPECT_EQ(process_context(process)->switches, 1u);
    EXPECT_EQ(log_.size(), 1u);
    Step();
    EXPECT_EQ(log_, (std::vector<int>{2, 1}));
    EXPECT_FALSE(deferred_call_is_pending(&a_.call));
}

TEST_F(DeferredCall, BackgroundCallsRunInsteadOfSleep) {
    deferred_call_set_background(&a_.call);
    deferred_call_set_background(&b_.call);
    deferred_call_set_background(&a_.call); // No effect,
    deferred_call_set(&a_.call);            // nor this.
    for (int i = 0; i < 3; i++) {
        Step();
    }
    EXPECT_EQ(chip_.sleeps, 0u);
    EXPECT_EQ(log_.size(), 2u);
    Step();
    EXPECT_EQ(chip_.sleeps, 1u);
}

} // namespace
} // namespace detent
