// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "testing/fake_arch/fake_mpu.h"
}

#include <gtest/gtest.h>

namespace detent {
namespace {

class ProcessCreate : public KernelTest {
  protected:
    struct process_create_result Try(const struct process_image &image) {
        return process_create(&kernel_, &image, &pool_, &process_start_capability);
    }
};

TEST_F(ProcessCreate, LaysOutTheBlock) {
    struct process *p = Create(Image());
    ASSERT_NE(p, nullptr);
    EXPECT_TRUE(process_check_invariants(p));
    EXPECT_EQ(p->app_break, p->memory.start + kFirst);
    EXPECT_GE(p->kernel_break - p->memory.start, kRam);
    // Its own memory is its own and zeroed; the kernel's part is out of reach.
    EXPECT_TRUE(fake_arch_can_write(process_mpu(p), p->memory.start, kFirst));
    EXPECT_FALSE(fake_arch_can_read(process_mpu(p), p->kernel_break, 1));
    EXPECT_TRUE(fake_arch_can_read(process_mpu(p), p->flash_start, kFlashSize));
    EXPECT_FALSE(fake_arch_can_write(process_mpu(p), p->flash_start, 1));
    for (uintptr_t a = p->memory.start; a < p->memory.accessible_end; a++) {
        ASSERT_EQ(*reinterpret_cast<uint8_t *>(a), 0);
    }
}

TEST_F(ProcessCreate, BlocksDoNotOverlap) {
    struct process *a = Create(Image());
    struct process *b = Create(Image());
    EXPECT_GE(b->memory.start, a->memory.start + a->memory.size);
    EXPECT_EQ(pool_.start, b->memory.start + b->memory.size);
    EXPECT_EQ(pool_.start + pool_.size,
              reinterpret_cast<uintptr_t>(fake_arch_ram()) + FAKE_ARCH_RAM_SIZE);
    EXPECT_NE(a->id.value, b->id.value);
}

TEST_F(ProcessCreate, AnUnalignedPoolWillDo) { // known-bugs row 8
    for (uint32_t shift = 1; shift < 64; shift += 7) {
        fake_arch_reset();
        memset(slots_, 0, sizeof(slots_));
        pool_ = {reinterpret_cast<uintptr_t>(fake_arch_ram()) + shift, 8192};
        struct process *p = Create(Image());
        ASSERT_NE(p, nullptr);
        EXPECT_TRUE(process_check_invariants(p));
        EXPECT_GE(p->memory.start, reinterpret_cast<uintptr_t>(fake_arch_ram()) + shift);
    }
}

TEST_F(ProcessCreate, TooBig) { // known-bugs row 17
    struct mpu_pool before = pool_;
    for (uint32_t ram : {uint32_t{FAKE_ARCH_RAM_SIZE}, uint32_t{FAKE_ARCH_RAM_SIZE - 100},
                         UINT32_C(0x7fffffff), UINT32_C(0xffffffff)}) {
        struct process_create_result result = Try(Image(ram));
        EXPECT_EQ(result.error, PROCESS_CREATE_NO_MEMORY);
        EXPECT_GT(result.needed, size_t{FAKE_ARCH_RAM_SIZE});
        EXPECT_EQ(result.available, size_t{FAKE_ARCH_RAM_SIZE});
        EXPECT_TRUE(process_id_is_none(result.process));
    }
    struct process_image image = Image();
    image.minimum_ram = SIZE_MAX;
    EXPECT_EQ(Try(image).error, PROCESS_CREATE_NO_MEMORY);
    EXPECT_EQ(pool_.start, before.start);
    EXPECT_EQ(pool_.size, before.size);
}

TEST_F(ProcessCreate, AsksForNoRam) { // known-bugs row 16
    struct process *p = Create(Image(0));
    ASSERT_NE(p, nullptr);
    EXPECT_TRUE(process_check_invariants(p));
    EXPECT_GT(p->kernel_break - p->app_break, 0u);
}

TEST_F(ProcessCreate, AnyRamSizeHoldsTheInvariants) { // known-bugs row 1
    for (uint32_t granule : {32u, 64u, 256u, 1024u}) {
        for (uint32_t ram = 0; ram < 6000; ram += 37) {
            fake_arch_reset();
            fake_arch.granule = granule;
            memset(slots_, 0, sizeof(slots_));
            images_ = 0;
            pool_ = {reinterpret_cast<uintptr_t>(fake_arch_ram()), FAKE_ARCH_RAM_SIZE};
            struct process *p = Create(Image(ram));
            ASSERT_NE(p, nullptr);
            ASSERT_TRUE(process_check_invariants(p));
            ASSERT_FALSE(fake_arch_can_read(process_mpu(p), p->kernel_break, 1));
        }
    }
}

TEST_F(ProcessCreate, NoSlot) {
    for (int i = 0; i < 4; i++) {
        EXPECT_EQ(Try(Image()).error, PROCESS_CREATE_OK);
    }
    EXPECT_EQ(Try(Image()).error, PROCESS_CREATE_NO_SLOT);
}

TEST_F(ProcessCreate, FlashThatCannotBeProtected) {
    fake_arch.refuse_flash = true;
    EXPECT_EQ(Try(Image()).error, PROCESS_CREATE_FLASH);
    EXPECT_EQ(pool_.size, size_t{FAKE_ARCH_RAM_SIZE});
}

TEST_F(ProcessCreate, FixedRam) {
    struct process_image image = Image();
    image.fixed_ram = pool_.start + 4096;
    struct process *p = Create(image);
    EXPECT_EQ(p->memory.start, image.fixed_ram);
    struct process_image taken = Image();
    taken.fixed_ram = image.fixed_ram;
    EXPECT_EQ(Try(taken).error, PROCESS_CREATE_FIXED_RAM);
    taken.fixed_ram = 0x40000000;
    EXPECT_EQ(Try(taken).error, PROCESS_CREATE_FIXED_RAM);
}

TEST_F(ProcessCreate, UnsoundImages) {
    struct process_image image = Image();
    image.entry = image.flash_start + 4; // In its header.
    EXPECT_EQ(Try(image).error, PROCESS_CREATE_BAD_IMAGE);
    image = Image();
    image.entry = image.flash_start + image.flash_size;
    EXPECT_EQ(Try(image).error, PROCESS_CREATE_BAD_IMAGE);
    image = Image();
    image.protected_size = image.flash_size + 1;
    EXPECT_EQ(Try(image).error, PROCESS_CREATE_BAD_IMAGE);
    image = Image();
    image.flash_size = SIZE_MAX - 8;
    EXPECT_EQ(Try(image).error, PROCESS_CREATE_BAD_IMAGE);
}

TEST_F(ProcessCreate, ErrorNames) {
    EXPECT_STREQ(process_create_error_name(PROCESS_CREATE_NO_MEMORY), "not enough RAM");
    EXPECT_STREQ(process_create_error_name(PROCESS_CREATE_BAD_IMAGE), "bad entry point");
}

} // namespace
} // namespace detent
