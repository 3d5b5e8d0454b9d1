// SPDX-License-Identifier: Apache-2.0 OR MIT
// A board on which an application has an interrupt come at any instruction of the kernel that it
// likes: SysTick, which no policy of this board uses, fires once after as many processor clocks as
// the application says. Its handler notes which instruction was next when it came, pends a second
// interrupt every other time, and then does what the kernel's does.
//
// Driver POLICIES_MORE:
//     command 0          success.
//     command 1 (clocks) an interrupt after so many clocks.
//     command 2          success with two numbers: how many instructions the switch has (switch.S),
//                        and how many of them an interrupt came before.
//     command 3 (n)      success with the address of the n-th instruction before which none came.
#include "chips/sam4l/instances.h"
#include "kernel/arch/cortex_m/vectors.h"
#include "kernel/process/fault_policy.h"
#include "kernel/scheduler/round_robin.h"
#include "testing/system/policies/policies_board.h"

enum : uint32_t { VECTORS = 96, INSTRUCTIONS_MAX = 64, FRAME_PC = 6 };

// UNSAFE: registers of the system control space (DDI 0403, B3.2), at their addresses.
static volatile uint32_t *const systick_csr = (volatile uint32_t *)0xE000E010;
static volatile uint32_t *const systick_rvr = (volatile uint32_t *)0xE000E014;
static volatile uint32_t *const systick_cvr = (volatile uint32_t *)0xE000E018;
static volatile uint32_t *const nvic_iser = (volatile uint32_t *)0xE000E100;
static volatile uint32_t *const nvic_ispr = (volatile uint32_t *)0xE000E200;
static volatile uint32_t *const scb_vtor = (volatile uint32_t *)0xE000ED08;

enum : uint32_t { SYSTICK_ON = 7, SYSTICK_VECTOR = 15 };

// The instructions of the switch.

void cpu_switch(void); // kernel/arch/cortex_m/switch.S

static struct instruction {
    uint32_t address;
    bool seen;
} instructions[INSTRUCTIONS_MAX];
static uint32_t instruction_count, interrupts;

static bool is_wide(const uint16_t *code) {
    return *code >> 11 >= 0x1D; // DDI 0403, A5.1.
}

// bx lr, and pop with pc among its registers (A7.7.20, A7.7.99).
static bool ends_function(const uint16_t *code) {
    return code[0] == 0x4770 || (code[0] & 0xFF00) == 0xBD00 ||
           (code[0] == 0xE8BD && (code[1] & 0x8000) != 0);
}

// UNSAFE: a function's code is read as the halfwords that it is.
static void add_function(void (*function)(void)) {
    const uint16_t *code = (const uint16_t *)((uintptr_t)function & ~(uintptr_t)1);
    bool end = false;
    while (!end && instruction_count < INSTRUCTIONS_MAX) {
        instructions[instruction_count++].address = (uint32_t)(uintptr_t)code;
        end = ends_function(code);
        code += is_wide(code) ? 2 : 1;
    }
}

// The interrupt.

[[gnu::used]] static void note(const uint32_t *frame) {
    *systick_csr = 0;
    for (uint32_t i = 0; i < instruction_count; i++) {
        if (instructions[i].address == frame[FRAME_PC]) {
            instructions[i].seen = true;
        }
    }
    if (interrupts++ % 2 == 0) {
        // One that nothing has to be done for: it follows this one without a step in between.
        nvic_iser[SAM4L_IRQ_AST_0 / 32] = 1u << SAM4L_IRQ_AST_0 % 32;
        nvic_ispr[SAM4L_IRQ_AST_0 / 32] = 1u << SAM4L_IRQ_AST_0 % 32;
    }
}

[[gnu::naked]] static void interrupted(void) {
    __asm__ volatile("tst   lr, #4           \n"
                     "ite   eq               \n"
                     "mrseq r0, msp          \n"
                     "mrsne r0, psp          \n"
                     "push  {r4, lr}         \n"
                     "bl    note             \n"
                     "pop   {r4, lr}         \n"
                     "b     systick_handler  \n");
}

static alignas(512) uint32_t vectors[VECTORS];

// UNSAFE: the vector table is where VTOR says, and has this many entries.
static void start(void) {
    const uint32_t *old = (const uint32_t *)(uintptr_t)*scb_vtor;
    for (uint32_t i = 0; i < VECTORS; i++) {
        vectors[i] = old[i];
    }
    vectors[SYSTICK_VECTOR] = (uint32_t)(uintptr_t)interrupted;
    *scb_vtor = (uint32_t)(uintptr_t)vectors;
    add_function(cpu_switch);
    add_function(process_left_handler);
}

// The driver.

static struct command_return shoot(uint32_t clocks) {
    *systick_csr = 0;
    *systick_rvr = clocks;
    *systick_cvr = 0;
    *systick_csr = SYSTICK_ON;
    return command_success();
}

static uint32_t seen(void) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < instruction_count; i++) {
        count += instructions[i].seen ? 1 : 0;
    }
    return count;
}

static uint32_t missed(uint32_t number) {
    for (uint32_t i = 0; i < instruction_count; i++) {
        if (!instructions[i].seen && number-- == 0) {
            return instructions[i].address;
        }
    }
    return 0;
}

static struct command_return command(struct driver *driver, struct process_id caller,
                                     uint32_t number, uint32_t argument1, uint32_t argument2) {
    (void)driver, (void)caller, (void)argument2;
    switch (number) {
    case 0:
        return command_success();
    case 1:
        return shoot(argument1);
    case 2:
        return command_success_2_u32(instruction_count, seen());
    case 3:
        return command_success_u32(missed(argument1));
    default:
        return command_failure(E_NOSUPPORT);
    }
}

static const struct driver_ops driver_ops = {.command = command};
static struct driver driver = {.ops = &driver_ops};

static struct round_robin scheduler = ROUND_ROBIN;
static const struct policies policies = {
    .scheduler = &scheduler.scheduler,
    .timer = &policies_slice_timer.timer,
    .fault_policy = &fault_policy_stop,
    .more = &driver,
};

int main(void) {
    policies_run(&policies, start);
}
