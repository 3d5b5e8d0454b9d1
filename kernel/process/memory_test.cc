// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "testing/fake_arch/fake_mpu.h"
}

#include <gtest/gtest.h>

namespace detent {
namespace {

class Memory : public KernelTest {
  protected:
    struct process *p_ = MakeProcess();
    uint32_t start_ = Start(p_);
    uint32_t break_ = static_cast<uint32_t>(p_->app_break);
    uint32_t kernel_ = static_cast<uint32_t>(p_->kernel_break);

    void ExpectBreakRefused(uint32_t value) {
        uintptr_t before = p_->app_break;
        uintptr_t enforced = p_->memory.accessible_end;
        EXPECT_EQ(process_brk(p_, value), E_NOMEM) << std::hex << value;
        EXPECT_EQ(p_->app_break, before);
        EXPECT_EQ(p_->memory.accessible_end, enforced);
        EXPECT_TRUE(process_check_invariants(p_));
    }
};

TEST_F(Memory, BreakEdges) { // known-bugs row 2
    ExpectBreakRefused(0);
    ExpectBreakRefused(start_ - 1);
    ExpectBreakRefused(UINT32_MAX);
    ExpectBreakRefused(kernel_);
    ExpectBreakRefused(kernel_ + 1);
    ExpectBreakRefused(start_ + static_cast<uint32_t>(p_->memory.size));
    EXPECT_EQ(process_brk(p_, start_), E_OK);
    EXPECT_TRUE(process_check_invariants(p_));
    EXPECT_FALSE(fake_arch_can_read(process_mpu(p_), start_, 1));
    EXPECT_EQ(process_brk(p_, (kernel_ - 1) & ~31u), E_OK);
    EXPECT_TRUE(process_check_invariants(p_));
}

TEST_F(Memory, NoBreakReachesTheKernelsPart) {
    for (uint32_t granule : {32u, 64u, 256u}) {
        fake_arch.granule = granule;
        for (uint32_t to = start_; to < kernel_ + 64; to++) {
            if (process_brk(p_, to) == E_OK) {
                ASSERT_EQ(p_->app_break, to);
            }
            ASSERT_TRUE(process_check_invariants(p_));
            ASSERT_FALSE(fake_arch_can_read(process_mpu(p_), p_->kernel_break, 1));
            ASSERT_TRUE(fake_arch_can_write(process_mpu(p_), start_, p_->app_break - start_));
        }
    }
}

TEST_F(Memory, GrownMemoryIsZero) {
    ASSERT_EQ(process_brk(p_, start_ + 100), E_OK);
    memset(reinterpret_cast<void *>(uintptr_t{start_} + 100), 0x5a, 900);
    ASSERT_EQ(process_brk(p_, start_ + 700), E_OK);
    for (uintptr_t a = start_ + 100; a < p_->memory.accessible_end; a++) {
        ASSERT_EQ(*reinterpret_cast<uint8_t *>(a), 0);
    }
}

// Within what was accessible already, too: up to the new break, and no further.
TEST_F(Memory, GrownMemoryIsZeroWhereTheProcessHasWritten) {
    fake_arch.granule = 256;
    ASSERT_EQ(process_brk(p_, start_ + 520), E_OK);
    auto *bytes = reinterpret_cast<uint8_t *>(uintptr_t{start_});
    ASSERT_EQ(p_->memory.accessible_end, start_ + 768);
    memset(bytes + 520, 0x5a, 248);
    ASSERT_EQ(process_brk(p_, start_ + 584), E_OK);
    for (size_t i = 520; i < 768; i++) {
        ASSERT_EQ(bytes[i], i < 584 ? 0 : 0x5a) << i;
    }
    // Down and up again.
    memset(bytes + 500, 0x5a, 268);
    ASSERT_EQ(process_brk(p_, start_ + 512), E_OK);
    ASSERT_EQ(process_brk(p_, start_ + 513), E_OK);
    for (size_t i = 500; i < 768; i++) {
        ASSERT_EQ(bytes[i], i < 512 ? 0x5a : 0) << i;
    }
}

TEST_F(Memory, ShrinkingTakesAccessAway) { // known-bugs row 6
    EXPECT_TRUE(fake_arch_can_write(process_mpu(p_), break_ - 32, 32));
    EXPECT_EQ(process_brk(p_, break_ - 32), E_OK);
    EXPECT_FALSE(fake_arch_can_write(process_mpu(p_), break_ - 32, 1));
}

TEST_F(Memory, MayWrite) {
    EXPECT_TRUE(process_may_write(p_, start_, 1024));
    EXPECT_TRUE(process_may_write(p_, break_ - 1, 1));
    EXPECT_FALSE(process_may_write(p_, start_, 1025)); // known-bugs row 27
    EXPECT_FALSE(process_may_write(p_, start_ - 1, 2));
    EXPECT_FALSE(process_may_write(p_, break_, 1));
    EXPECT_FALSE(process_may_write(p_, kernel_, 4));
    EXPECT_FALSE(process_may_write(p_, start_, UINT32_MAX));
    EXPECT_FALSE(process_may_write(p_, 0xfffffff0, 0x20)); // known-bugs row 30
    EXPECT_FALSE(process_may_write(p_, start_ + 16, 0u - 8));
    EXPECT_FALSE(process_may_write(p_, static_cast<uint32_t>(p_->flash_allowed), 1));
}

TEST_F(Memory, NothingLiesAnywhere) { // known-bugs row 18
    EXPECT_TRUE(process_may_write(p_, 0, 0));
    EXPECT_TRUE(process_may_write(p_, UINT32_MAX, 0));
    EXPECT_TRUE(process_may_read(p_, 0x12345678, 0));
}

TEST_F(Memory, MayRead) {
    uint32_t flash = static_cast<uint32_t>(p_->flash_start);
    EXPECT_TRUE(process_may_read(p_, start_, 1024));
    EXPECT_TRUE(process_may_read(p_, flash + kProtected, kFlashSize - kProtected));
    EXPECT_FALSE(process_may_read(p_, flash + kProtected - 1, 2));
    EXPECT_FALSE(process_may_read(p_, flash, 4));
    EXPECT_FALSE(process_may_read(p_, flash + kFlashSize - 1, 2));
    EXPECT_FALSE(process_may_read(p_, flash + kProtected, UINT32_MAX));
    EXPECT_FALSE(process_may_read(p_, 0, 4));
}

TEST_F(Memory, MayExecute) {
    uint32_t flash = static_cast<uint32_t>(p_->flash_start);
    EXPECT_TRUE(process_may_execute(p_, flash + kProtected));
    EXPECT_TRUE(process_may_execute(p_, flash + kProtected + 1));
    EXPECT_TRUE(process_may_execute(p_, flash + kFlashSize - 1));
    EXPECT_FALSE(process_may_execute(p_, flash + kFlashSize));
    EXPECT_FALSE(process_may_execute(p_, flash + kProtected - 1));
    EXPECT_FALSE(process_may_execute(p_, start_));
    EXPECT_FALSE(process_may_execute(p_, 1));
    EXPECT_FALSE(process_may_execute(p_, UINT32_MAX));
}

TEST_F(Memory, TheBreakStaysAboveHeldBuffers) { // known-bugs row 4
    process_hold(p_, break_ - 100, 50);
    ExpectBreakRefused(break_ - 51);
    EXPECT_EQ(process_brk(p_, break_ - 50), E_OK);
    process_hold(p_, start_, 10); // A lower one does not pull it down.
    ExpectBreakRefused(break_ - 51);
    process_hold(p_, UINT32_MAX, 0); // Nothing.
    process_hold(p_, static_cast<uint32_t>(p_->flash_allowed), 16);
    EXPECT_EQ(p_->high_water, break_ - 50);
}

TEST_F(Memory, AllocatesBelowWhatTheKernelHas) {
    auto *memory = static_cast<uint8_t *>(process_allocate(p_, 13));
    ASSERT_NE(memory, nullptr);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(memory) % 8, 0u);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(memory), p_->kernel_break);
    EXPECT_EQ(p_->kernel_break, kernel_ - 16);
    for (int i = 0; i < 13; i++) {
        EXPECT_EQ(memory[i], 0);
    }
    EXPECT_TRUE(process_check_invariants(p_));
}

TEST_F(Memory, AllocationStopsAtTheBreak) {
    EXPECT_EQ(process_allocate(p_, SIZE_MAX), nullptr);
    EXPECT_EQ(process_allocate(p_, kernel_ - break_), nullptr);
    EXPECT_EQ(process_allocate(p_, kernel_ - break_ - 1), nullptr);
    EXPECT_EQ(p_->kernel_break, kernel_);
    while (process_allocate(p_, 40) != nullptr) {
        ASSERT_TRUE(process_check_invariants(p_));
        ASSERT_FALSE(fake_arch_can_read(process_mpu(p_), p_->kernel_break, 1));
    }
    EXPECT_LT(p_->kernel_break - p_->app_break, 64u);
}

TEST_F(Memory, NoAllocationThatCannotBeProtected) { // known-bugs row 1
    fake_arch.granule = 256;
    ASSERT_EQ(process_brk(p_, start_ + 1025), E_OK); // Enforced: up to the next multiple of 256.
    uintptr_t room = p_->kernel_break - p_->memory.accessible_end;
    EXPECT_EQ(process_allocate(p_, room + 8), nullptr);
    EXPECT_NE(process_allocate(p_, room), nullptr);
    EXPECT_TRUE(process_check_invariants(p_));
}

} // namespace
} // namespace detent
