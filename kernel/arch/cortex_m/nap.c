// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/nap.h"

#include "kernel/arch/cortex_m/cpu.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/arch/cortex_m/scs.h"

// With interrupts off, what comes between the look and the sleep wakes the processor all the same;
// and SysTick does that without running its handler, which means the end of a time slice.
void nap(uint32_t cycles) {
    cpu_interrupts_off();
    if (!nvic_is_pending()) {
        scb.scr = 0;
        scs.systick.rvr = cycles - 1;
        scs.systick.cvr = 0;
        scs.systick.csr = SCS_SYSTICK_ENABLE | SCS_SYSTICK_PROCESSOR | SCS_SYSTICK_INTERRUPT;
        cpu_sleep();
        scs.systick.csr = 0;
        scb.icsr = SCS_ICSR_PENDSTCLR;
    }
    cpu_interrupts_on();
}
