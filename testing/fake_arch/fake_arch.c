// SPDX-License-Identifier: Apache-2.0 OR MIT
#define _GNU_SOURCE // MAP_32BIT
#include "testing/fake_arch/fake_arch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct fake_arch fake_arch;

const size_t arch_context_size = sizeof(struct arch_context);
const size_t mpu_config_size = sizeof(struct mpu_config);

static uint8_t *map_low(size_t size) {
    void *memory =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    if (memory == MAP_FAILED) {
        abort();
    }
    return memory;
}

uint8_t *fake_arch_ram(void) {
    static uint8_t *ram;
    if (ram == nullptr) {
        ram = map_low(FAKE_ARCH_RAM_SIZE);
    }
    return ram;
}

uint8_t *fake_arch_flash(void) {
    static uint8_t *flash;
    if (flash == nullptr) {
        flash = map_low(FAKE_ARCH_FLASH_SIZE);
    }
    return flash;
}

void fake_arch_reset(void) {
    memset(&fake_arch, 0, sizeof(fake_arch));
    fake_arch.granule = 32;
    memset(fake_arch_ram(), 0xa5, FAKE_ARCH_RAM_SIZE);
    memset(fake_arch_flash(), 0xf1, FAKE_ARCH_FLASH_SIZE);
}

// The processor.

static bool has_frame(const struct arch_context *context, struct arch_stack_limits limits) {
    uintptr_t sp = context->stack_pointer;
    return sp >= limits.start && sp <= limits.end && limits.end - sp >= FAKE_ARCH_FRAME;
}

void arch_context_init(struct arch_context *context, struct arch_stack_limits limits) {
    uint32_t inits = context->inits + 1;
    memset(context, 0, sizeof(*context));
    context->inits = inits;
    context->stack_pointer = limits.end - FAKE_ARCH_FRAME;
}

enum arch_switch_reason arch_switch_to_process(struct arch_context *context,
                                               struct arch_stack_limits limits,
                                               struct arch_syscall *call) {
    context->switches++;
    if (context->lost) {
        return ARCH_SWITCH_FAULT;
    }
    enum arch_switch_reason reason = ARCH_SWITCH_SYSCALL;
    if (fake_arch.run != nullptr) {
        reason = fake_arch.run(context, call);
    } else {
        memset(call, 0, sizeof(*call));
        call->argument[0] = 1;
    }
    arch_limit_stack(context, limits);
    return context->lost ? ARCH_SWITCH_FAULT : reason;
}

void arch_limit_stack(struct arch_context *context, struct arch_stack_limits limits) {
    context->lost = !has_frame(context, limits);
}

bool arch_set_return(struct arch_context *context, const uint32_t *value, uint32_t count) {
    if (context->lost) {
        return false;
    }
    for (uint32_t i = 0; i < 4; i++) {
        context->returned[i] = i < count ? value[i] : 0;
    }
    context->returned_count = count;
    context->returns++;
    return true;
}

bool arch_push_call(struct arch_context *context, const struct arch_call *call) {
    if (context->lost) {
        return false;
    }
    context->called = *call;
    context->calls++;
    return true;
}

void arch_leave(uint32_t result) {
    (void)result;
    abort(); // Nothing runs here: see fake_arch.run.
}

uintptr_t arch_stack_pointer(const struct arch_context *context) {
    return context->stack_pointer;
}

void arch_print_context(const struct arch_context *context, struct writer *writer) {
    write_string(writer, "  stack pointer ");
    write_hex32(writer, (uint32_t)context->stack_pointer);
    write_string(writer, "\r\n");
}

void arch_print_fault(const struct arch_context *context, struct writer *writer) {
    (void)context;
    write_string(writer, "a fault of the fake processor");
}

bool arch_interrupt_pending(void) {
    return fake_arch.interrupt_pending;
}

void arch_wait_for_interrupt(void) {
    fake_arch.waits++;
}

void arch_halt(void) {
    fake_arch.halts++;
    abort();
}

// Protection.

static uintptr_t round_up(uintptr_t value) {
    return (value + fake_arch.granule - 1) & ~(fake_arch.granule - 1);
}

static void mark_changed(struct mpu_config *config) {
    config->changed = true;
    if (fake_arch.applied == config) {
        fake_arch.applied_is_stale = true;
    }
}

void mpu_config_reset(struct mpu_config *config) {
    memset(config, 0, sizeof(*config));
    mark_changed(config);
}

static bool set_accessible(struct mpu_config *config, struct mpu_memory *memory,
                           uintptr_t accessible_end, uintptr_t kernel_start) {
    uintptr_t end = round_up(accessible_end);
    if (end > kernel_start) {
        return false;
    }
    memory->accessible_end = end;
    config->memory.start = memory->start;
    config->memory.size = end - memory->start;
    config->memory.access = MPU_READ_WRITE;
    mark_changed(config);
    return true;
}

static enum errorcode allocate_at(struct mpu_config *config, struct mpu_pool pool, uintptr_t start,
                                  size_t minimum_size, size_t accessible_size, size_t kernel_size,
                                  struct mpu_memory *memory) {
    size_t size = round_up(accessible_size) + round_up(kernel_size);
    size = size > round_up(minimum_size) ? size : round_up(minimum_size);
    uintptr_t offset = start - pool.start;
    if (offset > pool.size || size > pool.size - offset) {
        return E_NOMEM;
    }
    memory->start = start;
    memory->size = size;
    (void)set_accessible(config, memory, start + accessible_size, start + size - kernel_size);
    return E_OK;
}

enum errorcode mpu_allocate_memory(struct mpu_config *config, struct mpu_pool pool,
                                   size_t minimum_size, size_t accessible_size, size_t kernel_size,
                                   struct mpu_memory *memory) {
    return allocate_at(config, pool, round_up(pool.start), minimum_size, accessible_size,
                       kernel_size, memory);
}

enum errorcode mpu_allocate_memory_at(struct mpu_config *config, struct mpu_pool pool,
                                      uintptr_t start, size_t minimum_size, size_t accessible_size,
                                      size_t kernel_size, struct mpu_memory *memory) {
    if (start != round_up(start) || start < pool.start || start - pool.start > pool.size) {
        return E_INVAL;
    }
    return allocate_at(config, pool, start, minimum_size, accessible_size, kernel_size, memory);
}

enum errorcode mpu_update_memory(struct mpu_config *config, struct mpu_memory *memory,
                                 uintptr_t accessible_end, uintptr_t kernel_start) {
    return set_accessible(config, memory, accessible_end, kernel_start) ? E_OK : E_NOMEM;
}

enum errorcode mpu_add_region(struct mpu_config *config, uintptr_t start, size_t size,
                              enum mpu_access access) {
    if (fake_arch.refuse_flash || start != round_up(start) || size != round_up(size) || size == 0) {
        return E_INVAL;
    }
    for (size_t i = 0; i < FAKE_ARCH_REGIONS; i++) {
        if (config->region[i].size == 0) {
            config->region[i].start = start;
            config->region[i].size = size;
            config->region[i].access = access;
            mark_changed(config);
            return E_OK;
        }
    }
    return E_NOMEM;
}

bool mpu_is_region(uintptr_t start, size_t size) {
    return start == round_up(start) && size == round_up(size) && size > 0 &&
           size <= FAKE_ARCH_RAM_SIZE;
}

enum errorcode mpu_remove_region(struct mpu_config *config, uintptr_t start, size_t size) {
    for (size_t i = 0; i < FAKE_ARCH_REGIONS; i++) {
        if (config->region[i].start == start && config->region[i].size == size) {
            config->region[i].size = 0;
            mark_changed(config);
            return E_OK;
        }
    }
    return E_INVAL;
}

void mpu_apply(const struct mpu_config *config) {
    fake_arch.applied = config;
    fake_arch.applied_is_stale = false;
}

enum errorcode mpu_init(void) {
    fake_arch.mpu_inits++;
    return fake_arch.has_no_mpu ? E_NOSUPPORT : E_OK;
}

static bool covers(const struct fake_region *region, uintptr_t start, size_t size) {
    uintptr_t offset = start - region->start;
    return size == 0 || (offset <= region->size && size <= region->size - offset);
}

bool fake_arch_can_write(const struct mpu_config *config, uintptr_t start, size_t size) {
    bool can = covers(&config->memory, start, size);
    for (size_t i = 0; i < FAKE_ARCH_REGIONS; i++) {
        can = can || (config->region[i].access == MPU_READ_WRITE &&
                      covers(&config->region[i], start, size));
    }
    return can;
}

bool fake_arch_can_read(const struct mpu_config *config, uintptr_t start, size_t size) {
    bool can = covers(&config->memory, start, size);
    for (size_t i = 0; i < FAKE_ARCH_REGIONS; i++) {
        can = can || covers(&config->region[i], start, size);
    }
    return can;
}
