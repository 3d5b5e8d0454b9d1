// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L backup system control interface: the 32 kHz RC oscillator. Datasheet 42023, chapter "Backup
// System Control Interface". The crystal oscillator OSC32K is not driven: neither imix nor hail
// relies on one.
#pragma once

#include "chips/sam4l/bscif_registers.h"
#include "chips/sam4l/instances.h"
#include "kernel/errorcode.h"

// The chip's own.
#define SAM4L_BSCIF ((struct sam4l_bscif_registers *)SAM4L_BASE_BSCIF)

// Starts RC32K, temperature compensated, with its factory calibration and its 32 kHz output on. It
// takes some cycles more until it runs; who uses it synchronises with it anyway (ast.h).
// E_FAIL: it cannot be enabled.
enum errorcode sam4l_bscif_start_rc32k(struct sam4l_bscif_registers *bscif);

// Whether the voltage regulator is settled, which deep sleep needs.
bool sam4l_bscif_regulator_is_ready(const struct sam4l_bscif_registers *bscif);
