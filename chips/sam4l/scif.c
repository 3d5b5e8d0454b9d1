// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/scif.h"

#include "chips/sam4l/wait.h"

enum : uint32_t { NAP = 1024 }; // Cycles: 0.1 ms at the 12 MHz of RCFAST.

static void write_locked(struct sam4l_scif_registers *scif, volatile uint32_t *content,
                         uint32_t value) {
    register_write_locked(scif, &scif->unlock, content, value);
}

enum errorcode sam4l_scif_start_rcfast(struct sam4l_scif_registers *scif) {
    sam4l_scif_stop_rcfast(scif); // The range can be changed only while it is off.
    uint32_t config = scif->rcfastcfg & ~(SCIF_RCFASTCFG_FRANGE | SCIF_RCFASTCFG_TUNEEN);
    write_locked(scif, &scif->rcfastcfg, config | SCIF_RCFASTCFG_FRANGE_12MHZ | SCIF_RCFASTCFG_EN);
    return register_wait(&scif->rcfastcfg, SCIF_RCFASTCFG_EN, SCIF_RCFASTCFG_EN) ? E_OK : E_FAIL;
}

void sam4l_scif_stop_rcfast(struct sam4l_scif_registers *scif) {
    write_locked(scif, &scif->rcfastcfg, scif->rcfastcfg & ~SCIF_RCFASTCFG_EN);
}

enum errorcode sam4l_scif_start_osc0(struct sam4l_scif_registers *scif) {
    write_locked(scif, &scif->oscctrl0,
                 SCIF_OSCCTRL0_OSCEN | SCIF_OSCCTRL0_STARTUP_1024 | SCIF_OSCCTRL0_GAIN_16MHZ |
                     SCIF_OSCCTRL0_MODE_CRYSTAL);
    if (wait_asleep(&scif->pclksr, SCIF_PCLKSR_OSC0RDY, SCIF_PCLKSR_OSC0RDY, NAP)) {
        return E_OK;
    }
    write_locked(scif, &scif->oscctrl0, 0);
    return E_FAIL;
}

enum errorcode sam4l_scif_start_pll(struct sam4l_scif_registers *scif) {
    write_locked(scif, &scif->pll, 0); // Its settings can be changed only while it is off.
    write_locked(scif, &scif->pll,
                 REGISTER_VALUE(SCIF_PLL_PLLCOUNT, 63) | REGISTER_VALUE(SCIF_PLL_PLLMUL, 6 - 1) |
                     REGISTER_VALUE(SCIF_PLL_PLLDIV, 1) | SCIF_PLL_PLLOPT_DIVIDE_2 |
                     SCIF_PLL_PLLOSC_OSC0 | SCIF_PLL_PLLEN);
    if (wait_asleep(&scif->pclksr, SCIF_PCLKSR_PLL0LOCK, SCIF_PCLKSR_PLL0LOCK, NAP)) {
        return E_OK;
    }
    write_locked(scif, &scif->pll, 0);
    return E_FAIL;
}
