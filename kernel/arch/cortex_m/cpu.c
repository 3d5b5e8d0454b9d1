// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/cpu.h"

void cpu_barrier(void) {
    __asm__ volatile("dsb\n isb" ::: "memory");
}

void cpu_interrupts_off(void) {
    __asm__ volatile("cpsid i" ::: "memory");
}

void cpu_interrupts_on(void) {
    __asm__ volatile("cpsie i" ::: "memory");
}

void cpu_sleep(void) {
    __asm__ volatile("dsb\n wfi\n isb" ::: "memory");
}

void cpu_store_8(volatile void *registers, const void *words) {
    __asm__ volatile("ldm %1, {r2-r9}\n stm %0, {r2-r9}"
                     :
                     : "r"(registers), "r"(words)
                     : "memory", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9");
}

void cpu_store_6(volatile void *registers, const void *words) {
    __asm__ volatile("ldm %1, {r2-r7}\n stm %0, {r2-r7}"
                     :
                     : "r"(registers), "r"(words)
                     : "memory", "r2", "r3", "r4", "r5", "r6", "r7");
}

uint32_t cpu_load_unprivileged(uint32_t address) {
    uint32_t byte;
    __asm__ volatile("ldrbt %0, [%1]" : "=r"(byte) : "r"(address) : "memory");
    return byte;
}

uint32_t cpu_exception(void) {
    uint32_t ipsr;
    __asm__ volatile("mrs %0, ipsr" : "=r"(ipsr));
    return ipsr;
}
