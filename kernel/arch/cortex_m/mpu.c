// SPDX-License-Identifier: Apache-2.0 OR MIT
// Process RAM is covered by two neighbouring regions of equal size, 16 subregions ("granules") in
// all, of which a run is switched on: from the block's start to the break. So a block begins at any
// granule, not at a power of two, and the kernel's part behind the break needs no alignment.
// Everything else is covered by as few regions as give exactly its bounds.
//
// The last region, above all others, is the same for all: no access to the addresses below the
// kernel's image. So a null pointer faults in the kernel, too, and capsules need no code that
// checks.
#include "kernel/arch/mpu.h"

#include "kernel/arch/cortex_m/cpu.h"
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/arch/cortex_m/mpu_config.h"
#include "kernel/arch/cortex_m/scs.h"

const size_t mpu_config_size = sizeof(struct mpu_config);

enum : uint32_t {
    SMALLEST_SHIFT = 5,            // A region of 32 bytes,
    SMALLEST_SUBREGIONS_SHIFT = 8, // and one of 256, the smallest one with subregions: 8 of 32.
    LARGEST_SHIFT = 31,
    SUBREGIONS_SHIFT = 3,
    SUBREGIONS = 1u << SUBREGIONS_SHIFT,

    // RASR. The privileged side may always read and write (as without a region): what is in force
    // for one process must not bar the kernel from another's memory.
    EXECUTE_NEVER = 1u << 28,
    READ_ONLY = 2u << 24,
    READ_WRITE = 3u << 24,
    NO_ACCESS = EXECUTE_NEVER, // For the kernel neither.
    NORMAL_FLASH = 2u << 16,   // TEX 0, C: write-through (table B3-15 and its recommendation).
    NORMAL_RAM = 6u << 16,     // S, C.
    RAM = EXECUTE_NEVER | READ_WRITE | NORMAL_RAM,
};

static uint32_t last_stamp;
static uint32_t in_force; // The stamp of what the registers hold; 0: unknown.

static void changed(struct mpu_config *config) {
    config->stamp = ++last_stamp;
}

static uint32_t align_up(uint32_t value, uint32_t shift) {
    uint32_t mask = (1u << shift) - 1;
    return (value + mask) & ~mask;
}

static uint32_t align_down(uint32_t value, uint32_t shift) {
    return value >> shift << shift;
}

// A region's registers: 2^shift bytes at base, of which the subregions in enabled are on.
static void set_region(struct mpu_region *region, uint32_t number, uint32_t base, uint32_t shift,
                       uint32_t enabled, uint32_t attributes) {
    region->rbar = base | SCS_MPU_RBAR_VALID | number;
    region->rasr =
        enabled == 0 ? 0
                     : attributes | (~enabled & 0xFF) << 8 | (shift - 1) << 1 | SCS_MPU_RASR_ENABLE;
}

static void clear_region(struct mpu_config *config, uint32_t number) {
    config->region[number] = (struct mpu_region){SCS_MPU_RBAR_VALID | number, 0};
}

void mpu_config_reset(struct mpu_config *config) {
    for (uint32_t number = 0; number < MPU_REGIONS; number++) {
        clear_region(config, number);
    }
    changed(config);
}

// The first byte of the 16 granules in which a block from start on lies.
static uint32_t window_of(uint32_t start, uint32_t granule_shift) {
    return align_down(start, granule_shift + SUBREGIONS_SHIFT);
}

static uint32_t window_end(uint32_t start, uint32_t granule_shift) {
    return window_of(start, granule_shift) + (2 * SUBREGIONS << granule_shift);
}

// A bit for each granule of [offset, offset + size), whose bounds are granules'. At most 16.
static uint32_t granules(uint32_t offset, uint32_t size, uint32_t granule_shift) {
    return ((1u << (size >> granule_shift)) - 1) << (offset >> granule_shift);
}

// start and end are granules' bounds within the window.
static void set_ram(struct mpu_config *config, uint32_t granule_shift, uint32_t start,
                    uint32_t end) {
    uint32_t window = window_of(start, granule_shift);
    uint32_t enabled = granules(start - window, end - start, granule_shift);
    uint32_t shift = granule_shift + SUBREGIONS_SHIFT;
    set_region(&config->region[0], 0, window, shift, enabled & 0xFF, RAM);
    set_region(&config->region[1], 1, window + (1u << shift), shift, enabled >> SUBREGIONS, RAM);
    changed(config);
}

// log2 of the smallest granule of which 16 hold so much.
static uint32_t least_granule_shift(size_t own_size) {
    uint32_t needed = (uint32_t)(own_size - 1) / (2 * SUBREGIONS); // Less than its size.
    return LARGEST_SHIFT + 1 - (uint32_t)__builtin_clz(needed | ((1u << SMALLEST_SHIFT) - 1));
}

// Whether the window of a block at start is large enough.
static bool reaches(uint32_t start, size_t own_size, uint32_t granule_shift) {
    uint32_t offset = start - window_of(start, granule_shift);
    return offset + own_size <= 2 * SUBREGIONS << granule_shift;
}

// With the smallest granule, the window's end may be too near: the block's first one can be the
// eighth of the 16. With the next larger one the block takes eight and never is; but where that
// begins, the smallest may do.
enum errorcode mpu_allocate_memory(struct mpu_pool pool, uintptr_t fixed, size_t own_size,
                                   size_t kernel_size, struct mpu_memory *memory) {
    size_t before = fixed != 0 ? fixed - pool.start : 0; // Huge if it lies below the pool.
    if (before != 0 && before >= pool.size) {
        return E_INVAL;
    }
    size_t rest = pool.size - before;
    if (own_size > rest || kernel_size > rest - own_size) {
        return E_NOMEM;
    }
    // Nothing overflows from here on.
    size_t size = align_up((uint32_t)(own_size + kernel_size), 3);
    uint32_t least = least_granule_shift(own_size);
    for (uint32_t most = least; most <= least + 1; most++) {
        uint32_t start = align_up((uint32_t)(pool.start + before), most);
        uint32_t shift = reaches(start, own_size, least) ? least : least + 1;
        if (shift <= most && (fixed == 0 || start == fixed) &&
            start - pool.start + size <= pool.size) {
            *memory = (struct mpu_memory){start, size, start, shift};
            return E_OK;
        }
    }
    return fixed != 0 ? E_INVAL : E_NOMEM;
}

enum errorcode mpu_update_memory(struct mpu_config *config, struct mpu_memory *memory,
                                 uintptr_t accessible_end, uintptr_t kernel_start) {
    uint32_t shift = memory->step;
    if (accessible_end < memory->start || accessible_end > kernel_start) {
        return E_NOMEM;
    }
    uint32_t end = align_up((uint32_t)accessible_end, shift);
    if (end > kernel_start || end > window_end((uint32_t)memory->start, shift)) {
        return E_NOMEM;
    }
    if (end != memory->accessible_end) {
        memory->accessible_end = end;
        set_ram(config, shift, (uint32_t)memory->start, end);
    }
    return E_OK;
}

static uint32_t attributes_of(enum mpu_access access) {
    switch (access) {
    case MPU_READ_EXECUTE:
        return READ_ONLY | NORMAL_FLASH;
    case MPU_READ:
        return EXECUTE_NEVER | READ_ONLY | NORMAL_RAM;
    case MPU_READ_WRITE:
        return RAM;
    }
    __builtin_trap();
}

// The largest region that begins to cover [start, end) at start and covers nothing else. Both are
// multiples of the smallest region. Returns where it ends.
static uint32_t cover(uint32_t start, uint32_t end, uint32_t attributes, uint32_t number,
                      struct mpu_region *region) {
    uint32_t best = start;
    // A region from start on that is no longer than all: no smaller one covers as much.
    uint32_t aligned = (uint32_t)__builtin_ctz(start | 1u << LARGEST_SHIFT);
    uint32_t within = LARGEST_SHIFT - (uint32_t)__builtin_clz(end - start);
    for (uint32_t shift = aligned < within ? aligned : within; shift <= LARGEST_SHIFT; shift++) {
        uint32_t base = align_down(start, shift);
        uint32_t granule_shift =
            shift < SMALLEST_SUBREGIONS_SHIFT ? shift : shift - SUBREGIONS_SHIFT;
        uint32_t size = align_down(end - base, granule_shift);
        uint32_t covered = size < 1u << shift ? size : 1u << shift; // From base on.
        if (start % (1u << granule_shift) != 0 || base + covered <= best) {
            continue;
        }
        uint32_t enabled = 0xFF;
        if (granule_shift != shift) {
            enabled = granules(start - base, base + covered - start, granule_shift);
        }
        best = base + covered;
        set_region(region, number, base, shift, enabled, attributes);
        if (best == end) {
            break; // A larger one covers no more.
        }
    }
    return best;
}

// The registers for exactly [start, start + size), as far as there is room. Returns how many.
//   0  the hardware cannot enforce these bounds.
//   capacity + 1  it takes more.
static uint32_t decompose(uint32_t start, size_t size, enum mpu_access access,
                          struct mpu_region *regions, uint32_t capacity) {
    uint32_t mask = (1u << SMALLEST_SHIFT) - 1;
    if (size == 0 || (start & mask) != 0 || (size & mask) != 0 || size > UINT32_MAX - start) {
        return 0;
    }
    uint32_t end = start + (uint32_t)size;
    for (uint32_t count = 0; count < capacity; count++) {
        start = cover(start, end, attributes_of(access), 0, &regions[count]);
        if (start == end) {
            return count + 1;
        }
    }
    return capacity + 1;
}

enum : uint32_t { ADDED = MPU_REGIONS - MPU_RAM_REGIONS };

enum errorcode mpu_add_region(struct mpu_config *config, uintptr_t start, size_t size,
                              enum mpu_access access) {
    struct mpu_region regions[ADDED];
    uint32_t count = decompose((uint32_t)start, size, access, regions, ADDED);
    if (count == 0) {
        return E_INVAL;
    }
    uint32_t available = 0;
    for (uint32_t number = MPU_RAM_REGIONS; number < MPU_REGIONS; number++) {
        available += config->region[number].rasr == 0;
    }
    if (count > available) {
        return E_NOMEM;
    }
    for (uint32_t number = MPU_RAM_REGIONS; count > 0; number++) {
        if (config->region[number].rasr == 0) {
            count--;
            config->region[number].rbar = regions[count].rbar | number;
            config->region[number].rasr = regions[count].rasr;
        }
    }
    changed(config);
    return E_OK;
}

bool mpu_is_region(uintptr_t start, size_t size) {
    struct mpu_region region;
    return decompose((uint32_t)start, size, MPU_READ_WRITE, &region, 1) == 1;
}

// The number of the added region with these registers (but for the number in them); 0 if none.
static uint32_t find(const struct mpu_config *config, const struct mpu_region *wanted) {
    for (uint32_t number = MPU_RAM_REGIONS; number < MPU_REGIONS; number++) {
        if (config->region[number].rbar == (wanted->rbar | number) &&
            config->region[number].rasr == wanted->rasr) {
            return number;
        }
    }
    return 0;
}

enum errorcode mpu_remove_region(struct mpu_config *config, uintptr_t start, size_t size) {
    for (enum mpu_access access = MPU_READ_EXECUTE; access <= MPU_READ_WRITE; access++) {
        struct mpu_region regions[ADDED];
        uint32_t count = decompose((uint32_t)start, size, access, regions, ADDED);
        uint32_t found = 0;
        while (found < count && count <= ADDED && find(config, &regions[found]) != 0) {
            found++;
        }
        if (count != 0 && found == count) {
            for (uint32_t i = 0; i < count; i++) {
                clear_region(config, find(config, &regions[i]));
            }
            changed(config);
            return E_OK;
        }
    }
    return E_INVAL;
}

// Off while it changes: the registers pass through states that nobody asked for, and the kernel's
// own accesses are checked, too.
[[gnu::noinline]] static void put_into_force(const struct mpu_config *config) {
    scs_mpu.ctrl = 0;
    // Four regions at a time, through RBAR, RASR and their aliases (DDI 0403, B3.5.10).
    static_assert(MPU_REGIONS == 7);
    cpu_store_8(scs_mpu.region, &config->region[0]);
    cpu_store_6(scs_mpu.region, &config->region[4]);
    scs_mpu.ctrl = SCS_MPU_CTRL_ENABLE | SCS_MPU_CTRL_PRIVDEFENA;
    cpu_barrier();
    in_force = config->stamp;
}

[[gnu::always_inline]] void mpu_apply(const struct mpu_config *config) {
    if (config->stamp != in_force) {
        put_into_force(config);
    }
}

// The largest region from 0 that ends before the kernel's image, which leaves room for one
// (sections.ld).
static void set_guard(void) {
    struct mpu_region guard;
    uint32_t shift = LARGEST_SHIFT - (uint32_t)__builtin_clz((uint32_t)(uintptr_t)_kernel_start);
    set_region(&guard, MPU_GUARD_REGION, 0, shift, 0xFF, NO_ACCESS);
    scs_mpu.region[0].rbar = guard.rbar;
    scs_mpu.region[0].rasr = guard.rasr;
}

enum errorcode mpu_init(void) {
    if ((scs_mpu.type >> 8 & 0xFF) <= MPU_GUARD_REGION) {
        return E_NOSUPPORT;
    }
    // No process runs without a config of its own in force: nothing is enabled for it now.
    in_force = 0;
    scs_mpu.ctrl = 0;
    uint32_t number = MPU_REGIONS;
    do {
        number--;
        scs_mpu.region[0].rbar = SCS_MPU_RBAR_VALID | number;
        scs_mpu.region[0].rasr = 0;
    } while (number > 0);
    set_guard();
    scs_mpu.ctrl = SCS_MPU_CTRL_ENABLE | SCS_MPU_CTRL_PRIVDEFENA;
    cpu_barrier();
    return E_OK;
}
