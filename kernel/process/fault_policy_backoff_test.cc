// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/process/fault_policy_backoff.h"
#include "kernel/process/management.h"
#include "testing/fakes/alarm.h"
#include "testing/fakes/kernel.h"
}
#include <gtest/gtest.h>
#include <vector>

// Takes the place of //kernel/process:management.
namespace {

struct Start {
    uint32_t process;
    uint64_t time;
};
std::vector<Start> starts;
enum errorcode answer;
struct fake_alarm fake;

} // namespace

extern "C" enum errorcode process_start_again(struct process_id id,
                                              const struct process_management_capability *) {
    starts.push_back({id.value, fake.time});
    return answer;
}

namespace {

constexpr uint32_t kHertz = FAKE_ALARM_FREQUENCY;

class FaultPolicyBackoff : public ::testing::Test {
  protected:
    FaultPolicyBackoff() {
        starts.clear();
        answer = E_OK;
        fake_kernel_reset();
        fake_alarm_init(&fake, 0xFFFFF000);
        state_.alarm = &fake.alarm;
        state_.processes = {processes_, 4};
        fault_policy_backoff_init(&state_);
        policy_.policy.action = fault_policy_backoff_action;
        policy_.first = 1000;
        policy_.longest = 8000;
        policy_.state = &state_;
    }
    void Fault(uint32_t process) {
        EXPECT_EQ(policy_.policy.action(&policy_.policy, {process}, 0), FAULT_ACTION_STOP);
    }
    // Seconds until the process is started.
    double Wait() {
        size_t before = starts.size();
        uint64_t begin = fake.time;
        while (starts.size() == before && fake.time - begin < 100 * kHertz) {
            fake_alarm_advance(&fake, kHertz / 4);
        }
        return starts.size() == before ? -1
                                       : static_cast<double>(starts.back().time - begin) / kHertz;
    }

    struct fault_policy_backoff_process processes_[4] = {};
    struct fault_policy_backoff_state state_ = {};
    struct fault_policy_backoff policy_ = {};
};

TEST_F(FaultPolicyBackoff, WaitsTwiceAsLongEachTime) {
    for (double seconds : {1., 2., 4., 8., 8.}) {
        Fault(0x102);
        EXPECT_NEAR(Wait(), seconds, .001);
        EXPECT_EQ(starts.back().process, 0x102u);
    }
    EXPECT_EQ(starts.size(), 5u);
    EXPECT_EQ(std::string(fake_debug_text()).find("  it starts again in 1000 ms\r\n"), 0u);
    EXPECT_EQ(Wait(), -1) << "and no more";
}

TEST_F(FaultPolicyBackoff, BeginsAnewAfterAQuietTime) {
    for (double seconds : {1., 2., 4.}) {
        Fault(2);
        EXPECT_NEAR(Wait(), seconds, .001);
    }
    fake_alarm_advance(&fake, 9 * kHertz);
    Fault(2);
    EXPECT_NEAR(Wait(), 1, .001);
}

TEST_F(FaultPolicyBackoff, EachProcessHasItsOwnWait) {
    Fault(0x100);
    (void)Wait();
    Fault(0x200);
    fake_alarm_advance(&fake, kHertz / 2);
    Fault(0x101);
    EXPECT_NEAR(Wait(), 1, .001);
    EXPECT_EQ(starts.back().process, 0x101u);
    EXPECT_NEAR(Wait(), .5, .001);
    EXPECT_EQ(starts.back().process, 0x200u);
}

TEST_F(FaultPolicyBackoff, TriesAgainIfItIsBusy) {
    answer = E_BUSY;
    Fault(0);
    EXPECT_NEAR(Wait(), 1, .001);
    answer = E_OK;
    EXPECT_LT(Wait(), .01);
    EXPECT_EQ(Wait(), -1);
}

TEST_F(FaultPolicyBackoff, ASlotThatTheBoardHasNoPlaceFor) {
    Fault(4);
    EXPECT_EQ(Wait(), -1);
    EXPECT_STREQ(fake_debug_text(), "");
}

} // namespace
