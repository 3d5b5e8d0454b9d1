// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L watchdog: resets the chip if the program does not come by in time. Datasheet 42023, chapter
// 20, basic mode. It counts the 32 kHz clock (clocks.h), so that it goes on in deep sleep.
//
//     static const struct sam4l_wdt wdt = SAM4L_WDT;
//     if (sam4l_wdt_start(&wdt, 1000) == E_OK) ... sam4l_wdt_tickle(&wdt) in the main loop.
#pragma once

#include "chips/sam4l/pm.h"
#include "chips/sam4l/wdt_registers.h"

struct sam4l_wdt {
    struct sam4l_wdt_registers *registers;
    struct sam4l_clock clock;
};

// The chip's own.
#define SAM4L_WDT                                                                                  \
    {                                                                                              \
        (struct sam4l_wdt_registers *)SAM4L_BASE_WDT, {                                            \
            SAM4L_PM, PM_PBDMASK_WDT, SAM4L_BUS_PBD                                                \
        }                                                                                          \
    }

// Starts the watchdog. It lets at least milliseconds pass between two tickles, and resets the chip
// before twice that (its periods are powers of two). After such a reset it is off, and the reset
// cause has PM_RCAUSE_WDT.
//   E_INVAL  milliseconds is 0 or more than 131072000 (36 hours);
//   E_FAIL   it does not start: no 32 kHz clock, or locked by the boot loader.
enum errorcode sam4l_wdt_start(const struct sam4l_wdt *wdt, uint32_t milliseconds);

// The program is well. No effect if the watchdog is off.
void sam4l_wdt_tickle(const struct sam4l_wdt *wdt);

// Stops it. E_FAIL: it is locked.
enum errorcode sam4l_wdt_stop(const struct sam4l_wdt *wdt);
