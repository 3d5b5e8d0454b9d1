// SPDX-License-Identifier: Apache-2.0 OR MIT
// TRD 104, 4.6.
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

namespace detent {
namespace {

class Memop : public KernelTest {
  protected:
    struct process *p_ = MakeProcess();
    uint32_t start_ = Start(p_);

    void ExpectValue(uint32_t operation, uintptr_t value, uint32_t argument = 0) {
        EXPECT_EQ(Call(p_, kMemop, operation, argument),
                  (Registers{RETURN_SUCCESS_U32, static_cast<uint32_t>(value), 0, 0}));
    }
    void ExpectSuccess(uint32_t operation, uint32_t argument) {
        EXPECT_EQ(Call(p_, kMemop, operation, argument), (Registers{RETURN_SUCCESS, 0, 0, 0}));
    }
    void ExpectFailure(uint32_t operation, uint32_t argument, enum errorcode error) {
        EXPECT_EQ(Call(p_, kMemop, operation, argument), (Registers{RETURN_FAILURE, error, 0, 0}));
    }
};

// libtock-c keeps values of its own in the registers that a call does not return in.
TEST_F(Memop, SetsOnlyTheRegistersItReturnsIn) {
    Call(p_, kMemop, 0, start_ + 512);
    EXPECT_EQ(process_context(p_)->returned_count, 1u);
    Call(p_, kMemop, 2);
    EXPECT_EQ(process_context(p_)->returned_count, 2u);
    Call(p_, kMemop, 99);
    EXPECT_EQ(process_context(p_)->returned_count, 2u);
}

TEST_F(Memop, Brk) { // known-bugs row 2
    ExpectSuccess(0, start_ + 512);
    EXPECT_EQ(p_->app_break, start_ + 512);
    for (uint32_t bad : {0u, start_ - 1, static_cast<uint32_t>(p_->kernel_break),
                         start_ + static_cast<uint32_t>(p_->memory.size), UINT32_MAX}) {
        ExpectFailure(0, bad, E_NOMEM);
        EXPECT_EQ(p_->app_break, start_ + 512);
    }
}

TEST_F(Memop, Sbrk) { // known-bugs row 3
    ExpectValue(1, start_ + 1024, 0);
    ExpectValue(1, start_ + 1024, 64);
    ExpectValue(1, start_ + 1088, 0u - 32);
    ExpectValue(1, start_ + 1056);
    for (uint32_t bad :
         {0x80000000u, 0x7fffffffu, 0x7ffffff0u, 0u - 1057, 0u - 0x10000, 0x10000u}) {
        ExpectFailure(1, bad, E_NOMEM);
        EXPECT_EQ(p_->app_break, start_ + 1056);
    }
}

TEST_F(Memop, Addresses) {
    ExpectValue(2, p_->memory.start);
    ExpectValue(3, p_->memory.start + p_->memory.size);
    ExpectValue(4, p_->flash_start);
    ExpectValue(5, p_->flash_end);
    ExpectValue(6, p_->kernel_break);
    Call(p_, kSubscribe, kDriver, 0, 0, 0);
    ExpectValue(6, p_->kernel_break);
}

TEST_F(Memop, NoFlashRegions) {
    ExpectValue(7, 0);
    ExpectFailure(8, 0, E_FAIL);
    ExpectFailure(9, 0, E_FAIL);
    ExpectFailure(8, UINT32_MAX, E_FAIL);
}

TEST_F(Memop, FlashRegions) {
    static const struct process_flash_region regions[] = {{0x100, 0x80}, {0x200, 0x40}};
    struct process_image image = Image();
    image.flash_regions = regions;
    image.flash_region_count = 2;
    p_ = Create(image);
    process_set_state(p_, PROCESS_RUNNING);
    ExpectValue(7, 2);
    ExpectValue(8, p_->flash_start + 0x100, 0);
    ExpectValue(9, p_->flash_start + 0x180, 0);
    ExpectValue(8, p_->flash_start + 0x200, 1);
    ExpectValue(9, p_->flash_start + 0x240, 1);
    ExpectFailure(8, 2, E_FAIL);
}

TEST_F(Memop, StackAndHeap) {
    ExpectSuccess(10, start_ + 512);
    ExpectSuccess(11, start_ + 600);
    EXPECT_EQ(p_->stack_start, start_ + 512);
    EXPECT_EQ(p_->heap_start, start_ + 600);
    // Success, whatever it says; but nothing outside its RAM is kept.
    ExpectSuccess(10, 0);
    ExpectSuccess(10, UINT32_MAX);
    ExpectSuccess(11, start_ + static_cast<uint32_t>(p_->memory.size));
    EXPECT_EQ(p_->stack_start, start_ + 512);
    EXPECT_EQ(p_->heap_start, start_ + 600);
}

TEST_F(Memop, Unknown) {
    for (uint32_t operation : {12u, 255u, 256u, UINT32_MAX}) {
        ExpectFailure(operation, 0, E_NOSUPPORT);
    }
}

} // namespace
} // namespace detent
