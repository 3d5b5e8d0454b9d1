// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/fake.h"

#include <gtest/gtest.h>

namespace {

TEST(Clocks, EndAt48MHzFromThePll) {
    FakeClockTree fake;
    EXPECT_EQ(sam4l_clocks_start(&fake.tree), nullptr);
    EXPECT_EQ(sam4l_clocks_frequency(), 48000000u);
    EXPECT_EQ(fake.pm.mcctrl, uint32_t(PM_MCCTRL_MCSEL_PLL0));
    EXPECT_EQ(fake.flash.fcr, uint32_t(FLASHCALW_FCR_FWS));
    EXPECT_EQ(fake.bpm.pmcon & BPM_PMCON_PS, uint32_t(BPM_PMCON_PS_RUN2));
    EXPECT_NE(fake.bpm.pmcon & BPM_PMCON_CK32S, 0u);
    EXPECT_EQ(fake.scif.rcfastcfg & SCIF_RCFASTCFG_EN, 0u);
    EXPECT_EQ(fake.cache.ctrl, uint32_t(HCACHE_CTRL_CEN));
    EXPECT_NE(fake.bscif.rc32kcr & BSCIF_RC32KCR_EN, 0u);
}

TEST(Clocks, AfterABootLoaderThatRanFast) {
    FakeClockTree fake;
    fake.pm.mcctrl = PM_MCCTRL_MCSEL_PLL0;
    fake.bpm.pmcon = BPM_PMCON_PS_RUN2;
    fake.scif.rcfastcfg = SCIF_RCFASTCFG_EN;
    EXPECT_EQ(sam4l_clocks_start(&fake.tree), nullptr);
    EXPECT_EQ(sam4l_clocks_frequency(), 48000000u);
}

void expect_slow(const FakeClockTree &fake, const char *problem, const char *word) {
    ASSERT_NE(problem, nullptr);
    EXPECT_NE(std::string(problem).find(word), std::string::npos) << problem;
    EXPECT_EQ(sam4l_clocks_frequency(), 12000000u);
    EXPECT_EQ(fake.pm.mcctrl, uint32_t(PM_MCCTRL_MCSEL_RCFAST));
    EXPECT_NE(fake.scif.rcfastcfg & SCIF_RCFASTCFG_EN, 0u);
    // What does not depend on it works all the same.
    EXPECT_EQ(fake.cache.ctrl, uint32_t(HCACHE_CTRL_CEN));
    EXPECT_NE(fake.bpm.pmcon & BPM_PMCON_CK32S, 0u);
}

TEST(Clocks, WithoutCrystalAt12MHz) {
    FakeClockTree fake;
    fake.scif.pclksr = SCIF_PCLKSR_PLL0LOCK;
    expect_slow(fake, sam4l_clocks_start(&fake.tree), "OSC0");
}

TEST(Clocks, WithoutPllAt12MHz) {
    FakeClockTree fake;
    fake.scif.pclksr = SCIF_PCLKSR_OSC0RDY;
    expect_slow(fake, sam4l_clocks_start(&fake.tree), "PLL0");
}

TEST(Clocks, WithoutVoltageAt12MHz) {
    FakeClockTree fake;
    fake.bpm.sr = 0;
    expect_slow(fake, sam4l_clocks_start(&fake.tree), "voltage");
    EXPECT_EQ(fake.flash.fcmd, 0u); // High speed needs the voltage.
}

TEST(Clocks, WithoutFastFlashAt12MHz) {
    FakeClockTree fake;
    fake.flash.fsr = FLASHCALW_FSR_FRDY;
    expect_slow(fake, sam4l_clocks_start(&fake.tree), "flash");
}

} // namespace
