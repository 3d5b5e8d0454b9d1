// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/process.h"
#include "kernel/syscall/filter.h"
#include "kernel/syscall/syscall.h"
#include "kernel/tbf/tbf.h"

static bool allows(const struct syscall_filter *filter, const struct process *process,
                   const struct arch_syscall *call) {
    (void)filter;
    if (process->permissions == nullptr) {
        return true;
    }
    uint32_t count = tbf_permission_count(process->permissions);
    for (uint32_t i = 0; i < count; i++) {
        struct tbf_permission permission = tbf_permission(process->permissions, i);
        if (permission.driver != call->argument[0]) {
            continue;
        }
        if (call->class_number != SYSCALL_COMMAND) {
            return true;
        }
        if (permission.offset == call->argument[1] / 64) {
            return (permission.commands >> call->argument[1] % 64 & 1) != 0;
        }
    }
    return false;
}

const struct syscall_filter permission_filter = {.allows = allows};
