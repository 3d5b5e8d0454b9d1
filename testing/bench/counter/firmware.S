// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A kernel and a process of known length, for the counter's test. It needs a Cortex-M with flash at 0
// and RAM at 0x20000000, and no peripheral, so it runs on many machines. It ends by semihosting.

    .syntax unified
    .thumb
    .equ ICSR, 0xE000ED04
    .equ NVIC, 0xE000E100       // ISER0; ISPR0 is at 0x100 from there.
    .equ ANSWER, 0x20000100

    .section .vectors, "a", %progbits
    .global _vectors
    .type _vectors, %object
_vectors:
    .word   0x20001000, reset
    .rept   9
    .word   unexpected
    .endr
    .word   supervisor      // SVCall.
    .rept   4
    .word   unexpected
    .endr
    .rept   16
    .word   interrupt
    .endr
    .size _vectors, . - _vectors

    .text

// 5 instructions up to the process's first.
    .global reset
    .type reset, %function
    .thumb_func
reset:
    ldr     r0, =NVIC
    movs    r1, #8              // Line 3.
    str     r1, [r0]
    ldr     r2, =process
    bx      r2
    .size reset, . - reset

// By the number in r0: 0: 2 + 3 x 100 + 2 instructions; 1: the third is the answer, 5 in all.
    .global supervisor
    .type supervisor, %function
    .thumb_func
supervisor:
    cmp     r0, #0
    bne     answer
    movs    r1, #100
count:
    subs    r1, #1
    nop
    bne     count
    bx      lr
answer:
    ldr     r1, =ANSWER
    str     r0, [r1]
    bx      lr
    .size supervisor, . - supervisor

// 4 instructions, one of which reads a device: for that QEMU takes back and repeats a block.
    .global interrupt
    .type interrupt, %function
    .thumb_func
interrupt:
    ldr     r1, =ICSR
    ldr     r1, [r1]
    nop
    bx      lr
    .size interrupt, . - interrupt

    .type unexpected, %function
    .thumb_func
unexpected:
    b       .
    .size unexpected, . - unexpected

    .macro mark byte
    dbg     #(\byte >> 4)
    dbg     #(\byte & 15)
    .endm

    .macro call number
    movs    r0, #\number
    svc     #0
    .endm

    .section .process, "ax", %progbits
    .type process, %function
    .thumb_func
process:
    mark    0x10                // A call.
    call    0
    mark    0x00

    mark    0x02                // Twice the same, with a parameter of 2.
    mark    0x02
    mark    0x10
    call    0
    call    0
    mark    0x00

    mark    0x11                // Ended by the answer; the end that follows ends nothing.
    call    1
    mark    0x00

    mark    0x01                // From the interrupt on. The call before it does not count.
    mark    0x12
    call    0
    ldr     r0, =NVIC + 0x100
    movs    r1, #8
    str     r1, [r0]
    dsb
    isb
    mark    0x00

    mark    0x13                // Dropped, since another begins.
    mark    0x14                // Nothing of the kernel.
    nop
    mark    0x00

    movs    r0, #0x18           // SYS_EXIT
    ldr     r1, =0x20026        // ADP_Stopped_ApplicationExit
    bkpt    #0xAB
    b       .
    .size process, . - process
