// SPDX-License-Identifier: GPL-2.0-or-later
//
// The watchdog resets a program that stops feeding it; what survives that and what does not.
#include "testing/emulator/firmware/firmware.h"

static void write_keyed(uint32_t offset, uint32_t value) {
    REG(WDT, offset) = 0x55000000 | value;
    REG(WDT, offset) = 0xaa000000 | value;
}

static void delay(uint32_t ms) {
    AT(SYST_RVR) = CPU_HZ / 1000 - 1;
    AT(SYST_CVR) = 0;
    AT(SYST_CSR) = 5;
    for (uint32_t i = 0; i < ms; i++) {
        while (!(AT(SYST_CSR) & 1 << 16)) {
        }
    }
}

void firmware_main(void) {
    firmware_clocks();
    firmware_console();

    switch (REG(PM, PM_RCAUSE)) {
    case PM_RCAUSE_POR:
        firmware_check("backup word is clear", REG(BSCIF, BSCIF_BR), 0);
        REG(BSCIF, BSCIF_BR) = 0x12345678;
        // 2^11 cycles of RCSYS, 18 ms; a single write does nothing.
        REG(WDT, WDT_CTRL) = 0xaa000000 | WDT_CTRL_CEN | 10 << 8 | WDT_CTRL_DAR | WDT_CTRL_EN;
        firmware_check("one key is not enough", REG(WDT, WDT_CTRL) & WDT_CTRL_EN, 0);
        write_keyed(WDT_CTRL, WDT_CTRL_CEN | 10 << 8 | WDT_CTRL_DAR | WDT_CTRL_EN);
        for (int i = 0; i < 4; i++) {
            delay(10);
            write_keyed(WDT_CLR, WDT_CLR_WDTCLR);
        }
        firmware_put("fed four times\n");
        for (;;) {
        }
    case PM_RCAUSE_WDT:
        firmware_put("ok reset by the watchdog\n");
        firmware_check("backup word survived", REG(BSCIF, BSCIF_BR), 0x12345678);
        firmware_check("watchdog is off after it", REG(WDT, WDT_CTRL) & WDT_CTRL_EN, 0);
        AT(0xe000ed0c) = 0x05fa0004; // SYSRESETREQ
        for (;;) {
        }
    case PM_RCAUSE_OCDRST:
        firmware_put("ok reset by the program\n");
        break;
    default:
        firmware_check("reset cause", REG(PM, PM_RCAUSE), 0);
    }
}
