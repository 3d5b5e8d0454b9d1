// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// From the kernel into a process and back.
//
// What holds everywhere (see boot.S and handler.c):
//  - The kernel runs in handler mode, within SVCall, PendSV, MemManage or UsageFault, all of them at
//    the lowest priority. It is on the main stack.
//  - Thread mode is the process, unprivileged and on the process stack: CONTROL is 3 since boot.
//  - So each of these four exceptions can only be taken from a process (within the kernel a fault
//    escalates to HardFault), and goes to the kernel; and the kernel leaves to a process only. The
//    direction is fixed for each label: no handler looks at LR to find it, and none rewrites LR.
//  - Interrupts have a higher priority. They preempt kernel and process alike, only take note
//    (handler.c), and return to where they came from; if that was a process, PendSV, which they
//    pend, follows before its next instruction.

    .syntax unified
    .thumb
    .equ CONTEXT_STACK_POINTER, 32  // struct arch_context
    .equ EXC_RETURN_PROCESS, 2      // Its complement: to thread mode, process stack, no FP state.
    .equ SCB_ICSR, 0x04             // Offsets in the system control block: scs.h
    .equ SCB_SHCSR, 0x24
    .equ SCB_CFSR, 0x28

// For the build, as in boot.S. cpu_switch leaves its frame to process_left_handler, which only
// interrupts a process. A fault or NMI needs nothing but the processor's frame, and if it is the
// kernel's takes the stack anew.
    .section .stack_facts, "", %progbits
    .asciz  "frame cpu_switch 40"
    .asciz  "resumes process_left_handler"
    .asciz  "interrupts 2 fault_handler"
    .asciz  "frame fault_handler 0"
    .asciz  "interrupts 3 unexpected_handler"
    .asciz  "frame unexpected_handler 0"
    .asciz  "begins main 2 kernel_fault_report 32"

// uint32_t cpu_switch(struct arch_context *context)
//
// From arch_switch_to_process().
//   r0      context                            the caller
//   r4-r11  the kernel's                       the caller
//   lr      where the kernel goes on           the caller
//   msp     the kernel's stack, 8-aligned
    .section .text.cpu_switch, "ax", %progbits
    .global cpu_switch
    .type cpu_switch, %function
    .thumb_func
cpu_switch:
    push    {r0, r4-r11, lr}
    ldr     r1, [r0, #CONTEXT_STACK_POINTER]
    msr     psp, r1
    ldm     r0, {r4-r11}
    mvn     lr, #EXC_RETURN_PROCESS
// To the process. An interrupt may come at any instruction here; it finds the kernel, and returns.
//   r4-r11  the process's                      context
//   psp     the process's frame, which holds its r0-r3, r12, lr, pc, xpsr
//   msp     {context, the kernel's r4-r11, lr}, as process_left_handler pops it
//   lr      EXC_RETURN, loaded here
// If PendSV is pending by now, the processor goes to process_left_handler at once, without touching
// the frame.
    bx      lr
    .size cpu_switch, . - cpu_switch

// From a process, by SVCall, PendSV, MemManage or UsageFault.
//   r0-r3, r12   undefined: the process's are in its frame, unless stacking them failed
//   r4-r11       the process's
//   psp          its frame (any value that the process chose, if stacking failed)
//   msp          {context, the kernel's r4-r11, lr}, as cpu_switch pushed it (or boot.S)
//   lr           EXC_RETURN: not used
    .section .text.process_left_handler, "ax", %progbits
    .global process_left_handler
    .type process_left_handler, %function
    .thumb_func
process_left_handler:
    pop     {r1}                // Context.
    mrs     r2, psp
    stm     r1!, {r4-r11}
    mrs     r0, ipsr            // cpu_switch's result: the exception's number.
    str     r2, [r1]            // CONTEXT_STACK_POINTER
// To the kernel, still in the exception, as cpu_switch's return.
//   r0      the exception's number
//   r4-r11  the kernel's                       msp
    pop     {r4-r11, pc}
    .size process_left_handler, . - process_left_handler

// From a process or from the kernel, by HardFault; from boot, too.
//   msp     if from a process, as in process_left_handler; else the frame, unless stacking failed
//   psp     if from a process, as in process_left_handler
//   lr      EXC_RETURN: only returned through
// Whose fault it is: a process's if no other exception is active (ICSR.RETTOBASE, bit 11) and thread
// mode is unprivileged (CONTROL.nPRIV, bit 0), but for an imprecise bus error: that one is late, and
// no process has memory that makes one.
    .section .text.fault_handler, "ax", %progbits
    .global fault_handler
    .type fault_handler, %function
    .thumb_func
fault_handler:
    ldr     r1, =scb
    mrs     r0, control
    ldr     r2, [r1, #SCB_ICSR]
    and     r2, r2, r0, lsl #11
    lsls    r2, r2, #20
    bpl     kernel_fault
    ldr     r2, [r1, #SCB_CFSR]
    lsls    r2, r2, #21         // IMPRECISERR, bit 10.
    bmi     kernel_fault
// The process is not to go on: PendSV takes it back, and arch_switch_to_process() finds the fault in
// HFSR. A system call that was asked for with an unusable stack must not follow.
//   r1      the system control block
    ldr     r2, [r1, #SCB_SHCSR]
    bic     r2, r2, #(1 << 15)  // SVCALLPENDED
    str     r2, [r1, #SCB_SHCSR]
    mov     r2, #(1 << 28)      // PENDSVSET
    str     r2, [r1, #SCB_ICSR]
    dsb
    bx      lr

// The kernel's fault: nothing returns from here. The stack may have overflowed, so take it anew from
// its top, with a copy of the frame (r4-r11 hold it on the way: what they held is in no frame, and
// lost).
//   r1      the system control block
    .global unexpected_handler
    .type unexpected_handler, %function
    .thumb_func
unexpected_handler:
kernel_fault:
    cpsid   i
    ldr     r1, =scb
    ldr     r2, [r1, #SCB_CFSR]
    mrs     r3, msp
    movs    r0, #0              // kernel_fault_report's argument: no frame.
    movw    r12, #0x1010        // STKERR, MSTKERR: no frame.
    tst     r2, r12
    it      eq
    ldmeq   r3, {r4-r11}
    ldr     r1, =_stack_top
    mov     sp, r1
    bne     1f
    push    {r4-r11}
    mov     r0, sp
1:  b       kernel_fault_report // void (const struct exception_frame *), in report.c.
    .size fault_handler, . - fault_handler

// [[noreturn]] void arch_leave(uint32_t result)
//
// In thread mode, unprivileged.
    .section .text.arch_leave, "ax", %progbits
    .global arch_leave
    .type arch_leave, %function
    .thumb_func
arch_leave:
    svc     #6                  // Exit.
    udf     #0
    .size arch_leave, . - arch_leave

// The system control space lies at the same address in every ARMv7-M processor (DDI 0403, B3.2).
    .global scs, scb, scs_mpu
    .equ scs, 0xE000E000
    .equ scb, 0xE000ED00
    .equ scs_mpu, 0xE000ED90
