// SPDX-License-Identifier: GPL-2.0-or-later
//
// Wrong on purpose: a fault with a stack that cannot take it.
#include "testing/emulator/firmware/firmware.h"

void firmware_main(void) {
    firmware_clocks();
    firmware_console();
    firmware_put("ok started\n");
    __asm__ volatile("movs r0, #0\n\tmsr msp, r0\n\tudf #0");
}
