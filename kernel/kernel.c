// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/kernel.h"

#include "kernel/arch/mpu.h"
#include "kernel/grant/record.h"
#include "kernel/kernel_current.h"
#include "kernel/panic/panic.h"
#include "kernel/process/process.h"

// Gives each driver that has a grant its place in processes' grant tables, the one that it has in
// the kernel's.
static void index_grants(const struct kernel *kernel) {
    for (uint32_t i = 0; i < kernel->driver_count; i++) {
        const struct driver_entry *entry = &kernel->drivers[i];
        bool has_grant = !grant_layout_is_empty(&entry->driver->ops->layout);
        entry->driver->grant = has_grant ? (uint8_t)i : PROCESS_NO_GRANT;
    }
}

void kernel_init(const struct kernel *kernel) {
    if (kernel->process_slots > KERNEL_PROCESS_SLOTS_MAX ||
        kernel->driver_count > KERNEL_DRIVERS_MAX) {
        __builtin_trap();
    }
    kernel_current = kernel;
    kernel_panic_writer = kernel->panic_writer;
    process_table.slots = kernel->processes;
    process_table.slot_count = kernel->process_slots;
    process_table.ready = 0;
    process_table.grant_count = kernel->driver_count;
    index_grants(kernel);
    if (mpu_init() != E_OK) {
        panic("no memory protection");
    }
}
