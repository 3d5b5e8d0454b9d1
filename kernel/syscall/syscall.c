// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/syscall/syscall.h"

#include "kernel/syscall/trace.h"

enum { EXIT_TERMINATE = 0, EXIT_RESTART = 1 };

[[gnu::always_inline]] const struct driver_entry *syscall_driver(const struct kernel *kernel,
                                                                 uint32_t number) {
    const struct driver_entry *first = kernel->drivers;
    uint32_t count = kernel->driver_count;
    if (count == 0) {
        return nullptr;
    }
    // It is among the first count entries from here on, if it is there.
    do {
        uint32_t half = count / 2;
        if (first[half].number <= number) {
            first += half;
        }
        count -= half;
    } while (count > 1);
    return first->number == number ? first : nullptr;
}

// How many registers a variant takes, itself included (TRD 104, 3.2).
static uint32_t registers_of(enum return_variant variant) {
    // Failures are numbered from 0 on, successes from 128 on.
    static const uint8_t registers[16] = {2, 3, 4, 4, 4, 4, 4, 4, 1, 2, 3, 3, 4, 4, 4, 4};
    static_assert(RETURN_FAILURE_U64 < 8 && RETURN_SUCCESS == 128 && RETURN_SUCCESS_U32_U64 < 136);
    return registers[(variant ^ variant >> 4) % 16];
}

// Sets the registers that the process goes on with; it faults if its stack cannot take them.
static void set_return(struct process *process, const struct command_return *value) {
    // The four registers, in order.
    static_assert(offsetof(struct command_return, value) == sizeof(value->variant) &&
                  sizeof(*value) == 4 * sizeof(uint32_t));
    if (!arch_set_return(process_context(process), (const uint32_t *)value,
                         registers_of(value->variant))) {
        process_fault(process, PROCESS_NO_STACK);
    }
}

static struct command_return command(struct process *process, struct driver *driver) {
    const uint32_t *argument = process->last_syscall.argument;
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

// Without the driver, or with one that the process may not use.
static struct command_return no_driver(const struct process *process) {
    const struct arch_syscall *call = &process->last_syscall;
    switch (call->class_number) {
    case SYSCALL_COMMAND:
        return command_failure(E_NODEVICE);
    case SYSCALL_SUBSCRIBE:
        if (!syscall_is_upcall(process, call->argument[2])) {
            return command_return_make(RETURN_FAILURE_2_U32, E_INVAL, call->argument[2],
                                       call->argument[3]);
        }
        // With the null upcall: TRD 104, 4.2.1.
        return command_return_make(RETURN_FAILURE_2_U32, E_NODEVICE, 0, call->argument[3]);
    default:
        return command_return_make(RETURN_FAILURE_2_U32, E_NODEVICE, call->argument[2],
                                   call->argument[3]);
    }
}

// A call of a driver.
static struct command_return serve_driver(const struct kernel *kernel, struct process *process) {
    const struct arch_syscall *call = &process->last_syscall;
    const struct syscall_filter *filter = kernel->filter;
    const struct driver_entry *entry = syscall_driver(kernel, call->argument[0]);
    if (entry == nullptr || (filter != nullptr && !filter->allows(filter, process, call))) {
        return no_driver(process);
    }
    switch (call->class_number) {
    case SYSCALL_COMMAND:
        return command(process, entry->driver);
    case SYSCALL_SUBSCRIBE:
        return syscall_subscribe(kernel, process, entry);
    case SYSCALL_ALLOW_READWRITE:
        return syscall_allow(kernel, process, entry, GRANT_READWRITE);
    case SYSCALL_ALLOW_READONLY:
        return syscall_allow(kernel, process, entry, GRANT_READONLY);
    default:
        return syscall_allow(kernel, process, entry, GRANT_READABLE);
    }
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
    case SYSCALL_COMMAND:
    case SYSCALL_ALLOW_READWRITE:
    case SYSCALL_ALLOW_READONLY:
    case SYSCALL_ALLOW_READABLE:
        result = serve_driver(kernel, process);
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
        set_return(process, &result);
    }
}
