// SPDX-License-Identifier: Apache-2.0 OR MIT
// For host tests: the system control space as plain memory, and the processor's instructions as
// functions that note what they were asked.
#pragma once

extern "C" {
#include "kernel/arch/cortex_m/context.h"
#include "kernel/arch/cortex_m/cpu.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/arch/cortex_m/scs.h"
}

#include <functional>

struct FakeCpu {
    uint32_t exception = 0;
    int interrupts_off = 0; // Depth.
    int sleeps = 0;
    // What a process does when cpu_switch() runs it; the result is the exception's number.
    std::function<uint32_t(arch_context *)> process;
    std::function<uint32_t(uint32_t)> load_unprivileged;
};

extern FakeCpu fake_cpu;

// Registers and fake as after reset.
void fake_cpu_reset();
