// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/syscall/syscall.h"

#include "kernel/syscall/trace.h"

enum { EXIT_TERMINATE = 0, EXIT_RESTART = 1 };

struct driver *syscall_driver(const struct kernel *kernel, uint32_t number) {
    const struct driver_entry *first = kernel->drivers;
    uint32_t count = kernel->driver_count;
    // It is among the first count entries from here on, if it is there.
    while (count > 1) {
        uint32_t half = count / 2;
        if (first[half].number <= number) {
            first += half;
        }
        count -= half;
    }
    return count == 1 && first->number == number ? first->driver : nullptr;
}

// How many registers a variant takes, itself included (TRD 104, 3.2).
static uint32_t registers_of(enum return_variant variant) {
    switch (variant) {
    case RETURN_SUCCESS:
        return 1;
    case RETURN_FAILURE:
    case RETURN_SUCCESS_U32:
        return 2;
    case RETURN_FAILURE_U32:
    case RETURN_SUCCESS_2_U32:
    case RETURN_SUCCESS_U64:
        return 3;
    default:
        return 4;
    }
}

void syscall_return(struct process *process, const struct command_return *value) {
    uint32_t registers[] = {value->variant, value->value[0], value->value[1], value->value[2]};
    if (!arch_set_return(process_context(process), process_stack_limits(process), registers,
                         registers_of(value->variant))) {
        process_fault(process, PROCESS_NO_STACK);
    }
}

static struct command_return command(const struct kernel *kernel, struct process *process) {
    const uint32_t *argument = process->last_syscall.argument;
    struct driver *driver = syscall_called_driver(kernel, process);
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

// Both give way to a board's own.
[[gnu::weak]] void syscall_begins(const struct process *process) {
    (void)process;
}

[[gnu::weak]] void syscall_trace(const struct process *process,
                                 const struct command_return *result) {
    (void)process;
    (void)result;
}

void syscall_handle(const struct kernel *kernel, struct process *process) {
    struct command_return result;
    process->syscalls++;
    syscall_begins(process);
    switch (process->last_syscall.class_number) {
    case SYSCALL_YIELD:
        syscall_trace(process, nullptr);
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
        syscall_trace(process, nullptr);
        result = exit_process(process);
        break;
    default:
        result = command_failure(E_NOSUPPORT);
        break;
    }
    // Exit, or a command that a management capsule served, may have ended it.
    if (process->state == PROCESS_RUNNING) {
        syscall_trace(process, &result);
        syscall_return(process, &result);
    }
}
