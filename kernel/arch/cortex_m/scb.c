// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/scb.h"

#include "kernel/arch/cortex_m/cpu.h"
#include "kernel/arch/cortex_m/scs.h"

void scb_set_sleep_deep(bool deep) {
    scb.scr = deep ? SCS_SCR_SLEEPDEEP : 0;
}

void scb_system_reset(void) {
    cpu_barrier();
    scb.aircr = SCS_AIRCR_KEY | SCS_AIRCR_SYSRESETREQ;
    cpu_barrier();
    while (true) {
    }
}
