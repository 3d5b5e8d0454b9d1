// SPDX-License-Identifier: GPL-2.0-or-later
//
// Clocks: UNLOCK, a peripheral without clock, DFLL lock, frequencies as the frequency meter sees
// them, the cycle counter.
#include "testing/emulator/firmware/firmware.h"

static uint32_t measured_khz(uint32_t clock) {
    firmware_pm(PM_PBCMASK, REG(PM, PM_PBCMASK) | PM_PBCMASK_FREQM_);
    REG(FREQM, FREQM_MODE) = FREQM_MODE_REFCEN | FREQM_REF_OSC32 | 128 << 8 | clock << 16;
    REG(FREQM, FREQM_CTRL) = FREQM_CTRL_START;
    while (REG(FREQM, FREQM_STATUS) & FREQM_STATUS_BUSY) {
    }
    return (uint32_t)((uint64_t)REG(FREQM, FREQM_VALUE) * 256 / 1000);
}

static void dfll_wait(void) {
    while (!(REG(SCIF, SCIF_PCLKSR) & SCIF_PCLKSR_DFLL0RDY)) {
    }
}

static void start_dfll(void) {
    REG(SCIF, SCIF_GCCTRL) = SCIF_GC_USES_RC32K << 8 | SCIF_GCCTRL_CEN;
    firmware_scif(SCIF_DFLL0CONF, SCIF_DFLL0CONF_EN);
    dfll_wait();
    firmware_scif(SCIF_DFLL0MUL, 1464);
    dfll_wait();
    firmware_scif(SCIF_DFLL0CONF, SCIF_DFLL0CONF_EN | SCIF_DFLL0CONF_MODE | 2 << 16);
    dfll_wait();
    while (!(REG(SCIF, SCIF_PCLKSR) & SCIF_PCLKSR_DFLL0LOCKF)) {
    }
}

void firmware_main(void) {
    REG(PM, PM_MCCTRL) = PM_MCCTRL_MCSEL_OSC0; // locked: refused
    uint32_t refused = REG(PM, PM_SR) & PM_SR_AE, main_clock = REG(PM, PM_MCCTRL);
    REG(USART2, USART_BRGR) = 77; // no clock: lost
    uint32_t dead = REG(USART2, USART_BRGR) | REG(USART2, USART_VERSION);

    firmware_clocks();
    firmware_console();
    firmware_check("write without unlock is an access error", refused, PM_SR_AE);
    firmware_check("and changes nothing", main_clock, 0);
    firmware_check("peripheral without clock reads 0", dead, 0);
    firmware_pm(PM_PBAMASK, REG(PM, PM_PBAMASK) | PM_PBAMASK_USART2_);
    firmware_check("what it was written was lost", REG(USART2, USART_BRGR), 0);
    firmware_check("with its clock it is there", REG(USART2, USART_VERSION) & 0xfff, 0x602);

    firmware_check("reset cause is power-on", REG(PM, PM_RCAUSE), PM_RCAUSE_POR);
    firmware_check("CPU at 48 MHz from the PLL", measured_khz(FREQM_CPU), 48000);
    start_dfll();
    firmware_check("DFLL at 1464 * 32768 Hz", measured_khz(FREQM_DFLL0), 47972);
    firmware_pm(PM_MCCTRL, PM_MCCTRL_MCSEL_DFLL0);
    firmware_check("CPU runs from the DFLL", measured_khz(FREQM_CPU), 47972);
    firmware_pm(PM_PBBSEL, PM_PBBSEL_PBDIV | 1);
    firmware_check("PBB is a quarter of it", measured_khz(FREQM_PBB), 47972 / 4);

    AT(DEMCR) = 1 << 24;
    AT(DWT_CTRL) = 1;
    uint32_t before = AT(DWT_CYCCNT);
    for (int i = 0; i < 10; i++) {
        __asm__ volatile("nop");
    }
    uint32_t cycles = AT(DWT_CYCCNT) - before;
    firmware_check("cycle counter counts instructions", cycles > 10 && cycles < 100, 1);
}
