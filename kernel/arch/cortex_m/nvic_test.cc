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
    void SetUp() override { fake_cpu_reset(); }
    // What one test leaves is not the next one's.
    void TearDown() override {
        while (nvic_is_pending()) {
            nvic_take();
        }
    }
    static void Interrupt(uint32_t line) {
        fake_cpu.exception = 16 + line;
        interrupt_handler();
    }
};

TEST_F(Nvic, EnablesALine) {
    nvic_enable(69);
    EXPECT_EQ(scs.nvic.iser[2], 1u << 5);
}

// Row 24: a pulse, whose pending state the processor clears on entering the handler, is not lost.
// Known bug 24.
TEST_F(Nvic, HandlerMasksTheLineAndQueuesIt) {
    EXPECT_FALSE(nvic_is_pending());
    Interrupt(69);
    EXPECT_EQ(scs.nvic.icer[2], 1u << 5);
    EXPECT_EQ(scb.icsr, 1u << 28) << "PENDSVSET: a process is switched out";
    EXPECT_TRUE(nvic_is_pending());
    EXPECT_EQ(nvic_take(), 69u);
    EXPECT_EQ(scb.icsr, 1u << 27) << "PENDSVCLR: it has been seen to";
    EXPECT_FALSE(nvic_is_pending());
    nvic_serviced(69);
    EXPECT_EQ(scs.nvic.icpr[2], 1u << 5) << "what was dealt with does not come again";
    EXPECT_EQ(scs.nvic.iser[2], 1u << 5);
}

TEST_F(Nvic, FirstComeFirstServed) {
    Interrupt(95);
    Interrupt(3);
    EXPECT_EQ(nvic_take(), 95u);
    Interrupt(239);
    EXPECT_EQ(nvic_take(), 3u);
    EXPECT_EQ(nvic_take(), 239u);
    EXPECT_FALSE(nvic_is_pending());
}

// Every line that may interrupt has a place, wherever in the queue it begins.
TEST_F(Nvic, HasRoomForAllAtOnce) {
    for (uint32_t round = 0; round < 50; round++) {
        for (uint32_t line = 0; line < NVIC_ENABLED_MAX; line++) {
            Interrupt(round + line);
        }
        for (uint32_t line = 0; line < NVIC_ENABLED_MAX; line++) {
            ASSERT_EQ(nvic_take(), round + line);
        }
        ASSERT_FALSE(nvic_is_pending());
        Interrupt(7);
        ASSERT_EQ(nvic_take(), 7u);
    }
}

TEST_F(Nvic, SystickSwitchesAProcessOut) {
    systick_handler();
    EXPECT_EQ(scb.icsr, 1u << 28);
}

// The rest of a slice can be shorter than the handler: it would come again before it is over.
TEST_F(Nvic, SystickComesOnce) {
    scs.systick.csr = 7;
    systick_handler();
    EXPECT_EQ(scs.systick.csr, 0u);
}

TEST_F(Nvic, BootLeavesNothingEnabledAndTheKernelLowest) {
    scs.ictr = 2; // 96 lines.
    handler_init();
    EXPECT_EQ(scs.nvic.icer[2], UINT32_MAX);
    EXPECT_EQ(scs.nvic.icpr[0], UINT32_MAX);
    EXPECT_EQ(scs.nvic.icpr[3], 0u) << "no such line";
    EXPECT_EQ(scb.shpr[0], 0x00FFFFFFu);
    EXPECT_EQ(scb.shpr[1], 0xFF000000u);
    EXPECT_EQ(scb.shpr[2], 0x00FF0000u) << "PendSV; SysTick is above it";
    EXPECT_EQ(scb.shcsr, 1u << 16 | 1u << 18);
    EXPECT_EQ(scs_mpu.ctrl, 0u);
}

TEST_F(Nvic, BootWithAllTheLinesThereCanBe) {
    scs.ictr = 7;
    handler_init();
    EXPECT_EQ(scs.nvic.icer[7], UINT32_MAX);
}

TEST_F(Nvic, EnabledLinesAreHighest) {
    scs.nvic.ipr[41] = 0xE0;
    scs.nvic.ipr[42] = 0xE0;
    nvic_enable(42);
    EXPECT_EQ(scs.nvic.ipr[42], 0u);
    EXPECT_EQ(scs.nvic.ipr[41], 0xE0u);
}

TEST(NvicDeath, NoSuchLineTraps) {
    EXPECT_DEATH(nvic_enable(nvic_lines), "");
    EXPECT_DEATH(nvic_enable(UINT32_MAX), "");
}

} // namespace
