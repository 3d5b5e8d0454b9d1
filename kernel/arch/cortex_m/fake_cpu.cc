// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/fake_cpu.h"

#include <cstring>

FakeCpu fake_cpu;
struct scs scs;
struct scb scb;
struct scs_mpu scs_mpu;

// An image that begins where the boards' do.
__asm__(".globl _kernel_start\n.set _kernel_start, 0x10000");

void fake_cpu_reset() {
    fake_cpu = FakeCpu();
    std::memset(static_cast<void *>(&scs), 0, sizeof(scs));
    std::memset(static_cast<void *>(&scb), 0, sizeof(scb));
    std::memset(static_cast<void *>(&scs_mpu), 0, sizeof(scs_mpu));
}

extern "C" {

extern const uint32_t nvic_lines = 240;

void cpu_barrier(void) {}

static void Store(volatile void *registers, const void *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        static_cast<volatile uint32_t *>(registers)[i] = static_cast<const uint32_t *>(words)[i];
    }
}

void cpu_store_8(volatile void *registers, const void *words) {
    Store(registers, words, 8);
}

void cpu_store_6(volatile void *registers, const void *words) {
    Store(registers, words, 6);
}

void cpu_interrupts_off(void) {
    fake_cpu.interrupts_off++;
}

void cpu_interrupts_on(void) {
    fake_cpu.interrupts_off--;
}

void cpu_sleep(void) {
    fake_cpu.sleeps++;
}

uint32_t cpu_exception(void) {
    return fake_cpu.exception;
}

uint32_t cpu_load_unprivileged(uint32_t address) {
    return fake_cpu.load_unprivileged(address);
}

uint32_t cpu_switch(arch_context *context) {
    return fake_cpu.process(context);
}
}
