// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix with nothing but a console, whose stack overflows in the way that OVERFLOW names.
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "chips/sam4l/usart.h"
#include "kernel/arch/cortex_m/systick.h"
#include "kernel/kernel.h"
#include "kernel/panic/panic.h"
#include "kernel/process/fault_policy.h"
#include "kernel/scheduler/round_robin.h"
#include "testing/stack/overflow.h"
#include "testing/stack/way.h"

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
    .version = "Detent, overflow test",
    .panic_writer = &usart3.panic_writer,
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
    way_overflow();
}
