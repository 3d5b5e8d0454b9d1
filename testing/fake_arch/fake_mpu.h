// SPDX-License-Identifier: Apache-2.0 OR MIT
// kernel/arch/mpu.h for host tests, without a protection unit: a set of intervals, rounded to a
// granule that the test chooses (fake_arch.granule), so that a test can ask what a process could
// touch.
#pragma once

#include "testing/fake_arch/fake_arch.h"

struct fake_region {
    uintptr_t start;
    size_t size; // 0: no region.
    enum mpu_access access;
};

struct mpu_config {
    struct fake_region memory;
    struct fake_region region[FAKE_ARCH_REGIONS];
    bool changed; // Since it was last applied.
};

// Whether a process under this protection could read (write) all of the bytes.
bool fake_arch_can_read(const struct mpu_config *config, uintptr_t start, size_t size);
bool fake_arch_can_write(const struct mpu_config *config, uintptr_t start, size_t size);
