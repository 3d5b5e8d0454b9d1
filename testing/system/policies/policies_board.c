// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/system/policies/policies_board.h"

#include "capsules/core/alarm.h"
#include "capsules/core/rng.h"
#include "capsules/core/virtual_alarm.h"
#include "capsules/core/wide_time.h"
#include "capsules/system/process_info_driver.h"
#include "capsules/system/read_only_state.h"
#include "chips/sam4l/ast.h"
#include "chips/sam4l/chip.h"
#include "chips/sam4l/trng.h"
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/capability/mint.h"
#include "kernel/loader/loader.h"
#include "kernel/loader/unique_short_ids.h"
#include "kernel/panic/panic.h"
#include "testing/system/port/port.h"

static struct sam4l_ast ast = SAM4L_AST;
static struct virtual_alarm process_alarm, slice_alarm, restart_alarm, wide_alarm;
static struct virtual_alarm *const alarms[] = {
    &slice_alarm,
    &process_alarm,
    &restart_alarm,
    &wide_alarm,
};
static struct deadline alarm_entries[ARRAY_COUNT(alarms)];
static struct virtual_alarm_mux alarm_mux = {
    .hardware = &ast.alarm,
    .alarms = SPAN(alarms),
    .queue = {.entries = SPAN(alarm_entries)},
};
static struct deadline process_alarm_entries[POLICIES_SLOTS];
static struct alarm_of_process process_alarms[POLICIES_SLOTS];
static struct alarm_driver alarm_driver = {
    .driver = {.ops = &alarm_driver_ops},
    .alarm = &process_alarm.alarm,
    .queue = {.entries = SPAN(process_alarm_entries)},
    .alarms = SPAN(process_alarms),
};

static struct sam4l_trng trng = SAM4L_TRNG;
static struct rng_driver rng_driver = {
    .driver = {.ops = &rng_driver_ops},
    .entropy = &trng.entropy,
};

static struct wide_time wide_time = {.alarm = &wide_alarm.alarm};
static struct read_only_state read_only_state = {
    .driver = {.ops = &read_only_state_driver_ops},
    .time = &wide_time,
    .management = &process_management_capability,
};
static struct process_info_driver process_info_driver = {
    .driver = {.ops = &process_info_driver_ops},
    .management = &process_management_capability,
};

static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_AST_0, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_AST_3, sam4l_ast_interrupt, &ast},
    PORT_INTERRUPTS,
    {SAM4L_IRQ_TRNG, sam4l_trng_interrupt, &trng},
};
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, &ast);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

enum { DRIVERS = 5 };

static struct driver_entry drivers[DRIVERS + 1] = {
    {ALARM_DRIVER_NUMBER, &alarm_driver.driver},
    {CONSOLE_DRIVER_NUMBER, &port_console.driver},
    {READ_ONLY_STATE_DRIVER_NUMBER, &read_only_state.driver},
    {PROCESS_INFO_DRIVER_NUMBER, &process_info_driver.driver},
    {RNG_DRIVER_NUMBER, &rng_driver.driver},
};

static struct process *processes[POLICIES_SLOTS];

struct alarm_timer policies_slice_timer = {.alarm = &slice_alarm.alarm};
struct alarm *const policies_restart_alarm = &restart_alarm.alarm;

static struct kernel kernel = {
    .drivers = drivers,
    .driver_count = DRIVERS,
    .processes = processes,
    .process_slots = POLICIES_SLOTS,
    .chip = &chip.chip,
    .version = "Detent, policies test",
    .panic_writer = &port.panic_writer,
};

static struct loader loader = {
    .kernel = &kernel,
    .start = &process_start_capability,
    .refuses = unique_short_ids,
};

static void pick(const struct policies *policies) {
    kernel.scheduler = policies->scheduler;
    kernel.timer = policies->timer;
    kernel.fault_policy = policies->fault_policy;
    kernel.filter = policies->filter;
    if (policies->more != nullptr) {
        drivers[DRIVERS].number = POLICIES_MORE;
        drivers[DRIVERS].driver = policies->more;
        kernel.driver_count = DRIVERS + 1;
    }
}

void policies_run(const struct policies *policies, void (*start)(void)) {
    pick(policies);
    kernel_init(&kernel);
    port_start_chip(&ast, &chip);
    port_start(nullptr);
    virtual_alarm_mux_init(&alarm_mux);
    alarm_driver_init(&alarm_driver);
    rng_driver_init(&rng_driver);
    wide_time_init(&wide_time);
    read_only_state_init(&read_only_state);
    alarm_timer_init(&policies_slice_timer);
    if (start != nullptr) {
        start();
    }
    loader.flash = slice_over(_apps_start, (size_t)(_apps_end - _apps_start));
    loader.memory.start = (uintptr_t)_process_memory_start;
    loader.memory.size = (size_t)(_process_memory_end - _process_memory_start);
    loader_start(&loader);
    kernel_loop(&kernel, &main_loop_capability);
}
