// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/arch/cortex_m/nap.h"
#include "kernel/arch/cortex_m/nvic.h"
}
#include "kernel/arch/cortex_m/fake_cpu.h"

#include <gtest/gtest.h>

namespace {

class Nap : public testing::Test {
  protected:
    void SetUp() override { fake_cpu_reset(); }
};

TEST_F(Nap, CountsTheCyclesAndSleepsOnce) {
    scs.systick.cvr = 7;
    scb.scr = SCS_SCR_SLEEPDEEP;
    nap(5000);
    EXPECT_EQ(fake_cpu.sleeps, 1);
    EXPECT_EQ(fake_cpu.interrupts_off, 0) << "on again";
    EXPECT_EQ(scs.systick.rvr, 4999u);
    EXPECT_EQ(scs.systick.cvr, 0u) << "begins anew";
    EXPECT_EQ(scb.scr, 0u) << "not deeply: SysTick would stand";
}

TEST_F(Nap, LeavesNoTimerBehind) {
    nap(5000);
    EXPECT_EQ(scs.systick.csr, 0u);
    EXPECT_EQ(scb.icsr, uint32_t(SCS_ICSR_PENDSTCLR)) << "else a time slice would seem to end";
}

TEST_F(Nap, DoesNotSleepWhenAnInterruptWaits) {
    nvic_arrived(3);
    nap(5000);
    EXPECT_EQ(nvic_take(), 3u);
    EXPECT_EQ(fake_cpu.sleeps, 0);
    EXPECT_EQ(fake_cpu.interrupts_off, 0);
    EXPECT_EQ(scs.systick.csr, 0u);
}

} // namespace
