// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L system control interface: the fast clock sources. Datasheet 42023, chapter 13. Not here:
// the DFLL, RC80M and the generic clocks, which no driver uses yet.
#pragma once

#include "chips/sam4l/instances.h"
#include "chips/sam4l/scif_registers.h"
#include "kernel/errorcode.h"

// The chip's own.
#define SAM4L_SCIF ((struct sam4l_scif_registers *)SAM4L_BASE_SCIF)

// Starts the internal RCFAST oscillator at 12 MHz with its factory calibration. It must not be the
// main clock now. E_FAIL: it does not come up.
enum errorcode sam4l_scif_start_rcfast(struct sam4l_scif_registers *scif);

// Stops it. It must not be the main clock.
void sam4l_scif_stop_rcfast(struct sam4l_scif_registers *scif);

// Starts OSC0 with a 16 MHz crystal on XIN0 and XOUT0 and waits until it is stable, about 9 ms.
// E_FAIL: it does not come up, most likely because there is no crystal; it is off again.
enum errorcode sam4l_scif_start_osc0(struct sam4l_scif_registers *scif);

// Starts PLL0 at 48 MHz from OSC0, which must run: 16 MHz x 6 = 96 MHz in the oscillator, halved.
// It must not be the main clock now. E_FAIL: it does not lock; it is off again.
enum errorcode sam4l_scif_start_pll(struct sam4l_scif_registers *scif);
