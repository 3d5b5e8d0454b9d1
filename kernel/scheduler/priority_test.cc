// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/scheduler/priority.h"
}
#include <gtest/gtest.h>

namespace {

TEST(Priority, LowestSlotFirst) {
    const struct scheduler_ops *ops = priority_scheduler.ops;
    for (uint32_t ready : {1u, 0xFFFFFFFFu, 5u}) {
        EXPECT_EQ(ops->next(&priority_scheduler, ready).slot, 0u);
        ops->ran(&priority_scheduler, SCHEDULER_EXPIRED, nullptr);
    }
    EXPECT_EQ(ops->next(&priority_scheduler, 0x80000000).slot, 31u);
    EXPECT_EQ(ops->next(&priority_scheduler, 0xC).slot, 2u);
    EXPECT_EQ(ops->next(&priority_scheduler, 0xC).microseconds,
              static_cast<uint32_t>(SCHEDULER_NO_END));
}

} // namespace
