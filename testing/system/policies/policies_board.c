// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix with console, alarm and random numbers, and with what imix does not pick: MLFQ on an alarm,
// system calls filtered by TBF permissions, one process for each short id, and, for an application
// called "crash", restarts after longer and longer waits, for others two restarts; read-only state
// and process information.
#include "capsules/core/alarm.h"
#include "capsules/core/console.h"
#include "capsules/core/rng.h"
#include "capsules/core/virtual_alarm.h"
#include "capsules/core/virtual_uart.h"
#include "capsules/system/debug_writer.h"
#include "capsules/system/process_info_driver.h"
#include "capsules/system/read_only_state.h"
#include "chips/sam4l/ast.h"
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "chips/sam4l/trng.h"
#include "chips/sam4l/usart.h"
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/capability/mint.h"
#include "kernel/debug/sink.h"
#include "kernel/kernel.h"
#include "kernel/loader/loader.h"
#include "kernel/loader/unique_short_ids.h"
#include "kernel/panic/panic.h"
#include "kernel/process/fault_policy_backoff.h"
#include "kernel/process/fault_policy_by_name.h"
#include "kernel/process/fault_policy_threshold.h"
#include "kernel/scheduler/alarm_timer.h"
#include "kernel/scheduler/mlfq.h"
#include "kernel/syscall/filter.h"

enum { PROCESS_SLOTS = 4 };

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
static struct virtual_alarm process_alarm, slice_alarm, restart_alarm;
static struct virtual_alarm *const alarms[] = {&slice_alarm, &process_alarm, &restart_alarm};
static struct virtual_alarm_mux alarm_mux = {.hardware = &ast.alarm, .alarms = SPAN(alarms)};
static struct alarm_driver alarm_driver = {
    .driver = {.ops = &alarm_driver_ops},
    .alarm = &process_alarm.alarm,
};

static struct sam4l_trng trng = SAM4L_TRNG;
static struct rng_driver rng_driver = {
    .driver = {.ops = &rng_driver_ops},
    .entropy = &trng.entropy,
};

static struct read_only_state read_only_state = {
    .driver = {.ops = &read_only_state_driver_ops},
    .alarm = &process_alarm.alarm,
    .management = &process_management_capability,
};
static struct process_info_driver process_info_driver = {
    .driver = {.ops = &process_info_driver_ops},
    .management = &process_management_capability,
};

static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_AST_0, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_PDCA_0, sam4l_usart_interrupt, &usart3},
    {SAM4L_IRQ_PDCA_1, sam4l_usart_interrupt, &usart3},
    {SAM4L_IRQ_USART3, sam4l_usart_interrupt, &usart3},
    {SAM4L_IRQ_TRNG, sam4l_trng_interrupt, &trng},
};
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

static const struct driver_entry drivers[] = {
    {ALARM_DRIVER_NUMBER, &alarm_driver.driver},
    {CONSOLE_DRIVER_NUMBER, &console.driver},
    {READ_ONLY_STATE_DRIVER_NUMBER, &read_only_state.driver},
    {PROCESS_INFO_DRIVER_NUMBER, &process_info_driver.driver},
    {RNG_DRIVER_NUMBER, &rng_driver.driver},
};

static struct process *processes[PROCESS_SLOTS];

// Policies.

static struct alarm_timer timer = {.alarm = &slice_alarm.alarm};
static struct mlfq scheduler = {.scheduler = {.ops = &mlfq_ops}, .timer = &timer.timer};

static struct fault_policy_backoff_process restarts[PROCESS_SLOTS];
static struct fault_policy_backoff_state restart_state = {
    .alarm = &restart_alarm.alarm,
    .management = &process_management_capability,
    .processes = SPAN(restarts),
};
static const struct fault_policy_backoff later = {
    .policy = {.action = fault_policy_backoff_action},
    .first = 200,
    .longest = 800,
    .state = &restart_state,
};
static const struct fault_policy_threshold twice = {
    .policy = {.action = fault_policy_threshold_action},
    .restarts = 2,
    .then = &fault_policy_stop,
};
static const struct fault_policy_choice choices[] = {{"crash", &later.policy}};
static const struct fault_policy_by_name fault_policy = {
    .policy = {.action = fault_policy_by_name_action},
    .choices = SPAN(choices),
    .otherwise = &twice.policy,
};

static const struct kernel kernel = {
    .drivers = drivers,
    .driver_count = ARRAY_COUNT(drivers),
    .processes = processes,
    .process_slots = PROCESS_SLOTS,
    .scheduler = &scheduler.scheduler,
    .timer = &timer.timer,
    .chip = &chip.chip,
    .fault_policy = &fault_policy.policy,
    .filter = &permission_filter,
    .version = "Detent, policies test",
    .panic_writer = &usart3.panic_writer,
};

static struct loader loader = {
    .kernel = &kernel,
    .start = &process_start_capability,
    .refuses = unique_short_ids,
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
    kernel_init(&kernel);
    start_chip();
    if (virtual_uart_mux_init(&uart_mux) != E_OK) {
        panic("the console's port cannot be set up");
    }
    debug_writer_init(&debug_writer);
    debug_set_sink(&debug_writer.writer);
    console_init(&console);
    virtual_alarm_mux_init(&alarm_mux);
    alarm_driver_init(&alarm_driver);
    rng_driver_init(&rng_driver);
    read_only_state_init(&read_only_state);
    alarm_timer_init(&timer);
    fault_policy_backoff_init(&restart_state);
    loader.flash = slice_over(_apps_start, (size_t)(_apps_end - _apps_start));
    loader.memory.start = (uintptr_t)_process_memory_start;
    loader.memory.size = (size_t)(_process_memory_end - _process_memory_start);
    loader_start(&loader);
    kernel_loop(&kernel, &main_loop_capability);
}
