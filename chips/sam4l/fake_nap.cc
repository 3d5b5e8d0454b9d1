// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/fake_nap.h"

extern "C" {
#include "kernel/arch/cortex_m/nap.h"
}

FakeNap fake_nap;

extern "C" void nap(uint32_t cycles) {
    fake_nap.cycles.push_back(cycles);
    fake_nap.nap(cycles);
}
