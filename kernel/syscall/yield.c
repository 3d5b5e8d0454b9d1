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

// Takes the first upcall that the process waits for: by its state a certain one, else any. Stores
// at flag whether there is one, if the process may write there.
static bool take(struct process *process, uint32_t flag, struct process_upcall *upcall,
                 struct upcall_target *target) {
    bool found = process->upcall_count > 0 &&
                 (process->state == PROCESS_YIELDED_FOR
                      ? upcall_take(process, process->wait_grant, process->wait_number, upcall)
                      : upcall_take_next(process, upcall, target));
    if (flag != 0 && process_may_write(process, flag, 1)) {
        // UNSAFE: the process may write this byte itself.
        *(uint8_t *)(uintptr_t)flag = found;
    }
    return found;
}

// Has the process call its upcall when it runs. False: its stack has no room.
static bool push(struct process *process, const struct process_upcall *upcall,
                 const struct upcall_target *target) {
    struct arch_call call = {
        .function = target->function,
        .argument = {upcall->argument[0], upcall->argument[1], upcall->argument[2],
                     target->userdata},
    };
    return arch_push_call(process_context(process), &call);
}

// Makes the process continue in its next upcall, or for a certain one after its Yield. False: it
// waits on.
static bool deliver(struct process *process, uint32_t flag) {
    struct process_upcall upcall;
    struct upcall_target target;
    bool returns = process->state == PROCESS_YIELDED_FOR;
    if (!take(process, flag, &upcall, &target)) {
        return false;
    }
    // It is ready, since it runs or what it waited for has come, and stays so, whatever else comes.
    process->state = PROCESS_RUNNING;
    ipc_on_deliver(process, &upcall);
    bool fits = returns ? arch_set_return(process_context(process), upcall.argument, 3)
                        : push(process, &upcall, &target);
    if (!fits) {
        process_fault(process, PROCESS_NO_STACK);
    }
    return true;
}

bool syscall_deliver(struct process *process) {
    return deliver(process, 0);
}

static void await(const struct kernel *kernel, struct process *process) {
    const uint32_t *argument = process->last_syscall.argument;
    const struct driver_entry *entry = syscall_driver(kernel, argument[1]);
    // A subscription that does not exist has no upcalls: the wait does not end.
    bool exists = entry != nullptr && argument[2] < entry->driver->ops->layout.upcalls;
    process->wait_grant = exists ? (uint8_t)syscall_driver_index(kernel, entry) : PROCESS_NO_GRANT;
    process->wait_number = exists ? (uint8_t)argument[2] : 0;
}

void syscall_yield(const struct kernel *kernel, struct process *process) {
    const uint32_t *argument = process->last_syscall.argument;
    uint32_t kind = argument[0];
    if (kind > YIELD_WAIT_FOR) {
        return; // At once, and nothing is used (TRD 104, 4.1).
    }
    if (kind == YIELD_WAIT_FOR) {
        await(kernel, process);
    }
    if (kind != YIELD_NO_WAIT) {
        process->state = kind == YIELD_WAIT ? PROCESS_YIELDED : PROCESS_YIELDED_FOR;
    }
    if (!deliver(process, kind == YIELD_NO_WAIT ? argument[1] : 0)) {
        if (kind != YIELD_NO_WAIT) {
            process_wait(process);
        }
        ipc_on_wait(process);
    }
}
