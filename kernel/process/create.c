// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/create.h"

#include "kernel/capability.h"
#include "kernel/message/message.h"
#include "kernel/process/process_internal.h"

static size_t grants_size(void) {
    return process_round_up(process_table.grant_count * sizeof(struct grant_record *));
}

static size_t process_size(void) {
    return process_round_up(sizeof(struct process)) + process_round_up(arch_context_size) +
           process_round_up(mpu_config_size);
}

// Bytes before the kernel's part: what it asks for, but always more than its first break.
static size_t own_size_of(const struct process_image *image) {
    size_t least = PROCESS_FIRST_STACK + 8;
    return image->minimum_ram > least ? image->minimum_ram : least;
}

static bool image_is_sound(const struct process_image *image) {
    return image->flash_size <= UINTPTR_MAX - image->flash_start &&
           image->protected_size <= image->flash_size &&
           image->entry >= image->flash_start + image->protected_size &&
           image->entry < image->flash_start + image->flash_size &&
           image->flash_region_count <= UINT8_MAX;
}

static struct process_create_result failed(enum process_create_error error) {
    struct process_create_result result = {.error = error, .process = process_id_none()};
    return result;
}

static struct process_create_result no_memory(size_t own_size, size_t kernel_size,
                                              size_t available) {
    struct process_create_result result = failed(PROCESS_CREATE_NO_MEMORY);
    result.needed = own_size > SIZE_MAX - kernel_size ? SIZE_MAX : own_size + kernel_size;
    result.available = available;
    return result;
}

static uint32_t free_slot(void) {
    uint32_t slot = 0;
    while (slot < process_table.slot_count && process_table.slots[slot] != nullptr) {
        slot++;
    }
    return slot;
}

struct process_create_result process_create(const struct kernel *kernel,
                                            const struct process_image *image,
                                            struct mpu_pool *pool,
                                            const struct process_start_capability *capability) {
    capability_require(capability);
    if (!image_is_sound(image)) {
        return failed(PROCESS_CREATE_BAD_IMAGE);
    }
    uint32_t slot = free_slot();
    if (slot == process_table.slot_count) {
        return failed(PROCESS_CREATE_NO_SLOT);
    }
    size_t kernel_size = grants_size() + process_size();
    size_t own_size = own_size_of(image);
    struct mpu_memory memory;
    enum errorcode error =
        mpu_allocate_memory(*pool, image->fixed_ram, own_size, kernel_size, &memory);
    if (error == E_INVAL) {
        return failed(PROCESS_CREATE_FIXED_RAM);
    }
    if (error != E_OK) {
        return no_memory(own_size, kernel_size, pool->size);
    }

    // UNSAFE: the block's end, where the protection leaves kernel_size bytes to the kernel;
    // aligned.
    struct process *process = (struct process *)(memory.start + memory.size - process_size());
    __builtin_memset(process, 0, sizeof(*process));
    mpu_config_reset(process_mpu(process));
    if (mpu_add_region(process_mpu(process), image->flash_start, image->flash_size,
                       MPU_READ_EXECUTE) != E_OK) {
        return failed(PROCESS_CREATE_FLASH);
    }
    process->id.value = slot;
    process->memory = memory;
    process->flash_start = image->flash_start;
    process->flash_allowed = image->flash_start + image->protected_size;
    process->flash_end = image->flash_start + image->flash_size;
    process->entry = image->entry;
    process->name = image->name.data;
    process->name_length =
        (uint8_t)(image->name.length < UINT8_MAX ? image->name.length : UINT8_MAX);
    process->flash_regions = image->flash_regions;
    process->flash_region_count = (uint8_t)image->flash_region_count;
    process->fault_policy =
        image->fault_policy != nullptr ? image->fault_policy : kernel->fault_policy;
    process->permissions = image->permissions;
    process->short_id = image->short_id;
    process_table.slots[slot] = process;
    process_reset(process);

    uintptr_t used = memory.start + memory.size - pool->start;
    pool->start += used;
    pool->size -= used;
    struct process_create_result result = {.error = PROCESS_CREATE_OK, .process = process->id};
    return result;
}

const char *process_create_error_name(enum process_create_error error) {
    // In the order of the enum.
    static const char names[] = "created\0"
                                "process table full\0"
                                "not enough RAM\0"
                                "RAM address not available\0"
                                "flash cannot be protected\0"
                                "bad entry point";
    return string_at(names, error);
}
