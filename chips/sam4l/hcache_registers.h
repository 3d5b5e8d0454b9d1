// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L flash instruction cache (PicoCache, HCACHE): registers. Datasheet 42023, chapter 14.
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_hcache_registers {
    uint32_t reserved_000[2];
    volatile uint32_t ctrl;
    volatile uint32_t sr;
    uint32_t reserved_010[4];
    volatile uint32_t maint0;
};

static_assert(offsetof(struct sam4l_hcache_registers, ctrl) == 0x008);
static_assert(offsetof(struct sam4l_hcache_registers, sr) == 0x00C);
static_assert(offsetof(struct sam4l_hcache_registers, maint0) == 0x020);

enum : uint32_t {
    HCACHE_CTRL_CEN = REGISTER_FIELD(0, 1),
    HCACHE_SR_CSTS = REGISTER_FIELD(0, 1),
};
