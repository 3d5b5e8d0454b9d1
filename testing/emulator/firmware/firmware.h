// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the bare-metal test programs share: registers by the names of the chip's tables, a start at
// 48 MHz, the imix console. They are written from the data sheet, and use no code of the kernel's.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "testing/emulator/sam4l_facts.h"

// A register: REG(USART3, USART_CSR).
#define AT(address) (*(volatile uint32_t *)(uintptr_t)(address))
#define REG(instance, offset) AT(SAM4L_BASE_##instance + (offset))

enum : uint32_t {
    UNLOCK_KEY = 0xaa000000,
    CPU_HZ = 48000000,
    NVIC_ISER = 0xe000e100,
    NVIC_ICPR = 0xe000e280,
    SCR = 0xe000ed10,
    SCR_SLEEPDEEP = 4,
    SYST_CSR = 0xe000e010,
    SYST_RVR = 0xe000e014,
    SYST_CVR = 0xe000e018,
    DEMCR = 0xe000edfc,
    DWT_CTRL = 0xe0001000,
    DWT_CYCCNT = 0xe0001004,
};

// The program.
void firmware_main(void);

// Called for each interrupt; the line is masked in the NVIC meanwhile. Default: nothing.
void firmware_interrupt(uint32_t line);

// OSC0 and PLL to 48 MHz, RC32K as the 32 kHz clock, flash made ready for it.
void firmware_clocks(void);

// The console: USART3 at 115200 baud on PB10 (out) and PB09 (in).
void firmware_console(void);

void firmware_put(const char *text);
void firmware_put_hex(uint32_t value);

// Prints "ok NAME", or "FAIL NAME" with what was and what should be.
void firmware_check(const char *name, uint32_t got, uint32_t wanted);

// Writes a register behind PM's UNLOCK, SCIF's, BPM's or BSCIF's.
void firmware_pm(uint32_t offset, uint32_t value);
void firmware_scif(uint32_t offset, uint32_t value);
void firmware_bpm(uint32_t offset, uint32_t value);
void firmware_bscif(uint32_t offset, uint32_t value);

// Muxes a pin (32 * port + bit) to a peripheral function (A is 0).
void firmware_mux(uint32_t pin, uint32_t function);

void firmware_enable_irq(uint32_t line);
void firmware_wfi(void);
