// SPDX-License-Identifier: Apache-2.0 OR MIT
// System call filters: which process may use which driver for what. The board picks one
// (kernel/kernel.h) or none. Command, Subscribe and the Allows are filtered; a call that is refused
// ends as if there were no such driver (E_NODEVICE, with the variant that TRD 104 has for the
// class).
#pragma once

struct arch_syscall;
struct process;

struct syscall_filter {
    // Whether the process may make the call. call->argument[0] is the driver's number.
    bool (*allows)(const struct syscall_filter *filter, const struct process *process,
                   const struct arch_syscall *call);
};

// What the permissions in the application's TBF header allow: of each driver's commands those whose
// bits are set, and Subscribe and Allow if the header has an entry for the driver at all. An
// application whose header has no permissions may do everything.
extern const struct syscall_filter permission_filter;
