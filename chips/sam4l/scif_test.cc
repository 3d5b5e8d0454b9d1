// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/scif.h"
}
#include <gtest/gtest.h>

namespace {

TEST(Scif, RcfastRunsAt12MHzWithItsCalibration) {
    struct sam4l_scif_registers scif = {};
    scif.rcfastcfg = 0x00550000 | SCIF_RCFASTCFG_TUNEEN | REGISTER_VALUE(SCIF_RCFASTCFG_FRANGE, 1);
    EXPECT_EQ(sam4l_scif_start_rcfast(&scif), E_OK);
    EXPECT_EQ(scif.rcfastcfg, 0x00550000 | SCIF_RCFASTCFG_FRANGE_12MHZ | SCIF_RCFASTCFG_EN);
    sam4l_scif_stop_rcfast(&scif);
    EXPECT_EQ(scif.rcfastcfg, 0x00550000u | SCIF_RCFASTCFG_FRANGE_12MHZ);
}

TEST(Scif, Osc0HasACrystalOf16MHz) {
    struct sam4l_scif_registers scif = {};
    scif.pclksr = SCIF_PCLKSR_OSC0RDY;
    EXPECT_EQ(sam4l_scif_start_osc0(&scif), E_OK);
    EXPECT_EQ(scif.oscctrl0, 0x00010E07u);
    EXPECT_EQ(scif.unlock, 0xAA000020u);
}

TEST(Scif, Osc0WithoutCrystalIsOffAgain) {
    struct sam4l_scif_registers scif = {};
    EXPECT_EQ(sam4l_scif_start_osc0(&scif), E_FAIL);
    EXPECT_EQ(scif.oscctrl0, 0u);
}

TEST(Scif, PllMakes48MHz) {
    struct sam4l_scif_registers scif = {};
    scif.pclksr = SCIF_PCLKSR_PLL0LOCK;
    EXPECT_EQ(sam4l_scif_start_pll(&scif), E_OK);
    // Read back as the datasheet computes it: f = f_OSC * (MUL + 1) / DIV, halved by OPT bit 1.
    const uint32_t multiplier = (scif.pll >> 16 & 15) + 1;
    const uint32_t divider = scif.pll >> 8 & 15;
    const uint32_t vco = 16 * multiplier / divider;
    EXPECT_EQ(scif.pll & 1, 1u);
    EXPECT_EQ(scif.pll >> 1 & 3, 0u); // From OSC0.
    EXPECT_GE(vco, 80u);
    EXPECT_LE(vco, 180u);
    EXPECT_EQ(scif.pll >> 3 & 7, 2u);
    EXPECT_EQ(vco / 2, 48u);
    EXPECT_EQ(scif.unlock, 0xAA000024u);
}

TEST(Scif, PllThatDoesNotLockIsOffAgain) {
    struct sam4l_scif_registers scif = {};
    EXPECT_EQ(sam4l_scif_start_pll(&scif), E_FAIL);
    EXPECT_EQ(scif.pll, 0u);
}

} // namespace
