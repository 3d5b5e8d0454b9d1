// SPDX-License-Identifier: Apache-2.0 OR MIT
// A console board with all that the kernel has to pick from: IPC, the process console, process
// information and read-only state, permissions of system calls and storage, MLFQ on an alarm, fault
// policies by name, checked credentials, and a history and a trace of system calls. What it all
// takes is held by flash_budget. Only the arithmetic of credentials is not here: that is a library,
// and so no application with credentials runs.
#include "capsules/core/alarm.h"
#include "capsules/core/virtual_alarm.h"
#include "capsules/core/wide_time.h"
#include "capsules/system/process_console.h"
#include "capsules/system/process_info_driver.h"
#include "capsules/system/read_only_state.h"
#include "chips/sam4l/ast.h"
#include "chips/sam4l/chip.h"
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/arch/cortex_m/scb.h"
#include "kernel/arch/cortex_m/vectors.h"
#include "kernel/capability/mint.h"
#include "kernel/ipc/ipc.h"
#include "kernel/loader/checked_loader.h"
#include "kernel/loader/hash_credentials.h"
#include "kernel/loader/signature_credentials.h"
#include "kernel/panic/panic.h"
#include "kernel/process/fault_policy_backoff.h"
#include "kernel/process/fault_policy_by_name.h"
#include "kernel/process/fault_policy_threshold.h"
#include "kernel/scheduler/alarm_timer.h"
#include "kernel/scheduler/mlfq.h"
#include "kernel/storage/storage_policies.h"
#include "kernel/syscall/filter.h"
#include "kernel/syscall/history.h"
#include "testing/system/port/port.h"

enum { PROCESS_SLOTS = 4 };

static const char version[] = "Detent, with everything";

// The process console.

static struct virtual_uart process_console_uart;

static void host_reset(struct process_console_host *host) {
    (void)host;
    scb_system_reset();
}

static void host_panic(struct process_console_host *host) {
    (void)host;
    panic("asked for on the process console");
}

static const struct process_console_host_ops host_ops = {
    .reset = host_reset,
    .panic = host_panic,
};
static struct process_console_host host = {.ops = &host_ops};
static const struct process_console_region regions[] = {
    {"program", (uintptr_t)_kernel_start, (uintptr_t)_kernel_end},
    {"processes", (uintptr_t)_process_memory_start, (uintptr_t)_process_memory_end},
};
static uint8_t process_console_transmit_memory[256], process_console_receive_memory[64];
static struct process_console_memory process_console_memory;
static struct process_console process_console = {
    .uart = &process_console_uart.uart,
    .transmit_buffer = BUFFER(process_console_transmit_memory),
    .receive_buffer = BUFFER(process_console_receive_memory),
    .management = &process_management_capability,
    .host = &host,
    .regions = SPAN(regions),
    .memory = &process_console_memory,
    .version = version,
};

// Time.

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
static struct deadline process_alarm_entries[PROCESS_SLOTS];
static struct alarm_of_process process_alarms[PROCESS_SLOTS];
static struct alarm_driver alarm_driver = {
    .driver = {.ops = &alarm_driver_ops},
    .alarm = &process_alarm.alarm,
    .queue = {.entries = SPAN(process_alarm_entries)},
    .alarms = SPAN(process_alarms),
};
static struct wide_time wide_time = {.alarm = &wide_alarm.alarm};

static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_AST_0, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_AST_3, sam4l_ast_interrupt, &ast},
    PORT_INTERRUPTS,
};
CORTEX_M_VECTORS(SAM4L_IRQ_USART3 + 1); // Up to the highest of these lines.
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, &ast);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

// Drivers.

const struct driver_ops ipc_driver_ops = IPC_DRIVER_OPS(PROCESS_SLOTS);
static struct read_only_state read_only_state = {
    .driver = {.ops = &read_only_state_driver_ops},
    .time = &wide_time,
    .management = &process_management_capability,
};
static struct process_info_driver process_info_driver = {
    .driver = {.ops = &process_info_driver_ops},
    .management = &process_management_capability,
};
static const struct driver_entry drivers[] = {
    {ALARM_DRIVER_NUMBER, &alarm_driver.driver},
    {CONSOLE_DRIVER_NUMBER, &port_console.driver},
    {READ_ONLY_STATE_DRIVER_NUMBER, &read_only_state.driver},
    {IPC_DRIVER_NUMBER, &ipc_driver},
    {PROCESS_INFO_DRIVER_NUMBER, &process_info_driver.driver},
};

// Policies.

static uint32_t slice_used[PROCESS_SLOTS];
static struct mlfq scheduler = {.scheduler = {.ops = &mlfq_ops}, .used = SPAN(slice_used)};
static struct alarm_timer slice_timer = {.alarm = &slice_alarm.alarm};
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
static const struct fault_policy_choice choices[] = {
    {"always", &fault_policy_restart},
    {"never", &fault_policy_panic},
    {"crash", &later.policy},
};
static const struct fault_policy_by_name by_name = {
    .policy = {.action = fault_policy_by_name_action},
    .choices = SPAN(choices),
    .otherwise = &twice.policy,
};

// A storage capsule would have it; there is none yet.
[[gnu::used]] static const struct storage_policy *const storage = &storage_from_tbf;

static struct process *processes[PROCESS_SLOTS];
static const struct kernel kernel = {
    .drivers = drivers,
    .driver_count = ARRAY_COUNT(drivers),
    .processes = processes,
    .process_slots = PROCESS_SLOTS,
    .scheduler = &scheduler.scheduler,
    .timer = &slice_timer.timer,
    .chip = &chip.chip,
    .fault_policy = &by_name.policy,
    .filter = &permission_filter,
    .version = version,
    .panic_writer = &port.panic_writer,
};

static struct arch_syscall calls[PROCESS_SLOTS * 4];
static struct syscall_history history = {.calls = SPAN(calls), .slots = PROCESS_SLOTS};

// Credentials, of which none can be computed.

static enum errorcode cannot_add(struct digest *digest, struct slice data) {
    (void)digest;
    (void)data;
    return E_NOSUPPORT;
}

static enum errorcode cannot_finish(struct digest *digest) {
    (void)digest;
    return E_NOSUPPORT;
}

static void clear(struct digest *digest) {
    (void)digest;
}

static const struct digest_ops digest_ops = {
    .size = 32,
    .add = cannot_add,
    .finish = cannot_finish,
    .clear = clear,
};
static struct digest digest = {.ops = &digest_ops};

static enum errorcode cannot_verify(struct signature *signature, struct slice key,
                                    struct slice hash, struct slice value) {
    (void)signature;
    (void)key;
    (void)hash;
    (void)value;
    return E_NOSUPPORT;
}

static const struct signature_ops signature_ops = {
    .key_size = 64,
    .hash_size = 32,
    .signature_size = 64,
    .verify = cannot_verify,
};
static struct signature signature = {.ops = &signature_ops};

static const uint8_t key[64] = {1};
static const struct signature_key keys[] = {{.value = key}};
static struct signature_credentials signature_credentials = {
    .policy = {.ops = &signature_credentials_ops},
    .format = TBF_CREDENTIALS_ECDSA_P256,
    .digest = &digest,
    .signature = &signature,
    .keys = SPAN(keys),
};
static struct hash_credentials hash_credentials = {
    .policy = {.ops = &hash_credentials_ops},
    .format = TBF_CREDENTIALS_SHA256,
    .digest = &digest,
};
static struct credentials_policy *const policies[] = {
    &signature_credentials.policy,
    &hash_credentials.policy,
};
static struct checked_loader loader = {
    .loader =
        {
            .kernel = &kernel,
            .start = &process_start_capability,
            .refuses = checked_loader_check,
        },
    .policies = SPAN(policies),
    .optional = true,
};

static void start_capsules(void) {
    port_start(&process_console_uart);
    virtual_alarm_mux_init(&alarm_mux);
    alarm_driver_init(&alarm_driver);
    wide_time_init(&wide_time);
    read_only_state_init(&read_only_state);
    alarm_timer_init(&slice_timer);
    fault_policy_backoff_init(&restart_state);
    if (process_console_init(&process_console) != E_OK) {
        panic("the process console cannot receive");
    }
}

int main(void) {
    syscall_history_keep(&history);
    kernel_init(&kernel);
    port_start_chip(&ast, &chip);
    start_capsules();
    loader.loader.flash = slice_over(_apps_start, (size_t)(_apps_end - _apps_start));
    loader.loader.memory.start = (uintptr_t)_process_memory_start;
    loader.loader.memory.size = (size_t)(_process_memory_end - _process_memory_start);
    loader_start(&loader.loader);
    kernel_loop(&kernel, &main_loop_capability);
}
