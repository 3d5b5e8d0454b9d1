// SPDX-License-Identifier: Apache-2.0 OR MIT
// Memory protection for processes, whatever the hardware. The implementer chooses addresses and
// sizes that the hardware can enforce and returns exactly those: callers use the returned bounds
// and never recompute them (TickTock, SOSP'25). One implementation is linked into an image.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernel/errorcode.h"

// The protection of one process: a set of region register values. Opaque; the kernel allocates
// mpu_config_size bytes, 8-byte aligned, in its part of the process's memory.
struct mpu_config;
extern const size_t mpu_config_size;

enum mpu_access : uint8_t { MPU_READ_EXECUTE, MPU_READ, MPU_READ_WRITE };

// A process's RAM block: [start, start + size). The process may access [start, accessible_end);
// the kernel keeps its own data in the rest, from the end down.
struct mpu_memory {
    uintptr_t start;
    size_t size;
    uintptr_t accessible_end;
    uint32_t step; // The implementer's: in which steps accessible_end moves.
};

// The bytes [start, start + size) of memory that are free to build processes in: less than 2 GiB,
// and not the last ones of all addresses.
struct mpu_pool {
    uintptr_t start;
    size_t size;
};

// Forgets all regions.
void mpu_config_reset(struct mpu_config *config);

// Chooses a RAM block within the pool, at fixed or, if that is 0, as low as the hardware allows:
// own_size bytes (not 0) of the process's, and kernel_size behind them. None of it is accessible
// yet; mpu_update_memory() can make it so up to where one step more of the hardware would pass
// own_size. A step has at most a quarter of own_size, or 32 bytes.
//   E_NOMEM  it does not fit;
//   E_INVAL  the hardware cannot enforce a block that starts at fixed (or that is outside the
//   pool).
enum errorcode mpu_allocate_memory(struct mpu_pool pool, uintptr_t fixed, size_t own_size,
                                   size_t kernel_size, struct mpu_memory *memory);

// Moves the end of the accessible part to at least accessible_end (rounded up as the hardware
// needs; memory->accessible_end is then what is enforced), staying at or below kernel_start, where
// the kernel's part begins now.
//   E_NOMEM  no enforceable end lies within [accessible_end, kernel_start]; nothing changed.
enum errorcode mpu_update_memory(struct mpu_config *config, struct mpu_memory *memory,
                                 uintptr_t accessible_end, uintptr_t kernel_start);

// Grants access to exactly [start, start + size): the process's flash, a shared buffer.
//   E_INVAL  the hardware cannot enforce exactly these bounds;
//   E_NOMEM  no region is left.
enum errorcode mpu_add_region(struct mpu_config *config, uintptr_t start, size_t size,
                              enum mpu_access access);

// Whether one region can enforce exactly [start, start + size), so that mpu_add_region() takes no
// more than that.
bool mpu_is_region(uintptr_t start, size_t size);

// Takes a region granted by mpu_add_region() back. E_INVAL: there is none.
enum errorcode mpu_remove_region(struct mpu_config *config, uintptr_t start, size_t size);

// Puts config into force for the process that runs next. Cheap if it is in force unchanged.
void mpu_apply(const struct mpu_config *config);

// While a process runs, protection is on for it; the kernel itself runs with its own rights. Called
// once at boot: number of regions must be > 0 or the system must not run processes.
//   E_NOSUPPORT  the processor has no protection unit.
enum errorcode mpu_init(void);
