// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/mpu_on_host.h"

#include <string.h>

#include "kernel/arch/cortex_m/cpu.h"
#include "kernel/arch/cortex_m/scs.h"

struct scs_mpu scs_mpu;

// An image that begins where the boards' do.
__asm__(".globl _kernel_start\n.set _kernel_start, 0x10000");

void cpu_barrier(void) {}

static void store(volatile void *registers, const void *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        ((volatile uint32_t *)registers)[i] = ((const uint32_t *)words)[i];
    }
}

void cpu_store_8(volatile void *registers, const void *words) {
    store(registers, words, 8);
}

void cpu_store_6(volatile void *registers, const void *words) {
    store(registers, words, 6);
}

void mpu_on_host_reset(void) {
    memset((void *)&scs_mpu, 0, sizeof(scs_mpu));
    scs_mpu.type = 8 << 8;
}
