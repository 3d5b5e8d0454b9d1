// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix with nothing but a console and the capsule that traps.
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "chips/sam4l/usart.h"
#include "kernel/arch/cortex_m/systick.h"
#include "kernel/capability/mint.h"
#include "kernel/kernel.h"
#include "kernel/panic/panic.h"
#include "kernel/process/fault_policy.h"
#include "kernel/scheduler/round_robin.h"
#include "testing/dialect/trap.h"
#include "testing/dialect/trap_kind.h"

static const struct sam4l_usart_wiring usart3_wiring = SAM4L_USART_WIRING(3, 0, 1);
static struct sam4l_usart usart3 = SAM4L_USART_PANICS(usart3_wiring);

static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_USART3, sam4l_usart_interrupt, &usart3},
};
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, nullptr);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

static struct process *processes[1];
static struct round_robin scheduler = ROUND_ROBIN;
static struct systick systick;

static const struct kernel kernel = {
    .processes = processes,
    .process_slots = 1,
    .scheduler = &scheduler.scheduler,
    .timer = &systick.timer,
    .chip = &chip.chip,
    .fault_policy = &fault_policy_panic,
    .version = "Detent, trap test",
    .panic_writer = &usart3.panic_writer,
};

static uint8_t memory[4];
static const uint32_t numbers[4] = {1, 2, 3, 4};
static struct trap_bait bait = {
    .number = 9,
    .largest = INT32_MAX,
    .buffer = BUFFER(memory),
    .span = SPAN(numbers),
};

int main(void) {
    static const struct sam4l_pin transmit = SAM4L_PIN(B, 10);
    kernel_init(&kernel);
    sam4l_pin_select(transmit, SAM4L_PIN_FUNCTION_A, GPIO_PULL_NONE);
    const char *trouble = sam4l_clocks_start(&sam4l_clock_tree);
    if (trouble != nullptr) {
        panic(trouble);
    }
    systick_init(&systick, sam4l_clocks_frequency());
    sam4l_chip_start(&chip);
    // What it read must matter, or it is not read.
    panic(trap_spring(trap_kind(), &bait) == 0 ? "the trap did not spring"
                                               : "the trap did not spring, and read something");
}
