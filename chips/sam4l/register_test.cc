// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/register.h"
}
#include <gtest/gtest.h>

namespace {

TEST(Register, FieldsAndValues) {
    EXPECT_EQ(REGISTER_FIELD(0, 1), 1u);
    EXPECT_EQ(REGISTER_FIELD(16, 5), 0x001F0000u);
    EXPECT_EQ(REGISTER_FIELD(0, 32), 0xFFFFFFFFu);
    EXPECT_EQ(REGISTER_FIELD(31, 1), 0x80000000u);
    EXPECT_EQ(REGISTER_VALUE(REGISTER_FIELD(24, 8), 0xAA), 0xAA000000u);
    EXPECT_EQ(REGISTER_VALUE(REGISTER_FIELD(8, 24), 0x524E47), 0x524E4700u);
}

TEST(Register, WaitSeesTheMaskedBitsOnly) {
    const volatile uint32_t content = 0xF5;
    EXPECT_TRUE(register_wait(&content, 0x0F, 0x05));
    EXPECT_TRUE(register_wait(&content, 0x02, 0));
}

TEST(Register, WaitEnds) {
    const volatile uint32_t content = 0;
    EXPECT_FALSE(register_wait(&content, 1, 1));
}

TEST(Register, LockedWriteNamesTheOffsetFirst) {
    struct {
        volatile uint32_t other;
        volatile uint32_t target;
        volatile uint32_t unlock;
    } block = {};
    register_write_locked(&block, &block.unlock, &block.target, 7);
    EXPECT_EQ(block.unlock, 0xAA000004u);
    EXPECT_EQ(block.target, 7u);
    EXPECT_EQ(block.other, 0u);
}

} // namespace
