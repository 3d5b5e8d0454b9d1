// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/handler.h"

#include "kernel/arch/cortex_m/cpu.h"
#include "kernel/arch/cortex_m/exception.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/arch/cortex_m/scs.h"
#include "kernel/arch/cortex_m/vectors.h"

enum : uint32_t { LOWEST = 0xFF }; // A priority; chips implement its upper bits.

void handler_init(void) {
    uint32_t group = scs.ictr % 8; // Of 32 lines, the last. A Cortex-M4 has at most 240.
    do {
        scs.nvic.icer[group] = UINT32_MAX;
        scs.nvic.icpr[group] = UINT32_MAX;
    } while (group-- > 0);
    scs.systick.csr = 0;
    scb.icsr = SCS_ICSR_PENDSVCLR;
    // What the kernel runs in: the lowest priority. SysTick: 0, the highest; as interrupts, once
    // they are enabled.
    scb.shpr[0] = LOWEST << 16 | LOWEST << 8 | LOWEST; // UsageFault, BusFault, MemManage.
    scb.shpr[1] = LOWEST << 24;                        // SVCall.
    scb.shpr[2] = LOWEST << 16;                        // PendSV.
    // No floating-point registers for processes: nobody would save them.
    scb.cpacr = 0;
    scb.ccr = SCS_CCR_STKALIGN | SCS_CCR_DIV_0_TRP;
    // BusFault stays disabled and becomes a HardFault: it can be late, and fault_handler finds out
    // whose it is.
    scb.shcsr = SCS_SHCSR_MEMFAULTENA | SCS_SHCSR_USGFAULTENA;
    // What a bootloader may have left: fault status, protection, pending faults.
    scb.cfsr = UINT32_MAX;
    scb.hfsr = UINT32_MAX;
    scs_mpu.ctrl = 0;
    cpu_barrier();
}

// A time slice has ended: switch the process out. The counter stops, so that the end of a short one
// does not come again and again; it remembers that it has reached 0.
void systick_handler(void) {
    scs.systick.csr = 0;
    scb.icsr = SCS_ICSR_PENDSVSET;
    cpu_barrier();
}

// An interrupt: note it for the main loop, and switch a process out. (Entering the handler has
// cleared what was pending.)
void interrupt_handler(void) {
    nvic_arrived(cpu_exception() - EXCEPTION_INTERRUPT_0);
    scb.icsr = SCS_ICSR_PENDSVSET;
    cpu_barrier(); // The line must be masked before this returns.
}
