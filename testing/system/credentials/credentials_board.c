// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix with console and alarm, and with a loader that checks credentials (policies.h).
#include "capsules/core/alarm.h"
#include "capsules/core/console.h"
#include "capsules/core/virtual_uart.h"
#include "capsules/system/debug_writer.h"
#include "chips/sam4l/ast.h"
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "chips/sam4l/usart.h"
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/arch/cortex_m/systick.h"
#include "kernel/capability/mint.h"
#include "kernel/debug/sink.h"
#include "kernel/kernel.h"
#include "kernel/panic/panic.h"
#include "kernel/process/fault_policy.h"
#include "kernel/scheduler/round_robin.h"
#include "testing/system/credentials/policies.h"

enum { PROCESS_SLOTS = 6 };

static const struct sam4l_usart_wiring usart3_wiring = SAM4L_USART_WIRING(3, 0, 1);
static struct sam4l_usart usart3 = SAM4L_USART(usart3_wiring);
static struct virtual_uart console_uart, debug_uart;
static struct virtual_uart *const uart_devices[] = {&debug_uart, &console_uart};
static uint8_t uart_receive_memory[64];
static struct virtual_uart_mux uart_mux = {
    .hardware = &usart3.uart,
    .parameters = {.baud_rate = 115200, .width = 8},
    .receive_buffer = BUFFER(uart_receive_memory),
    .devices = SPAN(uart_devices),
};
static uint8_t debug_ring[1024], debug_transmit_memory[128];
static struct debug_writer debug_writer = {
    .writer = {.ops = &debug_writer_ops},
    .uart = &debug_uart.uart,
    .ring = BUFFER(debug_ring),
    .transmit_buffer = BUFFER(debug_transmit_memory),
};
static uint8_t console_transmit_memory[128], console_receive_memory[64];
static struct console console = {
    .driver = {.ops = &console_driver_ops},
    .uart = &console_uart.uart,
    .transmit_buffer = BUFFER(console_transmit_memory),
    .receive_buffer = BUFFER(console_receive_memory),
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
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, &ast);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

static const struct driver_entry drivers[] = {
    {ALARM_DRIVER_NUMBER, &alarm_driver.driver},
    {CONSOLE_DRIVER_NUMBER, &console.driver},
};

static struct process *processes[PROCESS_SLOTS];
static struct round_robin scheduler = ROUND_ROBIN;
static struct systick timer;

const struct kernel credentials_kernel = {
    .drivers = drivers,
    .driver_count = ARRAY_COUNT(drivers),
    .processes = processes,
    .process_slots = PROCESS_SLOTS,
    .scheduler = &scheduler.scheduler,
    .timer = &timer.timer,
    .chip = &chip.chip,
    .fault_policy = &fault_policy_stop,
    .version = "Detent, credentials test",
    .panic_writer = &usart3.panic_writer,
};

static void start_chip(void) {
    static const struct sam4l_pin transmit = SAM4L_PIN(B, 10);
    sam4l_pin_select(transmit, SAM4L_PIN_FUNCTION_A, GPIO_PULL_NONE);
    const char *trouble = sam4l_clocks_start(&sam4l_clock_tree);
    if (trouble != nullptr || sam4l_ast_start(&ast) != E_OK) {
        panic(trouble != nullptr ? trouble : "the alarm does not count");
    }
    sam4l_chip_start(&chip);
}

int main(void) {
    kernel_init(&credentials_kernel);
    start_chip();
    if (virtual_uart_mux_init(&uart_mux) != E_OK) {
        panic("the console's port cannot be set up");
    }
    debug_writer_init(&debug_writer);
    debug_set_sink(&debug_writer.writer);
    console_init(&console);
    systick_init(&timer, sam4l_clocks_frequency());
    alarm_driver_init(&alarm_driver);
    struct loader *loader = &credentials_loader()->loader;
    loader->flash = slice_over(_apps_start, (size_t)(_apps_end - _apps_start));
    loader->memory.start += (uintptr_t)_process_memory_start;
    loader->memory.size = (uintptr_t)_process_memory_end - loader->memory.start;
    loader_start(loader);
    kernel_loop(&credentials_kernel, &main_loop_capability);
}
