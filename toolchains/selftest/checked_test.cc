// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "toolchains/selftest/checked.h"
}

#include <gtest/gtest.h>

#include <csignal>

namespace {

// A trap is an undefined instruction: it cannot be mistaken for a stray access.
const auto trapped = testing::KilledBySignal(SIGILL);

TEST(Checked, PassesWhatIsInRange) {
    EXPECT_EQ(checked_element(3), 7U);
    EXPECT_EQ(checked_shift(1, 31), 0x80000000U);
    EXPECT_EQ(checked_divide(7, 2), 3U);
    const struct checked object = {9};
    EXPECT_EQ(checked_number(&object), 9U);
}

TEST(CheckedDeathTest, IndexTraps) {
    EXPECT_EXIT(checked_element(4), trapped, "");
}

TEST(CheckedDeathTest, ShiftTraps) {
    EXPECT_EXIT(checked_shift(1, 32), trapped, "");
}

TEST(CheckedDeathTest, DivisionTraps) {
    EXPECT_EXIT(checked_divide(1, 0), trapped, "");
}

TEST(CheckedDeathTest, NullTraps) {
    EXPECT_EXIT(checked_number(nullptr), trapped, "");
}

} // namespace
