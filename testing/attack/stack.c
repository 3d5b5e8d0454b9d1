// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Stack pointers that the kernel must not follow: when a system call is made, when an interrupt
// comes, and before an upcall.

#include "testing/attack/attack.h"
#include "testing/conformance/raw_syscall.h"

static const char survived[] = "went on with that stack pointer";

// Makes Command 0 of the console with this stack pointer, and comes back with the old one.
static __attribute__((naked)) uint32_t command_with(__attribute__((unused)) uint32_t pointer) {
    __asm__ volatile("push {r4, lr}  \n"
                     "mov  r4, sp    \n"
                     "mov  sp, r0    \n"
                     "movs r0, #1    \n"
                     "movs r1, #0    \n"
                     "svc  2         \n"
                     "mov  sp, r4    \n"
                     "pop  {r4, pc}  \n");
}

// Waits with this stack pointer for an interrupt or the end of the slice, for a second.
static __attribute__((naked)) void spin_with(__attribute__((unused)) uint32_t pointer) {
    __asm__ volatile("push {r4, lr}      \n"
                     "mov  r4, sp        \n"
                     "mov  sp, r0        \n"
                     "ldr  r0, =4000000  \n"
                     "1: subs r0, #1     \n"
                     "bne  1b            \n"
                     "mov  sp, r4        \n"
                     "pop  {r4, pc}      \n"
                     ".ltorg             \n");
}

static __attribute__((naked)) void push_with(__attribute__((unused)) uint32_t pointer) {
    __asm__ volatile("mov  sp, r0  \n"
                     "push {r1}    \n"
                     "b    .       \n");
}

// Yield-Wait with this stack pointer.
static __attribute__((naked)) void yield_with(__attribute__((unused)) uint32_t pointer) {
    __asm__ volatile("push {r4, lr}  \n"
                     "mov  r4, sp    \n"
                     "mov  sp, r0    \n"
                     "movs r0, #1    \n"
                     "svc  0         \n"
                     "mov  sp, r4    \n"
                     "pop  {r4, pc}  \n");
}

#define POINTER(label, function, pointer)                                                          \
    ATTACK(label) {                                                                                \
        function(pointer);                                                                         \
        return survived;                                                                           \
    }

// Known bugs 11 and 14.
POINTER(call_sp_zero, command_with, 0)
POINTER(call_sp_small, command_with, 32)
// Known bug 23.
POINTER(call_sp_bottom, command_with, ram_start())
// Known bug 23.
POINTER(call_sp_almost_bottom, command_with, ram_start() + 28)
// Known bug 14.
POINTER(call_sp_kernel, command_with, KERNEL_RAM + 0x400)
POINTER(call_sp_kernel_flash, command_with, KERNEL_FLASH + 0x400)
POINTER(call_sp_own_flash, command_with, flash_end())
POINTER(call_sp_top, command_with, 0xFFFFFFFC)
// Known bug 14.
POINTER(call_sp_top_frame, command_with, 0xFFFFFFE0)
POINTER(call_sp_grant, command_with, grant_start() + 32)
POINTER(call_sp_across_grant, command_with, grant_start() + 8)
POINTER(call_sp_next_ram, command_with, ram_end() + 0x200)
POINTER(call_sp_peripheral, command_with, 0x400E1000 + 0x100)
POINTER(call_sp_control_space, command_with, 0xE000ED20)

POINTER(spin_sp_zero, spin_with, 0)
POINTER(spin_sp_bottom, spin_with, ram_start())
POINTER(spin_sp_kernel, spin_with, KERNEL_RAM + 0x400)
POINTER(spin_sp_top, spin_with, 0xFFFFFFFC)
POINTER(spin_sp_grant, spin_with, grant_start() + 16)
POINTER(spin_sp_control_space, spin_with, 0xE000ED20)

POINTER(push_sp_zero, push_with, 0)
POINTER(push_sp_bottom, push_with, ram_start())
POINTER(push_sp_kernel, push_with, KERNEL_RAM + 0x400)

// The processor aligns the frame, and takes that back (DDI 0403, B1.5.7); the lowest two bits of a
// stack pointer do not exist (B1.4.1).
ATTACK(call_sp_unaligned) {
    uint32_t room[32];
    for (uint32_t offset = 0; offset < 8; offset++) {
        if (command_with((uint32_t)&room[30] + offset) != SUCCESS) {
            return "wrong answer";
        }
    }
    return HELD;
}

// The frame fills the first bytes of its RAM exactly: that is its right.
ATTACK(call_sp_exact_bottom) {
    return command_with(ram_start() + 32) == SUCCESS ? HELD : "wrong answer";
}

// The frame is within what the processor lets it reach, but above its break.
ATTACK(call_sp_above_break) {
    raw_memop(BRK, app_break() - 4, 0, 0);
    command_with(app_break() + 16);
    return survived;
}

// The break goes below the frame of the very call that moves it.
ATTACK(break_below_frame) {
    grow(512);
    uint32_t top = app_break() & ~7u;
    __asm__ volatile("mov  sp, %0      \n"
                     "movs r0, #0      \n"
                     "sub  r1, %0, #256\n"
                     "svc  5           \n"
                     "b    .           \n"
                     :
                     : "r"(top)
                     : "r0", "r1");
    return survived;
}

// Before an upcall.

static volatile uint32_t upcalls;

static __attribute__((naked)) void leaf_upcall(void) {
    __asm__ volatile("bx lr");
}

static __attribute__((naked)) void pushing_upcall(void) {
    __asm__ volatile("push {r4-r11, lr} \n pop {r4-r11, pc}");
}

static void pend_upcall(void (*upcall)(void)) {
    raw_subscribe(CONSOLE, 1, (uint32_t)upcall, 0);
    raw_command(CONSOLE, 1, 0, 0); // A write of nothing ends at once.
}

#define POINTER_BEFORE_UPCALL(label, pointer)                                                      \
    ATTACK(label) {                                                                                \
        pend_upcall(leaf_upcall);                                                                  \
        yield_with(pointer);                                                                       \
        return survived;                                                                           \
    }

ATTACK(upcall_sp_exact_bottom) {
    pend_upcall(leaf_upcall);
    yield_with(ram_start() + 32);
    return HELD;
}

// Known bug 14.
POINTER_BEFORE_UPCALL(upcall_sp_zero, 0)
POINTER_BEFORE_UPCALL(upcall_sp_bottom, ram_start() + 24)
// Known bug 14.
POINTER_BEFORE_UPCALL(upcall_sp_kernel, KERNEL_RAM + 0x400)
POINTER_BEFORE_UPCALL(upcall_sp_kernel_flash, KERNEL_FLASH + 0x400)
POINTER_BEFORE_UPCALL(upcall_sp_top, 0xFFFFFFFC)
POINTER_BEFORE_UPCALL(upcall_sp_grant, grant_start() + 32)
POINTER_BEFORE_UPCALL(upcall_sp_control_space, 0xE000ED20)

static __attribute__((naked)) uint32_t stack_pointer(void) {
    __asm__ volatile("mov r0, sp \n bx lr");
}

// The upcall's own frame is aligned, and after it the stack pointer is what it was.
ATTACK(upcall_sp_unaligned) {
    uint32_t room[32];
    for (uint32_t offset = 0; offset < 8; offset++) {
        uint32_t before = stack_pointer();
        pend_upcall(pushing_upcall);
        yield_with((uint32_t)&room[30] + offset);
        if (stack_pointer() != before) {
            return "another stack pointer";
        }
    }
    return HELD;
}

ATTACK(upcall_sp_bottom_push) {
    pend_upcall(pushing_upcall);
    yield_with(ram_start() + 32);
    return "the upcall had a stack";
}

// Recursion until the stack is used up. The stack lies lowest (apps/libtock/layout.ld).
static uint32_t recurse(uint32_t depth) {
    volatile uint32_t room[16];
    room[depth % 16] = depth;
    if (depth == UINT32_MAX) {
        return 0;
    }
    return recurse(depth + 1) + room[depth % 16];
}

ATTACK(stack_overflow) {
    recurse(0);
    return "an endless stack";
}

// A frame so large that it begins far below the stack: in what belongs to the kernel.
static uint32_t leap(uint32_t value) {
    volatile uint32_t room[2048];
    room[0] = value;
    return room[0];
}

ATTACK(stack_leap) {
    leap(1);
    return "an endless stack";
}

// Has a driver write noise over the frame that the kernel will return through: the call that asks
// for it, and the waiting for it, are made with the stack pointer at the lent buffer's end.
static __attribute__((naked)) void fill_with(__attribute__((unused)) uint32_t pointer,
                                             __attribute__((unused)) uint32_t size,
                                             __attribute__((unused)) uint32_t yield) {
    __asm__ volatile("push {r4, r5, lr} \n"
                     "mov  r4, sp       \n"
                     "mov  r5, r2       \n"
                     "mov  sp, r0       \n"
                     "mov  r2, r1       \n"
                     "ldr  r0, =0x40001 \n"
                     "movs r1, #1       \n"
                     "svc  2            \n"
                     "mov  r0, r5       \n"
                     "svc  0            \n"
                     "ldr  r0, =400000  \n"
                     "1: subs r0, #1    \n"
                     "bne  1b           \n"
                     "mov  sp, r4       \n"
                     "pop  {r4, r5, pc} \n"
                     ".ltorg            \n");
}

static void lend_frame(uint32_t yield) {
    uint32_t room[64];
    raw_subscribe(RNG, 0, (uint32_t)leaf_upcall, 0);
    raw_allow_readwrite(RNG, 0, (uint32_t)room, sizeof(room));
    fill_with((uint32_t)&room[64] & ~7u, sizeof(room), yield);
}

ATTACK(lent_frame_interrupted) {
    lend_frame(3); // No yield at all.
    return survived;
}

ATTACK(lent_frame_upcall) {
    lend_frame(1);
    return survived;
}

// Calls within upcalls within calls.
static void nested_upcall(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    (void)a, (void)b, (void)c, (void)d;
    upcalls++;
    raw_command(CONSOLE, 1, 0, 0);
    raw_yield(1, 0, 0, 0);
}

ATTACK(nested_upcalls) {
    raw_subscribe(CONSOLE, 1, (uint32_t)nested_upcall, 0);
    raw_command(CONSOLE, 1, 0, 0);
    raw_yield(1, 0, 0, 0);
    return "an endless stack";
}
