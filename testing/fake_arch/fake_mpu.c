// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/fake_mpu.h"

#include <string.h>

const size_t mpu_config_size = sizeof(struct mpu_config);

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

enum errorcode mpu_allocate_memory(struct mpu_pool pool, uintptr_t fixed, size_t own_size,
                                   size_t kernel_size, struct mpu_memory *memory) {
    if (fixed != 0 &&
        (fixed != round_up(fixed) || fixed < pool.start || fixed - pool.start > pool.size)) {
        return E_INVAL;
    }
    uintptr_t start = fixed != 0 ? fixed : round_up(pool.start);
    uintptr_t offset = start - pool.start;
    size_t size = round_up(own_size) + ((kernel_size + 7) & ~(size_t)7);
    if (own_size > pool.size || kernel_size > pool.size || offset > pool.size ||
        size > pool.size - offset) {
        return E_NOMEM;
    }
    *memory = (struct mpu_memory){start, size, start, 0};
    return E_OK;
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
