// SPDX-License-Identifier: Apache-2.0 OR MIT
// Memop (TRD 104, 4.6).
#include "kernel/process/create.h"
#include "kernel/process/memory.h"
#include "kernel/syscall/syscall.h"

enum memop : uint32_t {
    MEMOP_BRK = 0,
    MEMOP_SBRK = 1,
    MEMOP_RAM_START = 2,
    MEMOP_RAM_END = 3,
    MEMOP_FLASH_START = 4,
    MEMOP_FLASH_END = 5,
    MEMOP_GRANT_START = 6,
    MEMOP_FLASH_REGIONS = 7,
    MEMOP_FLASH_REGION_START = 8,
    MEMOP_FLASH_REGION_END = 9,
    MEMOP_STACK_START = 10,
    MEMOP_HEAP_START = 11,
};

static struct command_return success_address(uintptr_t address) {
    return command_success_u32((uint32_t)address);
}

static struct command_return sbrk(struct process *process, uint32_t increment) {
    uint32_t old_break = (uint32_t)process->app_break;
    // Modulo 2^32: what wraps around ends up where it was meant to, or out of bounds.
    enum errorcode error = process_brk(process, old_break + increment);
    return error == E_OK ? command_success_u32(old_break) : command_failure(error);
}

static struct command_return flash_region(const struct process *process, uint32_t index,
                                          bool at_end) {
    if (index >= process->flash_region_count) {
        return command_failure(E_FAIL);
    }
    const struct process_flash_region *region = &process->flash_regions[index];
    return success_address(process->flash_start + region->offset + (at_end ? region->size : 0));
}

// Whether an address that the process reports lies in its RAM; others are not kept.
static bool is_in_ram(const struct process *process, uint32_t address) {
    return address >= process->memory.start &&
           address - process->memory.start < process->memory.size;
}

struct command_return syscall_memop(struct process *process) {
    uint32_t argument = process->last_syscall.argument[1];
    switch (process->last_syscall.argument[0]) {
    case MEMOP_BRK:
        return command_result(process_brk(process, argument));
    case MEMOP_SBRK:
        return sbrk(process, argument);
    case MEMOP_RAM_START:
        return success_address(process->memory.start);
    case MEMOP_RAM_END:
        return success_address(process->memory.start + process->memory.size);
    case MEMOP_FLASH_START:
        return success_address(process->flash_start);
    case MEMOP_FLASH_END:
        return success_address(process->flash_end);
    case MEMOP_GRANT_START:
        return success_address(process->kernel_break);
    case MEMOP_FLASH_REGIONS:
        return command_success_u32(process->flash_region_count);
    case MEMOP_FLASH_REGION_START:
        return flash_region(process, argument, false);
    case MEMOP_FLASH_REGION_END:
        return flash_region(process, argument, true);
    case MEMOP_STACK_START:
        if (is_in_ram(process, argument)) {
            process->stack_start = argument;
        }
        return command_success();
    case MEMOP_HEAP_START:
        if (is_in_ram(process, argument)) {
            process->heap_start = argument;
        }
        return command_success();
    default:
        return command_failure(E_NOSUPPORT);
    }
}
