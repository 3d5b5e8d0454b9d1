// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/flash.h"
}
#include <gtest/gtest.h>

namespace {

TEST(Flash, OneWaitStateAndNoInterrupts) {
    struct sam4l_flashcalw_registers flash = {};
    flash.fcr = 0xFF;
    sam4l_flash_set_wait_state(&flash);
    EXPECT_EQ(flash.fcr, 0x40u);
}

TEST(Flash, HighSpeedIsACommandWithAKey) {
    struct sam4l_flashcalw_registers flash = {};
    flash.fsr = FLASHCALW_FSR_FRDY | FLASHCALW_FSR_HSMODE;
    EXPECT_EQ(sam4l_flash_start_high_speed(&flash), E_OK);
    EXPECT_EQ(flash.fcmd, 0xA5000010u);
}

TEST(Flash, ReportsThatHighSpeedDidNotCome) {
    struct sam4l_flashcalw_registers flash = {};
    flash.fsr = FLASHCALW_FSR_FRDY;
    EXPECT_EQ(sam4l_flash_start_high_speed(&flash), E_FAIL);
}

TEST(Flash, CacheGetsItsClocks) {
    struct sam4l_hcache_registers cache = {};
    struct sam4l_pm_registers pm = {};
    cache.sr = HCACHE_SR_CSTS;
    EXPECT_EQ(sam4l_flash_start_cache(&cache, &pm), E_OK);
    EXPECT_EQ(cache.ctrl, uint32_t(HCACHE_CTRL_CEN));
    EXPECT_EQ(pm.hsbmask, uint32_t(PM_HSBMASK_HRAMC1));
    EXPECT_EQ(pm.pbbmask, uint32_t(PM_PBBMASK_HCACHE));
}

} // namespace
