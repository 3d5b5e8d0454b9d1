// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/fake.h"
extern "C" {
#include "chips/sam4l/wdt.h"
}
#include <gtest/gtest.h>

namespace {

class Wdt : public testing::Test {
  protected:
    struct sam4l_pm_registers pm = {};
    struct sam4l_wdt_registers registers = {};
    const struct sam4l_wdt wdt = {&registers, {&pm, PM_PBDMASK_WDT, SAM4L_BUS_PBD}};

    void SetUp() override {
        registers.ctrl = 0x00010080; // After a reset.
        registers.sr = WDT_SR_CLEARED;
    }
};

TEST_F(Wdt, RunsFromThe32kHzClock) {
    ASSERT_EQ(sam4l_wdt_start(&wdt, 1000), E_OK);
    EXPECT_EQ(pm.pbdmask, uint32_t(PM_PBDMASK_WDT));
    // The second key; PSEL 14 is 32768 cycles; TBAN 0, basic mode.
    EXPECT_EQ(registers.ctrl, 0xAA000000u | WDT_CTRL_EN | WDT_CTRL_DAR | WDT_CTRL_FCD |
                                  WDT_CTRL_CEN | WDT_CTRL_CSSEL | 14u << 8);
}

TEST_F(Wdt, PeriodIsAtLeastAndLessThanTwiceWhatIsAskedFor) {
    for (uint32_t ms : {1u, 10u, 100u, 999u, 1000u, 1001u, 60000u, 131072000u}) {
        ASSERT_EQ(sam4l_wdt_start(&wdt, ms), E_OK);
        const uint64_t cycles = uint64_t{2} << (registers.ctrl >> 8 & 31);
        EXPECT_GE(cycles * 1000, uint64_t{ms} * 32768) << ms;
        EXPECT_LT(cycles * 1000, 2 * uint64_t{ms} * 32768) << ms;
    }
}

TEST_F(Wdt, RefusesWhatItCannotTime) {
    EXPECT_EQ(sam4l_wdt_start(&wdt, 0), E_INVAL);
    EXPECT_EQ(sam4l_wdt_start(&wdt, 131072001), E_INVAL);
}

TEST_F(Wdt, LockedCannotBeChanged) {
    registers.ctrl = registers.ctrl | WDT_CTRL_SFV;
    EXPECT_EQ(sam4l_wdt_start(&wdt, 1000), E_FAIL);
    EXPECT_EQ(sam4l_wdt_stop(&wdt), E_FAIL);
}

TEST_F(Wdt, TickleIsTwoWritesWithKeys) {
    sam4l_wdt_tickle(&wdt);
    EXPECT_EQ(registers.clr, 0xAA000001u);
}

TEST_F(Wdt, TickleWaitsForTheOneBefore) {
    registers.sr = 0;
    sam4l_wdt_tickle(&wdt);
    EXPECT_EQ(registers.clr, 0u);
}

TEST_F(Wdt, StopKeepsTheClock) {
    ASSERT_EQ(sam4l_wdt_start(&wdt, 1000), E_OK);
    ASSERT_EQ(sam4l_wdt_stop(&wdt), E_OK);
    EXPECT_EQ(registers.ctrl & WDT_CTRL_EN, 0u);
    EXPECT_NE(registers.ctrl & WDT_CTRL_CEN, 0u);
}

} // namespace
