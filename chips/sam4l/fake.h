// SPDX-License-Identifier: Apache-2.0 OR MIT
// For tests: a SAM4L clock tree in RAM whose sources come up at once.
#pragma once

extern "C" {
#include "chips/sam4l/clocks.h"
}

struct FakeClockTree {
    struct sam4l_pm_registers pm = {};
    struct sam4l_scif_registers scif = {};
    struct sam4l_bpm_registers bpm = {};
    struct sam4l_bscif_registers bscif = {};
    struct sam4l_flashcalw_registers flash = {};
    struct sam4l_hcache_registers cache = {};
    struct sam4l_clock_tree tree = {&pm, &scif, &bpm, &bscif, &flash, &cache};

    FakeClockTree() {
        scif.pclksr = SCIF_PCLKSR_OSC0RDY | SCIF_PCLKSR_PLL0LOCK;
        bpm.sr = BPM_SR_PSOK;
        bscif.pclksr = BSCIF_PCLKSR_VREGOK;
        flash.fsr = FLASHCALW_FSR_FRDY | FLASHCALW_FSR_HSMODE;
        cache.sr = HCACHE_SR_CSTS;
    }
};
