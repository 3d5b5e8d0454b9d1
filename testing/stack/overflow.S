// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What no analysis can know: these functions take more than they say.

    .syntax unified
    .thumb

    .section .stack_facts, "", %progbits
    .asciz  "frame overflow_push 0"
    .asciz  "frame overflow_wait 0"
    .asciz  "frame overflow_reach 0"

    .section .text.overflow_push, "ax", %progbits
    .global overflow_push
    .type overflow_push, %function
    .thumb_func
overflow_push:
    push    {r0-r7}
    b       overflow_push
    .size overflow_push, . - overflow_push

    .section .text.overflow_wait, "ax", %progbits
    .global overflow_wait
    .type overflow_wait, %function
    .thumb_func
overflow_wait:
    ldr     r0, =_stack_start + 16
    mov     sp, r0
    ldr     r0, =0xE000E000     // The system control space.
    movs    r1, #1
    str     r1, [r0, #0x100]    // ISER: line 0 on,
    str     r1, [r0, #0x200]    // ISPR: and pending.
    b       .
    .size overflow_wait, . - overflow_wait

    .section .text.overflow_reach, "ax", %progbits
    .global overflow_reach
    .type overflow_reach, %function
    .thumb_func
overflow_reach:
    mov     r0, sp              // Not seen by the analysis, as `sub sp` is.
    sub     r0, r0, #0x10000
    mov     sp, r0
    str     r0, [sp]
    b       .
    .size overflow_reach, . - overflow_reach
