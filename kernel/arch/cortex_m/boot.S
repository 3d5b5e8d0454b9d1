// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// From reset to main(), as a story in six steps. A bootloader may have run before.
//
// The kernel runs in handler mode, always: main() is entered from within the SVCall exception, and
// from then on the processor's thread mode, made unprivileged here for good, belongs to processes.
// Nothing ever makes it privileged again, so no way out of any exception can run a process with the
// kernel's rights.

    .syntax unified
    .thumb
    .equ SCS_VTOR, 0xE000ED08
    .equ SCS_CCR, 0xE000ED14

// How the main stack is used, for the build, which computes how deep it gets
// (toolchains/board/stack). Level 0 is what the kernel runs on; handler_init gives the others
// their priorities. The frame is eight registers, and a word where the stack was not aligned.
    .section .stack_facts, "", %progbits
    .asciz  "stack main _stack_start _stack_top"
    .asciz  "exception 36"
    .asciz  "vectors _vectors"
    .asciz  "begins main 0 reset_handler 0"
    .asciz  "begins main 0 handler_init 0"
    .asciz  "begins main 0 enter_main 0"
    .asciz  "interrupts 1 systick_handler"
    .asciz  "interrupts 1 interrupt_handler"
    // Step 6: its context and the thread-mode stack are below 256 bytes.
    .asciz  "frame reset_handler 320"

    .section .text.reset_handler, "ax", %progbits
    .global reset_handler
    .type reset_handler, %function
    .thumb_func
reset_handler:
    // 1. No interrupts, and the main stack from its top.
    cpsid   i
    movs    r0, #0
    msr     control, r0
    isb
    ldr     r1, =_stack_top
    msr     msp, r1

    // 2. This image's vector table, not the bootloader's; nor its traps of loads like those of step 4
    //    (CCR: handler_init says what is wanted).
    ldr     r1, =SCS_VTOR
    str     r0, [r1, #SCS_CCR - SCS_VTOR]
    ldr     r0, =_vectors
    str     r0, [r1]
    dsb

    // 3. Zeros, for all data, which begins at the stack's top (sections.ld): r0 to, r1 its end. 24
    //    bytes at a time, once at least: the last may reach into processes' memory, which nobody uses
    //    yet.
    ldr     r0, =_stack_top
    ldr     r1, =_bss_end
    movs    r2, #0
    movs    r3, #0
    movs    r4, #0
    movs    r5, #0
    movs    r6, #0
    movs    r7, #0
zero:
    stmia   r0!, {r2-r7}
    cmp     r0, r1
    blo     zero

    // 4. Initialised data (toolchains/board/pack/pack.h): r0 behind the last word, r1 from. The words
    //    do not lie on words' bounds, which loading takes.
    ldr     r0, =_stack_top
    ldr     r1, =_data_load
initialise:
    ldrb    r2, [r1], #1
    cbz     r2, initialised
    ldr     r3, [r1], #4
    add     r0, r0, r2, lsl #2
    str     r3, [r0, #-4]
    b       initialise
initialised:

    // 5. Exception priorities, fault handlers on, interrupt lines off (handler.c).
    bl      handler_init

    // 6. Into handler mode. process_left_handler (switch.S) takes it as a process's end: it stores
    //    to a context (r1 below), pops cpu_switch's frame from the main stack and "returns" to
    //    enter_main. Context and thread-mode stack are room further down the stack, free again then.
    sub     r1, sp, #128
    msr     psp, r1             // The exception's frame goes below this.
    sub     r1, r1, #128
    ldr     r10, =enter_main
    push    {r1-r10}            // The context; r4 to r11, any values; pc.
    movs    r0, #3              // CONTROL: thread mode is unprivileged, on the process stack.
    cpsie   i
    msr     control, r0
    isb
    svc     #0
    b       .
    .size reset_handler, . - reset_handler

    .section .text.enter_main, "ax", %progbits
    .type enter_main, %function
    .thumb_func
enter_main:
    bl      main
    b       arch_halt
    .size enter_main, . - enter_main
