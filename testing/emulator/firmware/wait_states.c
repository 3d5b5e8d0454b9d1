// SPDX-License-Identifier: GPL-2.0-or-later
//
// Wrong on purpose: 48 MHz without the flash's wait state.
#include "testing/emulator/firmware/firmware.h"

void firmware_main(void) {
    firmware_clocks();
    firmware_console();
    firmware_put("ok at 48 MHz\n");
    REG(HFLASHC, FLASHCALW_FCR) = 0;
    firmware_put("FAIL still alive\n");
}
