// SPDX-License-Identifier: Apache-2.0 OR MIT
// TRD 104, 4.4 and 4.5, and userspace-readable allow.
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

namespace detent {
namespace {

using Registers = std::array<uint32_t, 4>;

Registers Failure(enum errorcode error, uint32_t address, uint32_t length) {
    return {RETURN_FAILURE_2_U32, error, address, length};
}
Registers Success(uint32_t address, uint32_t length) {
    return {RETURN_SUCCESS_2_U32, address, length, 0};
}

class AnyAllow : public KernelTest, public ::testing::WithParamInterface<uint32_t> {
  protected:
    struct process *p_ = MakeProcess();
    uint32_t start_ = Start(p_);
    uint32_t class_ = GetParam();
};

INSTANTIATE_TEST_SUITE_P(Classes, AnyAllow,
                         ::testing::Values(kAllowReadWrite, kAllowReadOnly, kAllowReadable));

TEST_P(AnyAllow, Swaps) {
    EXPECT_EQ(Call(p_, class_, kDriver, 0, start_ + 4, 100), Success(0, 0));
    EXPECT_EQ(Call(p_, class_, kDriver, 0, start_ + 8, 50), Success(start_ + 4, 100));
    EXPECT_EQ(Call(p_, class_, kDriver, 0, 0, 0), Success(start_ + 8, 50));
    EXPECT_EQ(Call(p_, class_, kDriver, 0, 0, 0), Success(0, 0));
}

TEST_P(AnyAllow, ZeroLengthAnywhere) { // known-bugs row 18
    EXPECT_EQ(Call(p_, class_, kDriver, 0, 0xdeadbeef, 0), Success(0, 0));
    EXPECT_EQ(Call(p_, class_, kDriver, 0, UINT32_MAX, 0), Success(0xdeadbeef, 0));
    EXPECT_EQ(Call(p_, class_, kDriver, 0, static_cast<uint32_t>(p_->kernel_break), 0),
              Success(UINT32_MAX, 0));
    EXPECT_EQ(p_->high_water, p_->memory.start);
}

TEST_P(AnyAllow, NoSuchDriver) {
    EXPECT_EQ(Call(p_, class_, kMissingDriver, 0, start_, 8), Failure(E_NODEVICE, start_, 8));
    EXPECT_EQ(Call(p_, class_, kMissingDriver, 0, 3, 8), Failure(E_NODEVICE, 3, 8));
}

TEST_P(AnyAllow, NoSuchNumber) {
    for (uint32_t number : {2u, 3u, 256u, UINT32_MAX}) {
        EXPECT_EQ(Call(p_, class_, kDriver, number, start_, 8), Failure(E_INVAL, start_, 8));
    }
    EXPECT_EQ(p_->high_water, p_->memory.start); // What was refused holds nothing.
}

TEST_P(AnyAllow, NoGrant) {
    EXPECT_EQ(Call(p_, class_, kPlainDriver, 0, start_, 8), Failure(E_NOMEM, start_, 8));
    EXPECT_EQ(Call(p_, class_, kBigDriver, 0, start_, 8), Failure(E_NOMEM, start_, 8));
}

TEST_P(AnyAllow, WhatIsNotItsOwn) {
    struct process *q = MakeProcess();
    uint32_t app_break = static_cast<uint32_t>(p_->app_break);
    const uint32_t bad[][2] = {
        {start_ - 1, 2},
        {start_, 1025},
        {app_break, 1},
        {app_break - 1, 2},
        {start_, UINT32_MAX},
        {start_ + 8, 0u - 4},
        {0xfffffff0, 0x20},
        {UINT32_MAX, 1},
        {0, 4},
        {static_cast<uint32_t>(p_->kernel_break), 4},
        {Start(q), 4},
        {static_cast<uint32_t>(p_->flash_start), 4},
        {start_, 0x80000000},
        {static_cast<uint32_t>(q->flash_allowed), 4},
        {static_cast<uint32_t>(p_->flash_end) - 1, 2},
    };
    Call(p_, class_, kDriver, 0, start_, 16);
    for (const auto &[address, length] : bad) {
        EXPECT_EQ(Call(p_, class_, kDriver, 0, address, length), Failure(E_INVAL, address, length))
            << std::hex << address << ' ' << length;
    }
    EXPECT_EQ(Call(p_, class_, kDriver, 0, 0, 0), Success(start_, 16));
}

TEST_P(AnyAllow, HoldsTheBreak) { // known-bugs row 4
    uint32_t app_break = static_cast<uint32_t>(p_->app_break);
    Call(p_, class_, kDriver, 0, app_break - 64, 64);
    EXPECT_EQ(Call(p_, kMemop, 0, app_break - 1)[0], RETURN_FAILURE);
    Call(p_, class_, kDriver, 0, 0, 0); // The mark stays, as in Tock.
    EXPECT_EQ(Call(p_, kMemop, 0, app_break - 1)[0], RETURN_FAILURE);
    EXPECT_EQ(Call(p_, kMemop, 0, app_break)[0], RETURN_SUCCESS);
}

class Allow : public KernelTest {
  protected:
    struct process *p_ = MakeProcess();
    uint32_t start_ = Start(p_);
    uint32_t flash_ = static_cast<uint32_t>(p_->flash_allowed);
};

TEST_F(Allow, FlashForReadingOnly) {
    EXPECT_EQ(Call(p_, kAllowReadOnly, kDriver, 0, flash_, 16), Success(0, 0));
    EXPECT_EQ(Call(p_, kAllowReadWrite, kDriver, 0, flash_, 16), Failure(E_INVAL, flash_, 16));
    EXPECT_EQ(Call(p_, kAllowReadable, kDriver, 0, flash_, 16), Failure(E_INVAL, flash_, 16));
}

TEST_F(Allow, ClassesHaveNumbersOfTheirOwn) {
    EXPECT_EQ(Call(p_, kAllowReadOnly, kDriver, 0, start_, 1), Success(0, 0));
    EXPECT_EQ(Call(p_, kAllowReadOnly, kDriver, 1, start_, 2), Success(0, 0));
    EXPECT_EQ(Call(p_, kAllowReadWrite, kDriver, 0, start_, 3), Success(0, 0));
    EXPECT_EQ(Call(p_, kAllowReadable, kDriver, 0, start_, 4), Success(0, 0));
    EXPECT_EQ(Call(p_, kSubscribe, kDriver, 1, 0, 0), Success(0, 0));
    EXPECT_EQ(Call(p_, kAllowReadOnly, kDriver, 1, 0, 0), Success(start_, 2));
    EXPECT_EQ(Call(p_, kAllowReadWrite, kDriver, 0, 0, 0), Success(start_, 3));
    EXPECT_EQ(Call(p_, kAllowReadable, kDriver, 0, 0, 0), Success(start_, 4));
}

TEST_F(Allow, TheSameBufferTwice) { // known-bugs row 18: aliases are the kernel's to live with.
    Call(p_, kAllowReadOnly, kDriver, 0, start_, 8);
    EXPECT_EQ(Call(p_, kAllowReadWrite, kDriver, 0, start_, 8), Success(0, 0));
    grant_enter(scope, &driver_.driver, p_->id);
    slice_set(grant_readwrite(&scope, 0), 3, 0x33);
    EXPECT_EQ(slice_get(grant_readonly(&scope, 0), 3), 0x33);
}

TEST_F(Allow, AllocatesTheGrantOnce) {
    uintptr_t before = p_->kernel_break;
    Call(p_, kAllowReadOnly, kDriver, 0, start_, 8);
    uintptr_t after = p_->kernel_break;
    EXPECT_LT(after, before);
    Call(p_, kAllowReadOnly, kDriver, 1, start_, 8);
    Call(p_, kSubscribe, kDriver, 1, 0, 0);
    EXPECT_EQ(p_->kernel_break, after);
}

} // namespace
} // namespace detent
