// SPDX-License-Identifier: Apache-2.0 OR MIT
// TRD 104, 4.1.
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

namespace detent {
namespace {

class Yield : public KernelTest {
  protected:
    struct process *p_ = MakeProcess();
    uint32_t flag_ = Start(p_) + 0x200;

    uint8_t &At(uint32_t address) { return *reinterpret_cast<uint8_t *>(uintptr_t{address}); }
    void Subscribe(uint32_t number, uint32_t userdata = 0) {
        ASSERT_EQ(Call(p_, kSubscribe, kDriver, number, Function(p_), userdata)[0],
                  RETURN_SUCCESS_2_U32);
    }
};

TEST_F(Yield, NoWaitWithNothing) {
    At(flag_) = 0xff;
    Make(p_, kYield, kNoWait, flag_);
    EXPECT_EQ(At(flag_), 0);
    EXPECT_EQ(p_->state, PROCESS_RUNNING);
    EXPECT_EQ(process_context(p_)->returns, 0u);
    EXPECT_EQ(process_context(p_)->calls, 0u);
}

TEST_F(Yield, NoWaitWithAnUpcall) {
    Subscribe(0, 44);
    ASSERT_EQ(Upcall(driver_, p_->id, 0, 1, 2, 3), E_OK);
    At(flag_) = 0xff;
    uint32_t returns = process_context(p_)->returns;
    Make(p_, kYield, kNoWait, flag_);
    EXPECT_EQ(At(flag_), 1);
    EXPECT_EQ(process_context(p_)->returns, returns);
    EXPECT_EQ(process_context(p_)->calls, 1u);
    EXPECT_EQ(process_context(p_)->called.function, Function(p_));
    EXPECT_EQ(process_context(p_)->called.argument[0], 1u);
    EXPECT_EQ(process_context(p_)->called.argument[1], 2u);
    EXPECT_EQ(process_context(p_)->called.argument[2], 3u);
    EXPECT_EQ(process_context(p_)->called.argument[3], 44u);
    EXPECT_EQ(p_->state, PROCESS_RUNNING);
}

TEST_F(Yield, NoWaitRunsOneUpcallOnly) {
    Subscribe(0);
    ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    Make(p_, kYield, kNoWait, 0);
    EXPECT_EQ(process_context(p_)->calls, 1u);
    EXPECT_EQ(p_->upcall_count, 1);
}

TEST_F(Yield, NoWaitDoesNotBlockOnANullUpcall) {
    ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    At(flag_) = 0xff;
    Make(p_, kYield, kNoWait, flag_);
    EXPECT_EQ(At(flag_), 0);
    EXPECT_EQ(p_->state, PROCESS_RUNNING);
}

TEST_F(Yield, NoWaitWritesToNothingThatIsNotTheProcesses) {
    // The kernel's part, right above the break, its flash, another process.
    struct process *q = MakeProcess();
    uint32_t kernel = static_cast<uint32_t>(p_->kernel_break);
    for (uint32_t address : {kernel, static_cast<uint32_t>(p_->app_break),
                             static_cast<uint32_t>(p_->flash_allowed), Start(q)}) {
        At(address) = 0x5a;
        Make(p_, kYield, kNoWait, address);
        EXPECT_EQ(At(address), 0x5a) << std::hex << address;
        EXPECT_EQ(p_->state, PROCESS_RUNNING);
    }
    Make(p_, kYield, kNoWait, UINT32_MAX);
    Make(p_, kYield, kNoWait, 0);
}

TEST_F(Yield, WaitBlocksUntilAnUpcall) {
    Subscribe(0);
    Make(p_, kYield, kWait);
    EXPECT_EQ(p_->state, PROCESS_YIELDED);
    EXPECT_FALSE(process_is_ready(p_));
    EXPECT_EQ(Upcall(driver_, p_->id, 0, 5), E_OK);
    EXPECT_TRUE(process_is_ready(p_));
    EXPECT_TRUE(syscall_deliver(p_));
    EXPECT_EQ(p_->state, PROCESS_RUNNING);
    EXPECT_EQ(process_context(p_)->called.argument[0], 5u);
}

TEST_F(Yield, WaitDeliversWhatIsPendingAtOnce) {
    Subscribe(0);
    ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    Make(p_, kYield, kWait);
    EXPECT_EQ(p_->state, PROCESS_RUNNING);
    EXPECT_EQ(process_context(p_)->calls, 1u);
}

TEST_F(Yield, WaitDoesNotReturnForNullUpcalls) {
    ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    Make(p_, kYield, kWait);
    EXPECT_EQ(p_->state, PROCESS_YIELDED);
    EXPECT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    EXPECT_FALSE(process_is_ready(p_));
    EXPECT_EQ(p_->upcall_count, 0);
}

TEST_F(Yield, WaitForReturnsTheArguments) {
    Make(p_, kYield, kWaitFor, kDriver, 1);
    EXPECT_EQ(p_->state, PROCESS_YIELDED_FOR);
    EXPECT_EQ(Upcall(driver_, p_->id, 1, 7, 8, 9), E_OK);
    EXPECT_TRUE(process_is_ready(p_));
    EXPECT_TRUE(syscall_deliver(p_));
    EXPECT_EQ(p_->state, PROCESS_RUNNING);
    EXPECT_EQ(process_context(p_)->calls, 0u);
    EXPECT_EQ(process_context(p_)->returned[0], 7u);
    EXPECT_EQ(process_context(p_)->returned[1], 8u);
    EXPECT_EQ(process_context(p_)->returned[2], 9u);
}

TEST_F(Yield, WaitForDoesNotCallTheSubscribedFunction) {
    Subscribe(1);
    ASSERT_EQ(Upcall(driver_, p_->id, 1, 7), E_OK);
    Make(p_, kYield, kWaitFor, kDriver, 1);
    EXPECT_EQ(p_->state, PROCESS_RUNNING);
    EXPECT_EQ(process_context(p_)->calls, 0u);
    EXPECT_EQ(process_context(p_)->returned[0], 7u);
}

TEST_F(Yield, WaitForTakesAnEventFromBeforeTheCall) {
    ASSERT_EQ(Upcall(driver_, p_->id, 0, 6), E_OK);
    Make(p_, kYield, kWaitFor, kDriver, 0);
    EXPECT_EQ(p_->state, PROCESS_RUNNING);
    EXPECT_EQ(process_context(p_)->returned[0], 6u);
}

TEST_F(Yield, WaitForKeepsTheOthersInOrder) {
    Subscribe(0);
    Make(p_, kYield, kWaitFor, kDriver, 1);
    for (uint32_t i = 0; i < 3; i++) {
        ASSERT_EQ(Upcall(driver_, p_->id, 0, i), E_OK);
    }
    EXPECT_FALSE(process_is_ready(p_));
    ASSERT_EQ(Upcall(driver_, p_->id, 1), E_OK);
    EXPECT_TRUE(syscall_deliver(p_));
    for (uint32_t i = 0; i < 3; i++) {
        Make(p_, kYield, kWait);
        EXPECT_EQ(process_context(p_)->called.argument[0], i);
    }
}

TEST_F(Yield, WaitForWhatDoesNotExistNeverEnds) {
    for (auto [driver, number] : {std::pair{kMissingDriver, 0u},
                                  {kDriver, 2u},
                                  {kPlainDriver, 0u},
                                  {kDriver, 256u},
                                  {kDriver, UINT32_MAX}}) {
        struct process *q = MakeProcess();
        Make(q, kYield, kWaitFor, driver, number);
        EXPECT_EQ(q->state, PROCESS_YIELDED_FOR);
        ASSERT_EQ(Upcall(driver_, q->id, 0), E_OK);
        ASSERT_EQ(Upcall(driver_, q->id, 1), E_OK);
        EXPECT_FALSE(process_is_ready(q));
        slots_[process_slot(q)] = nullptr; // Room for the next.
    }
}

TEST_F(Yield, UnknownNumbersReturnAtOnce) {
    At(flag_) = 0xff;
    for (uint32_t number : {3u, 4u, 255u, 256u, UINT32_MAX}) {
        Make(p_, kYield, number, flag_, flag_, flag_);
        EXPECT_EQ(p_->state, PROCESS_RUNNING);
        EXPECT_EQ(At(flag_), 0xff);
        EXPECT_EQ(process_context(p_)->returns, 0u);
    }
}

TEST_F(Yield, NoStackForTheUpcallIsAFault) { // known-bugs row 14
    Subscribe(0);
    ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    process_context(p_)->stack_pointer = Start(p_) - 8;
    Make(p_, kYield, kWait);
    EXPECT_EQ(p_->state, PROCESS_FAULTED);
    EXPECT_NE(debug_.text.find("no room on its stack"), std::string::npos);
}

TEST_F(Yield, StoppedWhileWaiting) {
    Subscribe(0);
    Make(p_, kYield, kWait);
    process_set_stopped(p_, true);
    ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    EXPECT_FALSE(process_is_ready(p_));
    process_set_stopped(p_, false);
    EXPECT_TRUE(process_is_ready(p_));
}

} // namespace
} // namespace detent
