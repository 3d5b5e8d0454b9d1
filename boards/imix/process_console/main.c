// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix with a process console on its serial port; a panic lists the last system calls.
#include "boards/imix/wiring.h"
#include "capsules/system/process_console.h"
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/arch/cortex_m/scb.h"
#include "kernel/capability/mint.h"
#include "kernel/panic/panic.h"
#include "kernel/syscall/history.h"

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
    {"applications", (uintptr_t)_apps_start, (uintptr_t)_apps_end},
    {"stack", (uintptr_t)_stack_start, (uintptr_t)_stack_top},
    {"data", (uintptr_t)_stack_top, (uintptr_t)_bss_end},
    {"processes", (uintptr_t)_process_memory_start, (uintptr_t)_process_memory_end},
};

static struct virtual_uart uart;
static uint8_t transmit_memory[256], receive_memory[64];
static struct process_console_memory process_console_memory;
static struct process_console process_console = {
    .uart = &uart.uart,
    .transmit_buffer = BUFFER(transmit_memory),
    .receive_buffer = BUFFER(receive_memory),
    .management = &process_management_capability,
    .host = &host,
    .regions = SPAN(regions),
    .memory = &process_console_memory,
};

static struct arch_syscall calls[32]; // Four for each of imix's slots.
static struct syscall_history history = {.calls = SPAN(calls)};

int main(void) {
    history.slots = imix_kernel.process_slots;
    syscall_history_keep(&history);
    imix_start(&uart);
    process_console.version = imix_kernel.version;
    if (process_console_init(&process_console) != E_OK) {
        panic("the process console cannot receive");
    }
    imix_run();
}
