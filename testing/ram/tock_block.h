// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where Tock puts a process's RAM on a Cortex-M with PMSAv7 protection, as its kernel's
// documentation and code describe it (arch/cortex-m mpu, allocate_app_memory_region(), release 2):
// a power of two, at least 512 bytes, that holds what the application asks for and the kernel's
// part; two regions cover it, each of half its size, to a multiple of which it is aligned; if the
// granules that the process may use at first would reach into the kernel's part, regions are twice
// as large.
#pragma once

#include <cstdint>

namespace detent {

struct Block {
    uint32_t start, end;
};

constexpr uint32_t kTockFirstBytes = 32; // That a process may use at first: a saved frame.

inline Block TockBlock(uint32_t pool_start, uint32_t minimum, uint32_t kernel) {
    uint32_t size = 512;
    while (size < minimum + kernel) {
        size *= 2;
    }
    uint32_t region = size / 2;
    uint32_t granules = kTockFirstBytes * 8 / region + 1;
    if (granules * (region / 8) > size - kernel) {
        region *= 2;
    }
    uint32_t start = (pool_start + region - 1) / region * region;
    return {start, start + size};
}

} // namespace detent
