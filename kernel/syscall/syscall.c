// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/syscall/syscall.h"

enum syscall_class : uint32_t {
    SYSCALL_YIELD = 0,
    SYSCALL_SUBSCRIBE = 1,
    SYSCALL_COMMAND = 2,
    SYSCALL_ALLOW_READWRITE = 3,
    SYSCALL_ALLOW_READONLY = 4,
    SYSCALL_MEMOP = 5,
    SYSCALL_EXIT = 6,
    SYSCALL_ALLOW_READABLE = 7,
};

enum { EXIT_TERMINATE = 0, EXIT_RESTART = 1 };

struct driver *syscall_driver(const struct kernel *kernel, uint32_t number) {
    uint32_t low = 0;
    uint32_t high = kernel->driver_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        const struct driver_entry *entry = &kernel->drivers[middle];
        if (entry->number == number) {
            return entry->driver;
        }
        if (entry->number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return nullptr;
}

void syscall_return(struct process *process, const struct command_return *value) {
    if (!arch_set_return(process_context(process), process_stack_limits(process), value->variant,
                         value->value[0], value->value[1], value->value[2])) {
        process_fault(process, "no stack for a system call's return");
    }
}

static struct command_return command(const struct kernel *kernel, struct process *process) {
    const uint32_t *argument = process->last_syscall.argument;
    struct driver *driver = syscall_driver(kernel, argument[0]);
    if (driver == nullptr) {
        return command_failure(E_NODEVICE);
    }
    return driver->ops->command(driver, process->id, argument[1], argument[2], argument[3]);
}

// Ends the process, or starts it afresh. An unknown number returns (TRD 104, 4.7).
static struct command_return exit_process(struct process *process) {
    const uint32_t *argument = process->last_syscall.argument;
    switch (argument[0]) {
    case EXIT_TERMINATE:
        process->completion_code = argument[1];
        process_end(process, PROCESS_TERMINATED);
        break;
    case EXIT_RESTART:
        process->completion_code = argument[1];
        process_restart(process);
        break;
    default:
        break;
    }
    return command_failure(E_NOSUPPORT);
}

void syscall_handle(const struct kernel *kernel, struct process *process) {
    struct command_return result;
    process->syscalls++;
    switch (process->last_syscall.class_number) {
    case SYSCALL_YIELD:
        syscall_yield(kernel, process);
        return;
    case SYSCALL_SUBSCRIBE:
        result = syscall_subscribe(kernel, process);
        break;
    case SYSCALL_COMMAND:
        result = command(kernel, process);
        break;
    case SYSCALL_ALLOW_READWRITE:
    case SYSCALL_ALLOW_READONLY:
    case SYSCALL_ALLOW_READABLE:
        result = syscall_allow(kernel, process);
        break;
    case SYSCALL_MEMOP:
        result = syscall_memop(process);
        break;
    case SYSCALL_EXIT:
        result = exit_process(process);
        break;
    default:
        result = command_failure(E_NOSUPPORT);
        break;
    }
    // Exit, or a command that a management capsule served, may have ended it.
    if (process->state == PROCESS_RUNNING) {
        syscall_return(process, &result);
    }
}
