// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/pm.h"
}
#include <gtest/gtest.h>

namespace {

class Pm : public testing::Test {
  protected:
    struct sam4l_pm_registers pm = {};
    const struct sam4l_clock usart3 = {&pm, PM_PBAMASK_USART3, SAM4L_BUS_PBA};
    const struct sam4l_clock cache = {&pm, PM_PBBMASK_HCACHE, SAM4L_BUS_PBB};
};

TEST_F(Pm, EachBusHasItsRegister) {
    volatile uint32_t *const registers[] = {&pm.cpumask, &pm.hsbmask, &pm.pbamask,
                                            &pm.pbbmask, &pm.pbcmask, &pm.pbdmask};
    for (uint8_t bus = SAM4L_BUS_CPU; bus <= SAM4L_BUS_PBD; bus++) {
        sam4l_clock_enable({&pm, 4, static_cast<enum sam4l_bus>(bus)});
        EXPECT_EQ(*registers[bus], 4u) << int(bus);
        // Unlocked for this register: the key and its offset.
        EXPECT_EQ(pm.unlock, 0xAA000020u + 4u * bus);
    }
}

TEST_F(Pm, ClocksOfOthersStay) {
    pm.pbamask = 1;
    sam4l_clock_enable(usart3);
    EXPECT_TRUE(sam4l_clock_is_enabled(usart3));
    EXPECT_FALSE(sam4l_clock_is_enabled(cache));
    EXPECT_EQ(pm.pbamask, 1u | PM_PBAMASK_USART3);
    sam4l_clock_disable(usart3);
    EXPECT_EQ(pm.pbamask, 1u);
}

TEST_F(Pm, SelectsTheMainClock) {
    EXPECT_EQ(sam4l_pm_select(&pm, PM_MCCTRL_MCSEL_PLL0), E_OK);
    EXPECT_EQ(pm.mcctrl, 2u);
    EXPECT_EQ(pm.unlock, 0xAA000000u);
}

TEST_F(Pm, TellsWhyItWasReset) {
    pm.rcause = PM_RCAUSE_WDT;
    EXPECT_EQ(sam4l_pm_reset_cause(&pm), uint32_t(PM_RCAUSE_WDT));
}

TEST_F(Pm, AfterResetItIsQuiet) {
    pm.hsbmask = 0x1E2;
    pm.pbbmask = 0x01;
    pm.pbcmask = 0x1F;
    pm.pbdmask = 0x3F;
    EXPECT_TRUE(sam4l_pm_is_quiet(&pm));
    pm.hsbmask = pm.hsbmask | PM_HSBMASK_PDCA | PM_HSBMASK_HRAMC1;
    pm.pbbmask = pm.pbbmask | PM_PBBMASK_PDCA | PM_PBBMASK_HCACHE;
    EXPECT_TRUE(sam4l_pm_is_quiet(&pm));
}

TEST_F(Pm, AnyFastClockEndsTheQuiet) {
    for (uint32_t bit = 0; bit < 24; bit++) {
        pm.pbamask = 1u << bit;
        EXPECT_FALSE(sam4l_pm_is_quiet(&pm)) << bit;
    }
    pm.pbamask = 0;
    for (uint32_t bit : {3, 4, 9}) { // USBC, CRCCU, AESA.
        pm.hsbmask = 1u << bit;
        EXPECT_FALSE(sam4l_pm_is_quiet(&pm)) << bit;
    }
    pm.hsbmask = 0;
    for (uint32_t bit : {2, 4, 5, 6}) { // HMATRIX, CRCCU, USBC, PEVC.
        pm.pbbmask = 1u << bit;
        EXPECT_FALSE(sam4l_pm_is_quiet(&pm)) << bit;
    }
}

} // namespace
