// SPDX-License-Identifier: Apache-2.0 OR MIT
// The driver of the protection unit (mpu.c) for tests of the whole kernel on the host: its
// registers are plain memory, and decoded by mpu_oracle.h.
#pragma once

// Registers as after a reset of a processor with eight regions. Before kernel_init().
void mpu_on_host_reset(void);
