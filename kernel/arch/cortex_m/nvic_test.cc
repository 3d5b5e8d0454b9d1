// SPDX-License-Identifier: Apache-2.0 OR MIT
// Interrupt lines, from the handler that masks them to the main loop that services them.
extern "C" {
#include "kernel/arch/cortex_m/handler.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/arch/cortex_m/vectors.h"
}
#include "kernel/arch/cortex_m/fake_cpu.h"

#include <gtest/gtest.h>

namespace {

class Nvic : public testing::Test {
  protected:
    void SetUp() override {
        for (uint32_t line = 0; line < NVIC_LINES_MAX; line++) {
            nvic_disable(line);
        }
        fake_cpu_reset();
    }
    static constexpr uint32_t kPendSv = 1u << 28;
};

TEST_F(Nvic, EnablesAndDisablesALine) {
    nvic_enable(69);
    EXPECT_EQ(scs.nvic.iser[2], 1u << 5);
    nvic_disable(69);
    EXPECT_EQ(scs.nvic.icer[2], 1u << 5);
    EXPECT_EQ(scs.nvic.icpr[2], 1u << 5);
}

TEST_F(Nvic, FindsTheLowestPendingOfTheEnabled) {
    scs.nvic.ispr[0] = 1u << 3;
    scs.nvic.ispr[2] = 1u << 5 | 1u << 31;
    scs.icsr = kPendSv;
    EXPECT_EQ(nvic_next_pending(), NVIC_NONE);
    nvic_enable(95);
    scs.icsr = kPendSv;
    EXPECT_EQ(nvic_next_pending(), 95u);
    nvic_enable(69);
    EXPECT_EQ(nvic_next_pending(), 69u);
    scs.nvic.iser[2] = 0;
    nvic_serviced(69);
    EXPECT_EQ(scs.nvic.icpr[2], 1u << 5);
    EXPECT_EQ(scs.nvic.iser[2], 1u << 5);
    nvic_disable(69);
    EXPECT_EQ(nvic_next_pending(), 95u);
}

// What a handler pended is withdrawn before each search: one that comes meanwhile shows again.
TEST_F(Nvic, SearchesWhenAHandlerRan) {
    nvic_enable(3);
    scs.nvic.ispr[0] = 1u << 3;
    EXPECT_FALSE(nvic_may_be_pending());
    scs.icsr = kPendSv;
    EXPECT_TRUE(nvic_may_be_pending());
    EXPECT_EQ(nvic_next_pending(), 3u);
    EXPECT_EQ(scs.icsr, 1u << 27) << "PENDSVCLR";
    EXPECT_EQ(nvic_next_pending(), 3u) << "not serviced yet";
    scs.nvic.ispr[0] = 0;
    EXPECT_EQ(nvic_next_pending(), NVIC_NONE);
}

// Row 24: the handler keeps a pulse pending, which entering it had cleared.
// Known bug 24.
TEST_F(Nvic, HandlerMasksTheLineAndKeepsItPending) {
    nvic_enable(69);
    scs.nvic.iser[2] = 0;
    fake_cpu.exception = 16 + 69;
    interrupt_handler();
    EXPECT_EQ(scs.nvic.icer[2], 1u << 5);
    EXPECT_EQ(scs.nvic.ispr[2], 1u << 5);
    EXPECT_EQ(scs.icsr, 1u << 28) << "PENDSVSET: a process is switched out";
    EXPECT_EQ(nvic_next_pending(), 69u);
    nvic_enable(69);
    EXPECT_EQ(scs.nvic.iser[2], 1u << 5);
}

TEST_F(Nvic, SystickSwitchesAProcessOut) {
    systick_handler();
    EXPECT_EQ(scs.icsr, 1u << 28);
}

TEST_F(Nvic, BootLeavesNothingEnabledAndTheKernelLowest) {
    handler_init();
    EXPECT_EQ(scs.nvic.icer[7], UINT32_MAX);
    EXPECT_EQ(scs.nvic.icpr[0], UINT32_MAX);
    EXPECT_EQ(scs.shpr[0], 0x00FFFFFFu);
    EXPECT_EQ(scs.shpr[1], 0xFF000000u);
    EXPECT_EQ(scs.shpr[2], 0x00FF0000u) << "PendSV; SysTick is above it";
    EXPECT_EQ(scs.shcsr, 1u << 16 | 1u << 18);
    EXPECT_EQ(scs.mpu.ctrl, 0u);
}

TEST(NvicDeath, NoSuchLineTraps) {
    EXPECT_DEATH(nvic_enable(NVIC_LINES_MAX), "");
    EXPECT_DEATH(nvic_disable(UINT32_MAX), "");
    EXPECT_DEATH(nvic_serviced(NVIC_LINES_MAX), "");
}

} // namespace
