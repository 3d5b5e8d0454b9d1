// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/wait.h"
}
#include "chips/sam4l/fake_nap.h"

#include <gtest/gtest.h>

#include <numeric>

namespace {

class Wait : public testing::Test {
  protected:
    void SetUp() override { fake_nap = FakeNap(); }
    volatile uint32_t content = 0xF5;
};

TEST_F(Wait, DoesNotSleepIfItIsThere) {
    EXPECT_TRUE(wait_asleep(&content, 0x0F, 0x05, 100));
    EXPECT_TRUE(fake_nap.cycles.empty());
}

TEST_F(Wait, NapsTwiceAsLongEachTime) {
    fake_nap.nap = [this](uint32_t) { content = content + 1; };
    EXPECT_TRUE(wait_asleep(&content, 0x0F, 0x08, 100));
    EXPECT_EQ(fake_nap.cycles, (std::vector<uint32_t>{100, 200, 400}));
}

TEST_F(Wait, Ends) {
    for (uint32_t first : {2u, 1024u, 5120u}) {
        fake_nap = FakeNap();
        EXPECT_FALSE(wait_asleep(&content, 1, 0, first));
        uint64_t total = std::accumulate(fake_nap.cycles.begin(), fake_nap.cycles.end(), 0u);
        EXPECT_LE(total, 1u << 21);
        EXPECT_GE(total, 1u << 20);
        EXPECT_LE(fake_nap.cycles.back(), 1u << 20);
    }
}

} // namespace
