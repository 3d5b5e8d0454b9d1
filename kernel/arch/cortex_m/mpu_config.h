// SPDX-License-Identifier: Apache-2.0 OR MIT
// The protection of one process in PMSAv7 registers (DDI 0403, B3.5), for mpu.c and its test.
#pragma once

#include <stdint.h>

enum {
    MPU_REGIONS = 7,      // A process's. The processor has one more:
    MPU_GUARD_REGION = 7, // nobody, the kernel neither, may access what lies around address 0.
    MPU_RAM_REGIONS = 2,  // Regions 0 and 1: the process's RAM. The others are free to be added.
};

struct mpu_region {
    uint32_t rbar; // With the region's number.
    uint32_t rasr; // 0: the region is off.
};

// Plain data; a copy is as good.
struct mpu_config {
    struct mpu_region region[MPU_REGIONS];
    uint32_t stamp; // Of this content, for mpu_apply(): each change of any config gets a new one.
};
