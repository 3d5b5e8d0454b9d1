// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/memory.h"

// Whether [address, address + length) lies in [start, end), without overflow.
static bool within(uintptr_t address, uint32_t length, uintptr_t start, uintptr_t end) {
    return address >= start && address <= end && length <= end - address;
}

enum errorcode process_brk(struct process *process, uint32_t new_break) {
    uintptr_t old_break = process->app_break;
    uintptr_t old_end = process->memory.accessible_end;
    if (new_break < process->high_water || new_break >= process->kernel_break) {
        return E_NOMEM;
    }
    enum errorcode error =
        mpu_update_memory(process_mpu(process), &process->memory, new_break, process->kernel_break);
    if (error != E_OK) {
        return E_NOMEM;
    }
    process->app_break = new_break;
    if (new_break < old_break) {
        arch_limit_stack(process_context(process), process_stack_limits(process));
    } else if (new_break > old_break) {
        uintptr_t new_end = process->memory.accessible_end;
        // UNSAFE: between the breaks lies nobody's memory, so neither the kernel nor, by the
        // meaning of the break, the process has anything there.
        __builtin_memset((void *)old_break, 0,
                         (new_end != old_end ? new_end : new_break) - old_break);
    }
    return E_OK;
}

[[gnu::always_inline]] bool process_may_write(const struct process *process, uint32_t address,
                                              uint32_t length) {
    return length == 0 || within(address, length, process->memory.start, process->app_break);
}

bool process_may_read(const struct process *process, uint32_t address, uint32_t length) {
    return process_may_write(process, address, length) ||
           within(address, length, process->flash_allowed, process->flash_end);
}

bool process_may_execute(const struct process *process, uint32_t address) {
    // Bit 0 is no part of the address on Cortex-M. The shortest instruction has two bytes.
    return within(address & ~UINT32_C(1), 2, process->flash_allowed, process->flash_end);
}

void process_hold(struct process *process, uint32_t address, uint32_t length) {
    uintptr_t end = (uintptr_t)address + length;
    if (length > 0 && address >= process->memory.start && end <= process->app_break &&
        end > process->high_water) {
        process->high_water = end;
    }
}

void *process_allocate(struct process *process, size_t size) {
    uintptr_t room = process->kernel_break - process->app_break;
    if (size >= room) {
        return nullptr;
    }
    uintptr_t start = (process->kernel_break - size) & ~(uintptr_t)7;
    if (start <= process->app_break || start < process->memory.accessible_end) {
        return nullptr;
    }
    size_t taken = process->kernel_break - start;
    process->kernel_break = start;
    // UNSAFE: [start, old kernel_break) is in the process's block, above its break, below what the
    // kernel had so far, and out of the process's reach.
    void *memory = (void *)start;
    __builtin_memset(memory, 0, taken);
    return memory;
}

bool process_check_invariants(const struct process *process) {
    const struct mpu_memory *memory = &process->memory;
    return memory->start <= process->high_water && process->high_water <= process->app_break &&
           process->app_break <= memory->accessible_end &&
           memory->accessible_end <= process->kernel_break &&
           process->app_break < process->kernel_break &&
           process->kernel_break <= process_first_kernel_break(process) &&
           (uintptr_t)process_mpu(process) + mpu_config_size <= memory->start + memory->size;
}
