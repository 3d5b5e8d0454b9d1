// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/wdt.h"

#include "chips/sam4l/clocks.h"

enum : uint32_t { LONGEST_MS = 131072000 };

// 20.5.1: CTRL takes two writes of the same value, with two keys. A change then needs two cycles of
// the slow clock to arrive, and another write before that has undefined effect (errata, "WDT
// Control Register does not have synchronization feedback"). Each look at the register takes at
// least two cycles of the fast clock, so this waits for four slow ones.
static bool write_control(struct sam4l_wdt_registers *registers, uint32_t value) {
    registers->ctrl = value | WDT_CTRL_KEY_FIRST;
    registers->ctrl = value | WDT_CTRL_KEY_SECOND;
    const uint32_t looks = sam4l_clocks_frequency() / (32768 / 2);
    for (uint32_t i = 0; i < looks; i++) {
        (void)registers->sr;
    }
    const uint32_t flags = WDT_CTRL_EN | WDT_CTRL_CEN;
    return register_wait(&registers->ctrl, flags, value & flags);
}

// The smallest PSEL whose period, 2^(PSEL + 1) cycles of 32768 Hz, is at least milliseconds long.
static uint32_t period(uint32_t milliseconds) {
    uint32_t power = 0;
    while (((uint64_t)2000 << power) < (uint64_t)milliseconds * 32768) {
        power++;
    }
    return power;
}

enum errorcode sam4l_wdt_start(const struct sam4l_wdt *wdt, uint32_t milliseconds) {
    if (milliseconds == 0 || milliseconds > LONGEST_MS) {
        return E_INVAL;
    }
    if (sam4l_wdt_stop(wdt) != E_OK) {
        return E_FAIL;
    }
    struct sam4l_wdt_registers *registers = wdt->registers;
    // FCD as it is: the calibration need not be loaded again. After the reset it stays off.
    const uint32_t base = (registers->ctrl & WDT_CTRL_FCD) | WDT_CTRL_DAR | WDT_CTRL_CSSEL |
                          REGISTER_VALUE(WDT_CTRL_PSEL, period(milliseconds));
    // 20.4.2: the source changes while the clock is off.
    bool done = write_control(registers, registers->ctrl & ~(WDT_CTRL_KEY | WDT_CTRL_CEN)) &&
                write_control(registers, base) && write_control(registers, base | WDT_CTRL_CEN) &&
                write_control(registers, base | WDT_CTRL_CEN | WDT_CTRL_EN);
    return done ? E_OK : E_FAIL;
}

void sam4l_wdt_tickle(const struct sam4l_wdt *wdt) {
    struct sam4l_wdt_registers *registers = wdt->registers;
    if ((registers->sr & WDT_SR_CLEARED) == 0) {
        return; // The last one is still on its way, and does.
    }
    registers->clr = WDT_CLR_WDTCLR | WDT_CLR_KEY_FIRST;
    registers->clr = WDT_CLR_WDTCLR | WDT_CLR_KEY_SECOND;
}

enum errorcode sam4l_wdt_stop(const struct sam4l_wdt *wdt) {
    struct sam4l_wdt_registers *registers = wdt->registers;
    sam4l_clock_enable(wdt->clock);
    if ((registers->ctrl & WDT_CTRL_SFV) != 0) {
        return E_FAIL;
    }
    uint32_t control = registers->ctrl & ~(WDT_CTRL_KEY | WDT_CTRL_EN);
    return write_control(registers, control) ? E_OK : E_FAIL;
}
