// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix without a single driver, on which a process's fault is a kernel panic: for a test of what a
// panic prints. All output goes through the writer that waits for each byte.
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "chips/sam4l/usart.h"
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/arch/cortex_m/systick.h"
#include "kernel/capability/mint.h"
#include "kernel/debug/sink.h"
#include "kernel/kernel.h"
#include "kernel/loader/loader.h"
#include "kernel/panic/panic.h"
#include "kernel/process/fault_policy.h"
#include "kernel/scheduler/round_robin.h"

enum { PROCESS_SLOTS = 4 };

static const struct sam4l_usart_wiring usart3_wiring = SAM4L_USART_WIRING(3, 0, 1);
static struct sam4l_usart usart3 = SAM4L_USART_PANICS(usart3_wiring);

static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_USART3, sam4l_usart_interrupt, &usart3},
};
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, nullptr);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

static struct process *processes[PROCESS_SLOTS];
static struct round_robin scheduler = ROUND_ROBIN;
static struct systick systick;

static const struct kernel kernel = {
    .processes = processes,
    .process_slots = PROCESS_SLOTS,
    .scheduler = &scheduler.scheduler,
    .timer = &systick.timer,
    .chip = &chip.chip,
    .fault_policy = &fault_policy_panic,
    .version = "Detent, panic test",
    .panic_writer = &usart3.panic_writer,
};

static struct loader loader = {.kernel = &kernel, .start = &process_start_capability};

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
    debug_set_sink(&usart3.panic_writer);
    loader.flash = slice_over(_apps_start, (size_t)(_apps_end - _apps_start));
    loader.memory.start = (uintptr_t)_process_memory_start;
    loader.memory.size = (size_t)(_process_memory_end - _process_memory_start);
    loader_start(&loader);
    kernel_loop(&kernel, &main_loop_capability);
}
