// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

namespace detent {
namespace {

class UpcallQueue : public KernelTest {
  protected:
    struct process *p_ = MakeProcess();

    void Subscribe(uint32_t number) {
        ASSERT_EQ(Call(p_, kSubscribe, kDriver, number, Function(p_), number)[0],
                  RETURN_SUCCESS_2_U32);
    }
};

TEST_F(UpcallQueue, FirstInFirstOut) {
    Subscribe(0);
    Subscribe(1);
    for (uint32_t i = 0; i < 6; i++) {
        ASSERT_EQ(Upcall(driver_, p_->id, i % 2, i), E_OK);
    }
    struct process_upcall upcall;
    struct upcall_target target;
    for (uint32_t i = 0; i < 6; i++) {
        ASSERT_TRUE(upcall_take_next(p_, &upcall, &target));
        EXPECT_EQ(upcall.argument[0], i);
        EXPECT_EQ(upcall.number, i % 2);
        EXPECT_EQ(target.userdata, i % 2);
    }
    EXPECT_FALSE(upcall_take_next(p_, &upcall, &target));
}

TEST_F(UpcallQueue, Full) {
    Subscribe(0);
    for (int i = 0; i < PROCESS_UPCALLS_MAX; i++) {
        ASSERT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    }
    EXPECT_EQ(Upcall(driver_, p_->id, 0), E_NOMEM);
    EXPECT_EQ(p_->upcall_count, PROCESS_UPCALLS_MAX);
    EXPECT_EQ(p_->dropped_upcalls, 1);
    Make(p_, kYield, kNoWait);
    EXPECT_EQ(Upcall(driver_, p_->id, 0), E_OK);
}

TEST_F(UpcallQueue, NullUpcallsGiveWay) {
    Subscribe(0);
    for (int i = 0; i < PROCESS_UPCALLS_MAX; i++) {
        ASSERT_EQ(Upcall(driver_, p_->id, 1), E_OK); // Nobody subscribed.
    }
    EXPECT_EQ(Upcall(driver_, p_->id, 0, 42), E_OK);
    EXPECT_EQ(p_->upcall_count, PROCESS_UPCALLS_MAX);
    Make(p_, kYield, kNoWait);
    EXPECT_EQ(process_context(p_)->called.argument[0], 42u);
}

TEST_F(UpcallQueue, OfOneSubscription) {
    Subscribe(0);
    Subscribe(1);
    for (uint32_t i = 0; i < 6; i++) {
        ASSERT_EQ(Upcall(driver_, p_->id, i % 2, i), E_OK);
    }
    uint8_t grant = driver_.driver.grant;
    struct process_upcall upcall;
    EXPECT_TRUE(upcall_take(p_, grant, 1, &upcall));
    EXPECT_EQ(upcall.argument[0], 1u);
    upcall_drop(p_, grant, 0);
    EXPECT_FALSE(upcall_is_pending(p_, grant, 0));
    EXPECT_TRUE(upcall_is_pending(p_, grant, 1));
    EXPECT_EQ(p_->upcall_count, 2);
    EXPECT_FALSE(upcall_take(p_, grant, 0, &upcall));
}

TEST_F(UpcallQueue, FromOne) {
    Subscribe(0);
    Subscribe(1);
    for (uint32_t i = 0; i < 6; i++) {
        ASSERT_EQ(Upcall(driver_, p_->id, i % 2, i / 2), E_OK);
    }
    Make(p_, kYield, kWaitFor, kDriver, 9);
    uint8_t grant = driver_.driver.grant;
    upcall_drop_from(p_, other_.driver.grant, 1);
    EXPECT_EQ(p_->upcall_count, 6);
    upcall_drop_from(p_, grant, 1);
    EXPECT_EQ(p_->upcall_count, 4);
    struct process_upcall upcall;
    for (uint32_t left : {0u, 2u}) {
        EXPECT_TRUE(upcall_take(p_, grant, 1, &upcall));
        EXPECT_EQ(upcall.argument[0], left);
    }
    process_set_state(p_, PROCESS_YIELDED);
    EXPECT_TRUE(process_is_ready(p_));
    upcall_drop_from(p_, grant, 0);
    EXPECT_TRUE(process_is_ready(p_));
    upcall_drop_from(p_, grant, 2);
    EXPECT_FALSE(process_is_ready(p_));
}

TEST_F(UpcallQueue, WakesOnlyWhoWaitsForIt) {
    Subscribe(0);
    Make(p_, kYield, kWaitFor, kDriver, 1);
    EXPECT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    EXPECT_FALSE(process_is_ready(p_));
    EXPECT_EQ(Upcall(driver_, p_->id, 1), E_OK);
    EXPECT_TRUE(process_is_ready(p_));
}

} // namespace
} // namespace detent
