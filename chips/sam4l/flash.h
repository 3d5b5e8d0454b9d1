// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L flash controller: read timing and instruction cache. Datasheet 42023, chapter 14
// (FLASHCALW) and table "Maximum operating frequencies" of the electrical characteristics: in RUN2
// with high-speed mode, no wait state up to 24 MHz and one up to 48 MHz.
#pragma once

#include "chips/sam4l/flashcalw_registers.h"
#include "chips/sam4l/hcache_registers.h"
#include "chips/sam4l/pm.h"

// The chip's own.
#define SAM4L_FLASHCALW ((struct sam4l_flashcalw_registers *)SAM4L_BASE_HFLASHC)
#define SAM4L_HCACHE ((struct sam4l_hcache_registers *)SAM4L_BASE_HCACHE)

// Sets one wait state, which is right at every frequency up to the limit of the mode.
void sam4l_flash_set_wait_state(struct sam4l_flashcalw_registers *flash);

// Turns high-speed mode on. The core must be in RUN2. E_FAIL: the flash does not get ready.
enum errorcode sam4l_flash_start_high_speed(struct sam4l_flashcalw_registers *flash);

// Gives the instruction cache its clocks and turns it on. E_FAIL: it stays off.
enum errorcode sam4l_flash_start_cache(struct sam4l_hcache_registers *cache,
                                       struct sam4l_pm_registers *pm);
