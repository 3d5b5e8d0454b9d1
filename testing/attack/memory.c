// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Reading, writing and executing what is not the process's.

#include "testing/attack/attack.h"

static const char got_through[] = "nobody stopped the access";

// The kernel's memory.

ATTACK(read_kernel_ram) {
    peek(KERNEL_RAM);
    return got_through;
}

ATTACK(write_kernel_ram) {
    poke(KERNEL_RAM, 0);
    return got_through;
}

ATTACK(read_kernel_flash) {
    peek(KERNEL_FLASH);
    return got_through;
}

ATTACK(write_kernel_flash) {
    poke(KERNEL_FLASH, 0);
    return got_through;
}

ATTACK(run_kernel_flash) {
    jump(KERNEL_FLASH + 0x1001);
    return got_through;
}

ATTACK(read_bootloader) {
    peek(0x400);
    return got_through;
}

ATTACK(read_null) {
    peek(0);
    return got_through;
}

ATTACK(write_null) {
    poke(0, 0);
    return got_through;
}

ATTACK(run_null) {
    jump(1);
    return got_through;
}

// A Cortex-M4 may alias each bit of RAM as a word (DDI 0439, 3.7).
ATTACK(write_kernel_bit) {
    poke(0x22000000, 1);
    return got_through;
}

ATTACK(write_peripheral_bit) {
    poke(0x42000000 + 32 * 0xE1254 + 4 * 10, 1);
    return got_through;
}

// What else the chip maps: the cache's RAM, and the page with its settings.
ATTACK(read_cache_ram) {
    peek(0x21000000);
    return got_through;
}

ATTACK(read_user_page) {
    peek(0x00800000);
    return got_through;
}

// Half of the access is its own memory.
ATTACK(read_across_start) {
    peek(ram_start() - 2);
    return got_through;
}

ATTACK(write_across_grant) {
    grow_to_grants();
    poke(grant_start() - 2, 0);
    return got_through;
}

ATTACK(store_many_across_start) {
    uint32_t address = ram_start() + 8;
    __asm__ volatile("stmdb %0, {r0-r3}" : : "r"(address) : "memory");
    return got_through;
}

// Its own block's end is the kernel's.

ATTACK(read_grant) {
    peek(grant_start());
    return got_through;
}

ATTACK(write_grant) {
    poke(grant_start(), 0);
    return got_through;
}

ATTACK(write_process_record) {
    poke(ram_end() - 4, 0);
    return got_through;
}

ATTACK(run_grant) {
    jump(grant_start() | 1);
    return got_through;
}

// Neighbours.

ATTACK(read_previous_ram) {
    peek(ram_start() - 4);
    return got_through;
}

ATTACK(write_previous_ram) {
    poke(ram_start() - 2048, 0);
    return got_through;
}

ATTACK(read_next_ram) {
    peek(ram_end());
    return got_through;
}

ATTACK(write_next_ram) {
    poke(ram_end() + 256, 0);
    return got_through;
}

ATTACK(read_previous_flash) {
    peek(flash_start() - 4);
    return got_through;
}

ATTACK(read_next_flash) {
    peek(flash_end());
    return got_through;
}

ATTACK(run_next_flash) {
    jump((flash_end() + 0x100) | 1);
    return got_through;
}

ATTACK(write_next_flash) {
    poke(flash_end() + 16, 0);
    return got_through;
}

// Its own memory, used for what it is not.

ATTACK(write_own_flash) {
    poke(flash_end() - 4, 0);
    return got_through;
}

ATTACK(write_own_header) {
    poke(flash_start(), 0);
    return got_through;
}

static uint16_t code[] = {0x4770}; // bx lr

ATTACK(run_ram) {
    jump((uint32_t)code | 1);
    return got_through;
}

ATTACK(run_stack) {
    volatile uint16_t on_stack[] = {0x4770};
    jump((uint32_t)on_stack | 1);
    return got_through;
}

ATTACK(read_above_break) {
    peek(grant_start() - 4);
    return got_through;
}

// Peripherals: the console's port (USART3), a LED (GPIO port C), the flash controller, PDCA, PM,
// WDT.

ATTACK(read_usart) {
    peek(0x40030000);
    return got_through;
}

ATTACK(write_gpio) {
    poke(0x400E1000 + 2 * 0x200 + 0x54, 1u << 10);
    return got_through;
}

ATTACK(write_flash_controller) {
    poke(0x400A0004, 0xA5000000);
    return got_through;
}

ATTACK(write_dma) {
    poke(0x400A2000, KERNEL_RAM);
    return got_through;
}

ATTACK(write_power_manager) {
    poke(0x400E0000, 0);
    return got_through;
}

ATTACK(write_watchdog) {
    poke(0x400F0C00, 0x55000001);
    return got_through;
}

ATTACK(read_last_word) {
    peek(0xFFFFFFFC);
    return got_through;
}

// The system control space, which protection regions do not cover (DDI 0403, B3.1).

// Known bug 11.
ATTACK(read_cpuid) {
    peek(0xE000ED00);
    return got_through;
}

ATTACK(write_vtor) {
    poke(0xE000ED08, ram_start());
    return got_through;
}

// Known bug 9.
ATTACK(write_mpu_control) {
    poke(0xE000ED94, 0);
    return got_through;
}

ATTACK(write_mpu_region) {
    poke(0xE000ED9C, KERNEL_RAM | 0x10);
    return got_through;
}

ATTACK(write_reset) {
    poke(0xE000ED0C, 0x05FA0004);
    return got_through;
}

ATTACK(write_icsr) {
    poke(0xE000ED04, 1u << 31); // An NMI.
    return got_through;
}

ATTACK(write_shcsr) {
    poke(0xE000ED24, 0);
    return got_through;
}

ATTACK(write_systick) {
    poke(0xE000E010, 0);
    return got_through;
}

ATTACK(write_nvic_enable) {
    poke(0xE000E180, UINT32_MAX);
    return got_through;
}

ATTACK(write_software_interrupt) {
    poke(0xE000EF00, 0);
    return got_through;
}

ATTACK(write_debug) {
    poke(0xE000EDF0, 0xA05F0001);
    return got_through;
}

ATTACK(read_cycle_counter) {
    peek(0xE0001004);
    return got_through;
}
