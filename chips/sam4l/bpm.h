// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L backup power manager: the core's supply voltage, and which of the two 32 kHz oscillators
// the backup peripherals get. Datasheet 42023, chapters 7 "Low Power Techniques" and "Backup Power
// Manager".
#pragma once

#include "chips/sam4l/bpm_registers.h"
#include "chips/sam4l/instances.h"
#include "kernel/errorcode.h"

// The chip's own.
#define SAM4L_BPM ((struct sam4l_bpm_registers *)SAM4L_BASE_BPM)

// Begins to raise the core voltage to power scaling mode 2 (RUN2), in which the chip may run at up
// to 48 MHz with the flash in high-speed mode. The CPU goes on meanwhile.
void sam4l_bpm_request_run2(struct sam4l_bpm_registers *bpm);

// Waits until it is there: to be called before the clock is raised. E_FAIL: the regulator does not
// get there.
enum errorcode sam4l_bpm_await_run2(const struct sam4l_bpm_registers *bpm);

// Makes RC32K, which must run, the 32 kHz clock of AST and WDT.
void sam4l_bpm_select_rc32k(struct sam4l_bpm_registers *bpm);
