// SPDX-License-Identifier: Apache-2.0 OR MIT
// Yield (TRD 104, 4.1).
#include "kernel/ipc/hooks.h"
#include "kernel/process/memory.h"
#include "kernel/process/upcall.h"
#include "kernel/syscall/syscall.h"

enum { YIELD_NO_WAIT = 0, YIELD_WAIT = 1, YIELD_WAIT_FOR = 2 };

[[gnu::weak]] void ipc_on_deliver(struct process *process, struct process_upcall *upcall) {
    (void)process, (void)upcall;
}

[[gnu::weak]] void ipc_on_wait(struct process *process) {
    (void)process;
}

// Makes the process continue in the upcall.
static void call(struct process *process, struct process_upcall *upcall,
                 const struct upcall_target *target) {
    ipc_on_deliver(process, upcall);
    struct arch_call function = {
        .function = target->function,
        .argument = {upcall->argument[0], upcall->argument[1], upcall->argument[2],
                     target->userdata},
    };
    process->state = PROCESS_RUNNING; // It is ready: it runs, or what it waited for has come.
    if (!arch_push_call(process_context(process), &function)) {
        process_fault(process, PROCESS_NO_STACK);
    }
}

// Makes the process continue after its Yield-WaitFor.
static void answer(struct process *process, struct process_upcall *upcall) {
    ipc_on_deliver(process, upcall);
    process->state = PROCESS_RUNNING; // As above.
    if (!arch_set_return(process_context(process), upcall->argument, 3)) {
        process_fault(process, PROCESS_NO_STACK);
    }
}

static bool deliver_next(struct process *process) {
    struct process_upcall upcall;
    struct upcall_target target;
    if (!upcall_take_next(process, &upcall, &target)) {
        return false;
    }
    call(process, &upcall, &target);
    return true;
}

static bool deliver_awaited(struct process *process) {
    struct process_upcall upcall;
    if (!upcall_take(process, process->wait_grant, process->wait_number, &upcall)) {
        return false;
    }
    answer(process, &upcall);
    return true;
}

bool syscall_deliver(struct process *process) {
    return process->state == PROCESS_YIELDED ? deliver_next(process) : deliver_awaited(process);
}

static void no_wait(struct process *process, uint32_t flag) {
    struct process_upcall upcall;
    struct upcall_target target;
    bool found = upcall_take_next(process, &upcall, &target);
    if (process_may_write(process, flag, 1)) {
        // UNSAFE: the process may write this byte itself.
        *(uint8_t *)(uintptr_t)flag = found;
    }
    if (found) {
        call(process, &upcall, &target);
    } else {
        ipc_on_wait(process);
    }
}

static void wait_for(const struct kernel *kernel, struct process *process) {
    const uint32_t *argument = process->last_syscall.argument;
    const struct driver_entry *entry = syscall_driver(kernel, argument[1]);
    // A subscription that does not exist has no upcalls: the wait does not end.
    bool exists = entry != nullptr && argument[2] < entry->driver->ops->layout.upcalls;
    process->wait_grant = exists ? (uint8_t)syscall_driver_index(kernel, entry) : PROCESS_NO_GRANT;
    process->wait_number = exists ? (uint8_t)argument[2] : 0;
    if (!deliver_awaited(process)) {
        process_wait(process, PROCESS_YIELDED_FOR);
        ipc_on_wait(process);
    }
}

void syscall_yield(const struct kernel *kernel, struct process *process) {
    const uint32_t *argument = process->last_syscall.argument;
    switch (argument[0]) {
    case YIELD_NO_WAIT:
        no_wait(process, argument[1]);
        break;
    case YIELD_WAIT:
        if (process->upcall_count == 0 || !deliver_next(process)) {
            process_wait(process, PROCESS_YIELDED);
            ipc_on_wait(process);
        }
        break;
    case YIELD_WAIT_FOR:
        wait_for(kernel, process);
        break;
    default:
        break; // Returns at once, and nothing is used (TRD 104, 4.1).
    }
}
