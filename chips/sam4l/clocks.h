// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L clock tree: from what a reset or a boot loader left to 48 MHz.
//
// The main clock is PLL0 from OSC0 with a 16 MHz crystal, as on imix and hail; CPU and all buses
// run at its rate. The 32 kHz clock of the alarm and the watchdog is RC32K. The way there:
//   1. one flash wait state: right now and later;
//   2. core voltage to RUN2 (power scaling mode 2), which 48 MHz needs: it rises meanwhile;
//   3. main clock to RCSYS, so that RCFAST can be set to 12 MHz, and to RCFAST: OSC0 takes 9 ms to
//      start, which is a long time at RCSYS's 115 kHz, and this is what remains if it does not;
//   4. OSC0; the voltage must be there now; the flash to high speed;
//   5. PLL0, main clock to PLL0, RCFAST off;
//   6. instruction cache; RC32K.
// The clock dividers of PM must be as after a reset.
#pragma once

#include "chips/sam4l/bpm.h"
#include "chips/sam4l/bscif.h"
#include "chips/sam4l/flash.h"
#include "chips/sam4l/pm.h"
#include "chips/sam4l/scif.h"

struct sam4l_clock_tree {
    struct sam4l_pm_registers *pm;
    struct sam4l_scif_registers *scif;
    struct sam4l_bpm_registers *bpm;
    struct sam4l_bscif_registers *bscif;
    struct sam4l_flashcalw_registers *flash;
    struct sam4l_hcache_registers *cache;
};

// The chip's own.
extern const struct sam4l_clock_tree sam4l_clock_tree;

// Starts the clocks. Once, first of all. Returns null, or a few words that say what failed; then
// sam4l_clocks_frequency() says what the chip runs at: 48 MHz, 12 MHz (RCFAST) or 115200 Hz
// (RCSYS). The chip works then, slower, but for what failed: without RC32K there is no alarm.
[[nodiscard]] const char *sam4l_clocks_start(const struct sam4l_clock_tree *tree);

// The rate of the CPU and of every bus, in Hz.
uint32_t sam4l_clocks_frequency(void);
