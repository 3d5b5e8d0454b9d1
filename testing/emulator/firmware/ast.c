// SPDX-License-Identifier: GPL-2.0-or-later
//
// The timer: alarm over the wrap, BUSY, periodic events, and waking from deep sleep, in which
// SysTick stands still.
#include "testing/emulator/firmware/firmware.h"

static volatile uint32_t alarms;

static void idle(void) {
    while (REG(AST, AST_SR) & AST_SR_BUSY) {
    }
}

static void set(uint32_t offset, uint32_t value) {
    idle();
    REG(AST, offset) = value;
    idle();
}

void firmware_interrupt(uint32_t line) {
    if (line == SAM4L_IRQ_AST_0) {
        alarms++;
    }
    set(AST_SCR, AST_SCR_ALARM0 | AST_SCR_PER0);
}

static void wait_clock(void) {
    while (REG(AST, AST_SR) & AST_SR_CLKBUSY) {
    }
}

static void start_ast(void) {
    REG(AST, AST_CLOCK) = AST_CLK32 << 8;
    wait_clock();
    REG(AST, AST_CLOCK) = AST_CLK32 << 8 | AST_CLOCK_CEN;
    wait_clock();
    set(AST_CR, AST_CR_EN);
}

void firmware_main(void) {
    firmware_clocks();
    firmware_console();
    start_ast();

    set(AST_CV, 0xffffff00);
    set(AST_SCR, AST_SCR_OVF | AST_SCR_ALARM0);
    set(AST_AR0, 0x100);
    REG(AST, AST_IER) = AST_IER_ALARM0;
    firmware_enable_irq(SAM4L_IRQ_AST_0);
    while (!alarms) {
        firmware_wfi();
    }
    uint32_t now = REG(AST, AST_CV);
    firmware_check("alarm after the wrap", now >= 0x100 && now < 0x110, 1);
    firmware_check("overflow seen", REG(AST, AST_SR) & AST_SR_OVF, AST_SR_OVF);

    idle();
    REG(AST, AST_AR1) = 1111;
    REG(AST, AST_AR1) = 2222; // busy: lost
    idle();
    firmware_check("a write while busy is lost", REG(AST, AST_AR1), 1111);

    // Deep sleep: only a source that may wake does, and the core's clock stands.
    firmware_bpm(BPM_PMCON, BPM_PMCON_CK32S | BPM_PMCON_RET | 2);
    set(AST_WER, AST_WER_ALARM0);
    AT(SYST_RVR) = 0xffffff;
    AT(SYST_CVR) = 0;
    AT(SYST_CSR) = 5;
    while (AT(SYST_CVR) == 0) { // Until its first tick has loaded it.
    }
    uint32_t before = REG(AST, AST_CV), ticks = AT(SYST_CVR);
    set(AST_AR0, before + 16384); // a second: three wraps of SysTick
    AT(SCR) = SCR_SLEEPDEEP;
    while (alarms < 2) {
        firmware_wfi();
    }
    AT(SCR) = 0;
    ticks = ticks - AT(SYST_CVR);
    now = REG(AST, AST_CV) - before;
    firmware_check("slept a second", now >= 16384 && now < 16450, 1);
    firmware_check("SysTick stood meanwhile", ticks < 200000 && !(AT(SYST_CSR) & 1 << 16), 1);
    firmware_check("wake cause", REG(PM, PM_WCAUSE), PM_WCAUSE_AST);
    firmware_check("wake flag", REG(PM, PM_SR) & PM_SR_WAKE, PM_SR_WAKE);

    set(AST_PIR0, 9); // 32768 / 2^10: each 31.25 ms
    set(AST_SCR, AST_SCR_PER0);
    before = REG(AST, AST_CV);
    while (!(REG(AST, AST_SR) & AST_SR_PER0)) {
    }
    set(AST_SCR, AST_SCR_PER0);
    before = REG(AST, AST_CV);
    while (!(REG(AST, AST_SR) & AST_SR_PER0)) {
    }
    now = REG(AST, AST_CV) - before;
    firmware_check("periodic event each 512 counts", now > 500 && now <= 512, 1);
}
