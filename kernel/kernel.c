// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/kernel.h"

#include "kernel/arch/mpu.h"
#include "kernel/grant/record.h"
#include "kernel/kernel_current.h"
#include "kernel/panic/panic.h"
#include "kernel/process/process.h"

// Gives each driver that has a grant its place in processes' grant tables, the one that it has in
// the kernel's, and checks the order of that. Returns how many places there must be.
static uint32_t index_grants(const struct kernel *kernel) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < kernel->driver_count; i++) {
        const struct driver_entry *entry = &kernel->drivers[i];
        if (i > 0 && entry[-1].number >= entry->number) {
            __builtin_trap();
        }
        bool has_grant = !grant_layout_is_empty(&entry->driver->ops->layout);
        entry->driver->grant = has_grant ? (uint8_t)i : PROCESS_NO_GRANT;
        count = has_grant ? i + 1 : count;
    }
    return count;
}

void kernel_init(const struct kernel *kernel) {
    if (kernel->process_slots > KERNEL_PROCESS_SLOTS_MAX ||
        kernel->driver_count > KERNEL_DRIVERS_MAX) {
        __builtin_trap();
    }
    kernel_current = kernel;
    process_table.slots = kernel->processes;
    process_table.slot_count = kernel->process_slots;
    process_table.ready = 0;
    process_table.grant_count = index_grants(kernel);
    if (mpu_init() != E_OK) {
        panic("no memory protection");
    }
}
