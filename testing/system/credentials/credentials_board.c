// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix with console and alarm, and with a loader that checks credentials (policies.h).
#include "capsules/core/alarm.h"
#include "chips/sam4l/ast.h"
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/arch/cortex_m/systick.h"
#include "kernel/capability/mint.h"
#include "kernel/kernel.h"
#include "kernel/panic/panic.h"
#include "kernel/process/fault_policy.h"
#include "kernel/scheduler/round_robin.h"
#include "testing/system/credentials/policies.h"
#include "testing/system/port/port.h"

enum { PROCESS_SLOTS = 6 };

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
    PORT_INTERRUPTS,
};
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, &ast);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

static const struct driver_entry drivers[] = {
    {ALARM_DRIVER_NUMBER, &alarm_driver.driver},
    {CONSOLE_DRIVER_NUMBER, &port_console.driver},
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
    .panic_writer = &port.panic_writer,
};

int main(void) {
    kernel_init(&credentials_kernel);
    port_start_chip(&ast, &chip);
    port_start(nullptr);
    systick_init(&timer, sam4l_clocks_frequency());
    alarm_driver_init(&alarm_driver);
    struct loader *loader = &credentials_loader()->loader;
    loader->flash = slice_over(_apps_start, (size_t)(_apps_end - _apps_start));
    loader->memory.start += (uintptr_t)_process_memory_start;
    loader->memory.size = (uintptr_t)_process_memory_end - loader->memory.start;
    loader_start(loader);
    kernel_loop(&credentials_kernel, &main_loop_capability);
}
