// SPDX-License-Identifier: Apache-2.0 OR MIT
// TRD 104, 4.2.
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

namespace detent {
namespace {

class Subscribe : public KernelTest {
  protected:
    struct process *p_ = MakeProcess();
    uint32_t f_ = Function(p_);

    static Registers Failure(enum errorcode error, uint32_t function, uint32_t userdata) {
        return {RETURN_FAILURE_2_U32, error, function, userdata};
    }
    static Registers Success(uint32_t function, uint32_t userdata) {
        return {RETURN_SUCCESS_2_U32, function, userdata, 0};
    }
};

TEST_F(Subscribe, Swaps) {
    EXPECT_EQ(Call(p_, kSubscribe, kDriver, 1, f_, 5), Success(0, 0));
    EXPECT_EQ(Call(p_, kSubscribe, kDriver, 1, f_ + 2, 6), Success(f_, 5));
    EXPECT_EQ(Call(p_, kSubscribe, kDriver, 1, 0, 7), Success(f_ + 2, 6));
    EXPECT_EQ(Call(p_, kSubscribe, kDriver, 1, 0, 0), Success(0, 7));
    EXPECT_EQ(Call(p_, kSubscribe, kDriver, 0, f_, 0), Success(0, 0));
}

TEST_F(Subscribe, NoSuchDriver) {
    EXPECT_EQ(Call(p_, kSubscribe, kMissingDriver, 0, f_, 9), Failure(E_NODEVICE, 0, 9));
    EXPECT_EQ(Call(p_, kSubscribe, UINT32_MAX, 0, 0, 9), Failure(E_NODEVICE, 0, 9));
}

TEST_F(Subscribe, NoSuchNumber) {
    for (uint32_t number : {2u, 256u, UINT32_MAX}) {
        EXPECT_EQ(Call(p_, kSubscribe, kDriver, number, f_, 9), Failure(E_NOSUPPORT, f_, 9));
    }
}

TEST_F(Subscribe, DriverWithoutAGrant) {
    EXPECT_EQ(Call(p_, kSubscribe, kPlainDriver, 0, f_, 9), Failure(E_NOMEM, f_, 9));
}

TEST_F(Subscribe, NoRoomForTheGrant) {
    EXPECT_EQ(Call(p_, kSubscribe, kBigDriver, 0, f_, 9), Failure(E_NOMEM, f_, 9));
}

TEST_F(Subscribe, FunctionsOutsideItsFlash) {
    uint32_t flash = static_cast<uint32_t>(p_->flash_start);
    uint32_t outside[] = {1,
                          flash,
                          flash + kProtected - 1,
                          flash + kFlashSize,
                          Start(p_),
                          Start(p_) + 0x101,
                          static_cast<uint32_t>(p_->kernel_break),
                          UINT32_MAX,
                          UINT32_MAX - 1};
    Call(p_, kSubscribe, kDriver, 0, f_, 3);
    ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    for (uint32_t function : outside) {
        EXPECT_EQ(Call(p_, kSubscribe, kDriver, 0, function, 9), Failure(E_INVAL, function, 9));
        // Also before the driver is looked at.
        EXPECT_EQ(Call(p_, kSubscribe, kMissingDriver, 0, function, 9),
                  Failure(E_INVAL, function, 9));
    }
    EXPECT_EQ(p_->upcall_count, 1); // Still pending, still subscribed.
    EXPECT_EQ(Call(p_, kSubscribe, kDriver, 0, 0, 0), Success(f_, 3));
}

TEST_F(Subscribe, DropsWhatIsPending) { // known-bugs row 22
    Call(p_, kSubscribe, kDriver, 0, f_, 0);
    Call(p_, kSubscribe, kDriver, 1, f_, 0);
    for (uint32_t number : {0u, 1u, 0u}) {
        ASSERT_EQ(Upcall(driver_, p_->id, number, number), E_OK);
    }
    Call(p_, kSubscribe, kDriver, 0, f_ + 2, 0);
    EXPECT_EQ(p_->upcall_count, 1);
    Make(p_, kYield, kNoWait);
    EXPECT_EQ(process_context(p_)->called.argument[0], 1u);
    Make(p_, kYield, kWait);
    EXPECT_EQ(p_->state, PROCESS_YIELDED);
}

TEST_F(Subscribe, DropsEventsFromBeforeTheFirstSubscription) {
    ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    Call(p_, kSubscribe, kDriver, 0, f_, 0);
    Make(p_, kYield, kWait);
    EXPECT_EQ(p_->state, PROCESS_YIELDED);
}

TEST_F(Subscribe, AFailureDropsNothing) {
    Call(p_, kSubscribe, kDriver, 0, f_, 0);
    ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    Call(p_, kSubscribe, kDriver, 2, f_, 0);
    EXPECT_EQ(p_->upcall_count, 1);
}

TEST_F(Subscribe, NeverReachesTheCapsule) {
    Call(p_, kSubscribe, kDriver, 0, f_, 0);
    EXPECT_TRUE(driver_.commands.empty());
}

} // namespace
} // namespace detent
