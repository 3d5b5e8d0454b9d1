// SPDX-License-Identifier: GPL-2.0-or-later
//
// Wrong on purpose: an address without a register, and a peripheral without a model.
#include "testing/emulator/firmware/firmware.h"

void firmware_main(void) {
    firmware_clocks();
    firmware_console();
    firmware_put("ok started\n");
    firmware_pm(PM_PBAMASK, REG(PM, PM_PBAMASK) | PM_PBAMASK_ABDACB_);
    REG(ABDACB, ABDACB_CR) = ABDACB_CR_EN;
    AT(SAM4L_BASE_USART3 + 0x3c) = 1;
    firmware_put("went on\n");
}
