// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix with the least that runs an application: one process, the console, the alarm. Nothing is
// virtualized, since nothing is shared; a panic says nothing.
#include "capsules/core/alarm.h"
#include "capsules/core/console.h"
#include "chips/sam4l/ast.h"
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "chips/sam4l/usart.h"
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/arch/cortex_m/vectors.h"
#include "kernel/capability/mint.h"
#include "kernel/kernel.h"
#include "kernel/loader/loader.h"
#include "kernel/panic/panic.h"
#include "kernel/process/fault_policy.h"
#include "kernel/scheduler/cooperative.h"
#include "kernel/scheduler/no_timer.h"

enum { PROCESS_SLOTS = 1 };

static const struct sam4l_usart_wiring usart3_wiring = SAM4L_USART_WIRING(3, 0, 1);
static struct sam4l_usart usart3 = SAM4L_USART(usart3_wiring);
static uint8_t transmit_memory[64], receive_memory[32];
static struct console console = {
    .driver = {.ops = &console_driver_ops},
    .uart = &usart3.uart,
    .transmit_buffer = BUFFER(transmit_memory),
    .receive_buffer = BUFFER(receive_memory),
};

static struct sam4l_ast ast = SAM4L_AST;
static struct deadline alarm_entries[PROCESS_SLOTS];
static struct alarm_of_process alarms[PROCESS_SLOTS];
static struct alarm_driver alarm_driver = {
    .driver = {.ops = &alarm_driver_ops},
    .alarm = &ast.alarm,
    .queue = {.entries = SPAN(alarm_entries)},
    .alarms = SPAN(alarms),
};

static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_AST_0, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_AST_3, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_PDCA_0, sam4l_usart_interrupt, &usart3},
    {SAM4L_IRQ_PDCA_1, sam4l_usart_interrupt, &usart3},
    {SAM4L_IRQ_USART3, sam4l_usart_interrupt, &usart3},
};
CORTEX_M_VECTORS(SAM4L_IRQ_USART3 + 1); // Up to the highest of these lines.
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, &ast);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

static const struct driver_entry drivers[] = {
    {ALARM_DRIVER_NUMBER, &alarm_driver.driver},
    {CONSOLE_DRIVER_NUMBER, &console.driver},
};

static struct process *processes[PROCESS_SLOTS];
static struct cooperative scheduler = COOPERATIVE;

static const struct kernel kernel = {
    .drivers = drivers,
    .driver_count = sizeof(drivers) / sizeof(drivers[0]),
    .processes = processes,
    .process_slots = PROCESS_SLOTS,
    .scheduler = &scheduler.scheduler,
    .timer = &no_timer,
    .chip = &chip.chip,
    .fault_policy = &fault_policy_stop,
};

static struct loader loader = {.kernel = &kernel, .start = &process_start_capability};

int main(void) {
    static const struct sam4l_pin receive = SAM4L_PIN(B, 9), transmit = SAM4L_PIN(B, 10);
    static const struct uart_parameters parameters = {.baud_rate = 115200, .width = 8};
    kernel_init(&kernel);
    sam4l_pin_select(receive, SAM4L_PIN_FUNCTION_A, GPIO_PULL_UP);
    sam4l_pin_select(transmit, SAM4L_PIN_FUNCTION_A, GPIO_PULL_NONE);
    const char *trouble = sam4l_clocks_start(&sam4l_clock_tree);
    if (trouble != nullptr || sam4l_ast_start(&ast) != E_OK ||
        uart_configure(&usart3.uart, &parameters) != E_OK) {
        panic("the chip does not start");
    }
    sam4l_chip_start(&chip);
    console_init(&console);
    alarm_driver_init(&alarm_driver);
    loader.flash = slice_over(_apps_start, (size_t)(_apps_end - _apps_start));
    loader.memory.start = (uintptr_t)_process_memory_start;
    loader.memory.size = (size_t)(_process_memory_end - _process_memory_start);
    loader_start(&loader);
    kernel_loop(&kernel, &main_loop_capability);
}
