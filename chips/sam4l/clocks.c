// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/clocks.h"

enum : uint32_t { RCSYS_HZ = 115200, RCFAST_HZ = 12000000, PLL_HZ = 48000000 };

const struct sam4l_clock_tree sam4l_clock_tree = {
    .pm = SAM4L_PM,
    .scif = SAM4L_SCIF,
    .bpm = SAM4L_BPM,
    .bscif = SAM4L_BSCIF,
    .flash = SAM4L_FLASHCALW,
    .cache = SAM4L_HCACHE,
};

static uint32_t frequency = RCSYS_HZ;

static enum errorcode select(const struct sam4l_clock_tree *tree, uint32_t source, uint32_t hertz) {
    enum errorcode error = sam4l_pm_select(tree->pm, source);
    if (error == E_OK) {
        frequency = hertz;
    }
    return error;
}

// Steps 1 to 5.
static const char *start_main_clock(const struct sam4l_clock_tree *tree) {
    sam4l_flash_set_wait_state(tree->flash);
    sam4l_bpm_request_run2(tree->bpm);
    if (select(tree, PM_MCCTRL_MCSEL_RCSYS, RCSYS_HZ) != E_OK ||
        sam4l_scif_start_rcfast(tree->scif) != E_OK ||
        select(tree, PM_MCCTRL_MCSEL_RCFAST, RCFAST_HZ) != E_OK) {
        return "no RCFAST";
    }
    if (sam4l_scif_start_osc0(tree->scif) != E_OK) {
        return "no OSC0";
    }
    if (sam4l_bpm_await_run2(tree->bpm) != E_OK) {
        return "no core voltage";
    }
    if (sam4l_flash_start_high_speed(tree->flash) != E_OK) {
        return "no fast flash";
    }
    if (sam4l_scif_start_pll(tree->scif) != E_OK ||
        select(tree, PM_MCCTRL_MCSEL_PLL0, PLL_HZ) != E_OK) {
        return "no PLL0 lock";
    }
    sam4l_scif_stop_rcfast(tree->scif);
    return nullptr;
}

const char *sam4l_clocks_start(const struct sam4l_clock_tree *tree) {
    const char *problem = start_main_clock(tree);
    if (sam4l_flash_start_cache(tree->cache, tree->pm) != E_OK) {
        problem = "no flash cache";
    }
    if (sam4l_bscif_start_rc32k(tree->bscif) == E_OK) {
        sam4l_bpm_select_rc32k(tree->bpm);
    } else {
        problem = "no RC32K";
    }
    return problem;
}

uint32_t sam4l_clocks_frequency(void) {
    return frequency;
}
