// SPDX-License-Identifier: Apache-2.0 OR MIT
// The system control space: every register of an ARMv7-M processor that is not in the core itself
// (Architecture Reference Manual, DDI 0403, B3.2), in three parts. The one seam for register
// access: on the target switch.S places the objects at their addresses, in a host test they are
// variables of the test's.
#pragma once

#include <stddef.h>
#include <stdint.h>

struct scs_mpu_region {
    volatile uint32_t rbar;
    volatile uint32_t rasr;
};

// Interrupts and SysTick.
struct scs {
    uint32_t reserved0;
    volatile uint32_t ictr;
    volatile uint32_t actlr;
    uint32_t reserved1;
    struct {
        volatile uint32_t csr;
        volatile uint32_t rvr;
        volatile uint32_t cvr;
        volatile uint32_t calib;
    } systick;
    uint32_t reserved2[56];
    struct {
        volatile uint32_t iser[8];
        uint32_t reserved0[24];
        volatile uint32_t icer[8];
        uint32_t reserved1[24];
        volatile uint32_t ispr[8];
        uint32_t reserved2[24];
        volatile uint32_t icpr[8];
        uint32_t reserved3[24];
        volatile uint32_t iabr[8];
        uint32_t reserved4[56];
        volatile uint8_t ipr[496]; // A byte for each line.
    } nvic;
};

// The system control block.
struct scb {
    volatile uint32_t cpuid;
    volatile uint32_t icsr;
    volatile uint32_t vtor;
    volatile uint32_t aircr;
    volatile uint32_t scr;
    volatile uint32_t ccr;
    volatile uint32_t shpr[3];
    volatile uint32_t shcsr;
    volatile uint32_t cfsr;
    volatile uint32_t hfsr;
    volatile uint32_t dfsr;
    volatile uint32_t mmfar;
    volatile uint32_t bfar;
    volatile uint32_t afsr;
    uint32_t reserved[18];
    volatile uint32_t cpacr;
};

// The memory protection unit.
struct scs_mpu {
    volatile uint32_t type;
    volatile uint32_t ctrl;
    volatile uint32_t rnr;
    struct scs_mpu_region region[4]; // RBAR and RASR, and their three aliases.
};

static_assert(offsetof(struct scs, ictr) == 0x004, "DDI 0403 table B3-6");
static_assert(offsetof(struct scs, systick) == 0x010, "DDI 0403 table B3-7");
static_assert(offsetof(struct scs, nvic.iser) == 0x100, "DDI 0403 table B3-8");
static_assert(offsetof(struct scs, nvic.icer) == 0x180, "DDI 0403 table B3-8");
static_assert(offsetof(struct scs, nvic.ispr) == 0x200, "DDI 0403 table B3-8");
static_assert(offsetof(struct scs, nvic.icpr) == 0x280, "DDI 0403 table B3-8");
static_assert(offsetof(struct scs, nvic.iabr) == 0x300, "DDI 0403 table B3-8");
static_assert(offsetof(struct scs, nvic.ipr) == 0x400, "DDI 0403 table B3-8");
static_assert(offsetof(struct scb, vtor) == 0x08, "DDI 0403 table B3-4");
static_assert(offsetof(struct scb, ccr) == 0x14, "DDI 0403 table B3-4");
static_assert(offsetof(struct scb, shcsr) == 0x24, "DDI 0403 table B3-4");
static_assert(offsetof(struct scb, cfsr) == 0x28, "DDI 0403 table B3-4");
static_assert(offsetof(struct scb, bfar) == 0x38, "DDI 0403 table B3-4");
static_assert(offsetof(struct scb, cpacr) == 0x88, "DDI 0403 table B3-4");
static_assert(offsetof(struct scs_mpu, region) == 0x0C, "DDI 0403 table B3-11");

// At 0xE000E000, 0xE000ED00 and 0xE000ED90: each within reach of short instructions.
extern struct scs scs;
extern struct scb scb;
extern struct scs_mpu scs_mpu;

enum scs_bits : uint32_t {

    SCS_SYSTICK_ENABLE = 1u << 0,     // SYST_CSR, B3.3.3.
    SCS_SYSTICK_INTERRUPT = 1u << 1,  //
    SCS_SYSTICK_PROCESSOR = 1u << 2,  // Counts the processor's clock.
    SCS_SYSTICK_COUNTFLAG = 1u << 16, // Reached 0 since last read; reading clears it.

    SCS_ICSR_PENDSTCLR = 1u << 25, // ICSR, B3.2.4.
    SCS_ICSR_PENDSTSET = 1u << 26,
    SCS_ICSR_PENDSVCLR = 1u << 27,
    SCS_ICSR_PENDSVSET = 1u << 28,

    SCS_AIRCR_KEY = 0x05FAu << 16, // AIRCR, B3.2.6.
    SCS_AIRCR_SYSRESETREQ = 1u << 2,

    SCS_SCR_SLEEPDEEP = 1u << 2, // SCR, B3.2.7.

    SCS_CCR_DIV_0_TRP = 1u << 4, // CCR, B3.2.8.
    SCS_CCR_STKALIGN = 1u << 9,

    SCS_SHCSR_USGFAULTPENDED = 1u << 12, // SHCSR, B3.2.13.
    SCS_SHCSR_MEMFAULTPENDED = 1u << 13,
    SCS_SHCSR_BUSFAULTPENDED = 1u << 14,
    SCS_SHCSR_SVCALLPENDED = 1u << 15,
    SCS_SHCSR_MEMFAULTENA = 1u << 16,
    SCS_SHCSR_USGFAULTENA = 1u << 18,

    SCS_CFSR_IACCVIOL = 1u << 0, // CFSR, B3.2.15.
    SCS_CFSR_DACCVIOL = 1u << 1,
    SCS_CFSR_MUNSTKERR = 1u << 3,
    SCS_CFSR_MSTKERR = 1u << 4,
    SCS_CFSR_MMARVALID = 1u << 7,
    SCS_CFSR_IBUSERR = 1u << 8,
    SCS_CFSR_PRECISERR = 1u << 9,
    SCS_CFSR_IMPRECISERR = 1u << 10,
    SCS_CFSR_UNSTKERR = 1u << 11,
    SCS_CFSR_STKERR = 1u << 12,
    SCS_CFSR_BFARVALID = 1u << 15,
    SCS_CFSR_UNDEFINSTR = 1u << 16,
    SCS_CFSR_INVSTATE = 1u << 17,
    SCS_CFSR_INVPC = 1u << 18,
    SCS_CFSR_NOCP = 1u << 19,
    SCS_CFSR_UNALIGNED = 1u << 24,
    SCS_CFSR_DIVBYZERO = 1u << 25,

    SCS_HFSR_VECTTBL = 1u << 1, // HFSR, B3.2.16.
    SCS_HFSR_FORCED = 1u << 30,
    SCS_HFSR_DEBUGEVT = 1u << 31,

    SCS_MPU_CTRL_ENABLE = 1u << 0, // MPU_CTRL, B3.5.5.
    SCS_MPU_CTRL_PRIVDEFENA = 1u << 2,
    SCS_MPU_RBAR_VALID = 1u << 4,  // MPU_RBAR, B3.5.8.
    SCS_MPU_RASR_ENABLE = 1u << 0, // MPU_RASR, B3.5.9.
};
