// SPDX-License-Identifier: Apache-2.0 OR MIT
// Creating processes: what a loader knows of an application becomes a process in a block of RAM.
// Privileged: for loaders and boards.
#pragma once

#include "kernel/arch/mpu.h"
#include "kernel/kernel.h"
#include "kernel/process_id.h"
#include "kernel/slice.h"

// A part of its own flash that an application may have rewritten through a driver: as the TBF
// header has it.
struct process_flash_region {
    uint32_t offset; // From the image's start.
    uint32_t size;
};

// An application in flash. Slices and pointers go into flash and must stay valid while the process
// exists.
struct process_image {
    struct slice name;     // For people; may be empty.
    uintptr_t flash_start; // The whole image, from its TBF header on.
    size_t flash_size;     //
    size_t protected_size; // Bytes at flash_start that the process must not allow (its header).
    uintptr_t entry;       // Address of its entry function.
    size_t minimum_ram;    // Bytes of RAM that it asks for, grants included; the process
                           // structure comes on top.
    uintptr_t fixed_ram;   // Address its RAM must start at; 0: anywhere.
    uint32_t short_id;     // 0: locally unique, no fixed one (AppID TRD).
    const struct process_flash_region *flash_regions; // Writeable flash regions.
    uint32_t flash_region_count;
    const uint8_t *permissions; // For filters: see tbf_permission(); null: it may do everything.
    const struct fault_policy *fault_policy; // Null: the kernel's.
};

enum process_create_error : uint8_t {
    PROCESS_CREATE_OK,
    PROCESS_CREATE_NO_SLOT,   // The process table is full.
    PROCESS_CREATE_NO_MEMORY, // needed, available: bytes of RAM.
    PROCESS_CREATE_FIXED_RAM, // Its RAM cannot start at the address that it is linked for.
    PROCESS_CREATE_FLASH,     // Protection cannot be set to exactly its flash.
    PROCESS_CREATE_BAD_IMAGE, // Entry or protected part outside the flash.
};

struct [[nodiscard]] process_create_result {
    enum process_create_error error;
    struct process_id process; // If PROCESS_CREATE_OK.
    size_t needed;             // If PROCESS_CREATE_NO_MEMORY: bytes asked for ...
    size_t available;          // ... and bytes left in the pool.
};

// Creates a process from image in a block at the start of pool (as low as the hardware allows),
// which shrinks by it; it runs when the scheduler next picks it. On every error pool is unchanged.
// The pool's memory must belong to nobody else.
struct process_create_result process_create(const struct kernel *kernel,
                                            const struct process_image *image,
                                            struct mpu_pool *pool,
                                            const struct process_start_capability *capability);

// Gives up an ended process: its slot and its RAM are free, and no id finds it any more.
//   E_NODEVICE  no process has this id;
//   E_BUSY      it has not ended, or a grant of it is entered at this moment.
enum errorcode process_remove(struct process_id id,
                              const struct process_start_capability *capability);

// The number-th stretch (from 0, in ascending order) of whole that belongs to no process, if it has
// so many; whole is all memory that processes are made in. A process created in it leaves the
// others as they are.
bool process_gap(struct mpu_pool whole, uint32_t number, struct mpu_pool *gap);

// "not enough RAM" for PROCESS_CREATE_NO_MEMORY, and so on.
const char *process_create_error_name(enum process_create_error error);
