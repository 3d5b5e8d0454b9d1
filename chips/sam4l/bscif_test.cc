// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/bscif.h"
}
#include <gtest/gtest.h>

namespace {

TEST(Bscif, StartsRc32kWithItsOwnCalibration) {
    struct sam4l_bscif_registers bscif = {};
    bscif.rc32ktune = 0x00120034;
    EXPECT_EQ(sam4l_bscif_start_rc32k(&bscif), E_OK);
    EXPECT_EQ(bscif.rc32kcr, BSCIF_RC32KCR_EN | BSCIF_RC32KCR_EN32K | BSCIF_RC32KCR_TCEN);
    EXPECT_EQ(bscif.rc32ktune, 0x00120034u);
}

TEST(Bscif, TunesAnUncalibratedOne) {
    struct sam4l_bscif_registers bscif = {};
    EXPECT_EQ(sam4l_bscif_start_rc32k(&bscif), E_OK);
    EXPECT_EQ(bscif.rc32ktune, 0x001D0015u);
}

TEST(Bscif, SeesTheRegulator) {
    struct sam4l_bscif_registers bscif = {};
    EXPECT_FALSE(sam4l_bscif_regulator_is_ready(&bscif));
    bscif.pclksr = BSCIF_PCLKSR_VREGOK;
    EXPECT_TRUE(sam4l_bscif_regulator_is_ready(&bscif));
}

} // namespace
