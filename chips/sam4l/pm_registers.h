// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L power manager (PM): registers. Datasheet 42023, chapter 10.
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_pm_registers {
    volatile uint32_t mcctrl;
    volatile uint32_t cpusel;
    uint32_t reserved_008;
    volatile uint32_t pbasel;
    volatile uint32_t pbbsel;
    volatile uint32_t pbcsel;
    volatile uint32_t pbdsel;
    uint32_t reserved_01c;
    volatile uint32_t cpumask;
    volatile uint32_t hsbmask;
    volatile uint32_t pbamask;
    volatile uint32_t pbbmask;
    volatile uint32_t pbcmask;
    volatile uint32_t pbdmask;
    uint32_t reserved_038[2];
    volatile uint32_t pbadivmask;
    uint32_t reserved_044[4];
    volatile uint32_t cfdctrl;
    volatile uint32_t unlock;
    uint32_t reserved_05c[25];
    volatile uint32_t ier;
    volatile uint32_t idr;
    volatile uint32_t imr;
    volatile uint32_t isr;
    volatile uint32_t icr;
    volatile uint32_t sr;
    uint32_t reserved_0d8[34];
    volatile uint32_t ppcr;
    uint32_t reserved_164[7];
    volatile uint32_t rcause;
    volatile uint32_t wcause;
    volatile uint32_t awen;
    uint32_t reserved_18c;
    volatile uint32_t obs;
    volatile uint32_t fastsleep;
};

static_assert(offsetof(struct sam4l_pm_registers, mcctrl) == 0x000);
static_assert(offsetof(struct sam4l_pm_registers, cpusel) == 0x004);
static_assert(offsetof(struct sam4l_pm_registers, pbasel) == 0x00C);
static_assert(offsetof(struct sam4l_pm_registers, pbbsel) == 0x010);
static_assert(offsetof(struct sam4l_pm_registers, pbcsel) == 0x014);
static_assert(offsetof(struct sam4l_pm_registers, pbdsel) == 0x018);
static_assert(offsetof(struct sam4l_pm_registers, cpumask) == 0x020);
static_assert(offsetof(struct sam4l_pm_registers, hsbmask) == 0x024);
static_assert(offsetof(struct sam4l_pm_registers, pbamask) == 0x028);
static_assert(offsetof(struct sam4l_pm_registers, pbbmask) == 0x02C);
static_assert(offsetof(struct sam4l_pm_registers, pbcmask) == 0x030);
static_assert(offsetof(struct sam4l_pm_registers, pbdmask) == 0x034);
static_assert(offsetof(struct sam4l_pm_registers, pbadivmask) == 0x040);
static_assert(offsetof(struct sam4l_pm_registers, cfdctrl) == 0x054);
static_assert(offsetof(struct sam4l_pm_registers, unlock) == 0x058);
static_assert(offsetof(struct sam4l_pm_registers, ier) == 0x0C0);
static_assert(offsetof(struct sam4l_pm_registers, idr) == 0x0C4);
static_assert(offsetof(struct sam4l_pm_registers, imr) == 0x0C8);
static_assert(offsetof(struct sam4l_pm_registers, isr) == 0x0CC);
static_assert(offsetof(struct sam4l_pm_registers, icr) == 0x0D0);
static_assert(offsetof(struct sam4l_pm_registers, sr) == 0x0D4);
static_assert(offsetof(struct sam4l_pm_registers, ppcr) == 0x160);
static_assert(offsetof(struct sam4l_pm_registers, rcause) == 0x180);
static_assert(offsetof(struct sam4l_pm_registers, wcause) == 0x184);
static_assert(offsetof(struct sam4l_pm_registers, awen) == 0x188);
static_assert(offsetof(struct sam4l_pm_registers, obs) == 0x190);
static_assert(offsetof(struct sam4l_pm_registers, fastsleep) == 0x194);

enum : uint32_t {
    PM_MCCTRL_MCSEL = REGISTER_FIELD(0, 3),
    PM_MCCTRL_MCSEL_RCSYS = REGISTER_VALUE(PM_MCCTRL_MCSEL, 0), // 115 kHz; after reset.
    PM_MCCTRL_MCSEL_PLL0 = REGISTER_VALUE(PM_MCCTRL_MCSEL, 2),
    PM_MCCTRL_MCSEL_RCFAST = REGISTER_VALUE(PM_MCCTRL_MCSEL, 5),
    PM_HSBMASK_PDCA = REGISTER_FIELD(0, 1),
    PM_HSBMASK_HFLASHC = REGISTER_FIELD(1, 1),
    PM_HSBMASK_HRAMC1 = REGISTER_FIELD(2, 1),
    PM_HSBMASK_HTOP0 = REGISTER_FIELD(5, 1),
    PM_HSBMASK_HTOP1 = REGISTER_FIELD(6, 1),
    PM_HSBMASK_HTOP2 = REGISTER_FIELD(7, 1),
    PM_HSBMASK_HTOP3 = REGISTER_FIELD(8, 1),
    PM_PBBMASK_HFLASHC = REGISTER_FIELD(0, 1),
    PM_PBBMASK_HCACHE = REGISTER_FIELD(1, 1),
    PM_PBBMASK_PDCA = REGISTER_FIELD(3, 1),
    PM_PBAMASK_USART0 = REGISTER_FIELD(8, 1),
    PM_PBAMASK_USART1 = REGISTER_FIELD(9, 1),
    PM_PBAMASK_USART2 = REGISTER_FIELD(10, 1),
    PM_PBAMASK_USART3 = REGISTER_FIELD(11, 1),
    PM_PBAMASK_TRNG = REGISTER_FIELD(17, 1),
    PM_PBDMASK_AST = REGISTER_FIELD(2, 1),
    PM_PBDMASK_WDT = REGISTER_FIELD(3, 1),
    PM_UNLOCK_ADDR = REGISTER_FIELD(0, 10),
    PM_UNLOCK_KEY = REGISTER_FIELD(24, 8),
    PM_UNLOCK_KEY_VALUE = REGISTER_VALUE(PM_UNLOCK_KEY, 0xAA),
    PM_SR_CKRDY = REGISTER_FIELD(5, 1),
    PM_RCAUSE_POR = REGISTER_FIELD(0, 1),
    PM_RCAUSE_BOD = REGISTER_FIELD(1, 1),
    PM_RCAUSE_EXT = REGISTER_FIELD(2, 1),
    PM_RCAUSE_WDT = REGISTER_FIELD(3, 1),
    PM_RCAUSE_OCDRST = REGISTER_FIELD(8, 1),
    PM_RCAUSE_POR33 = REGISTER_FIELD(10, 1),
    PM_RCAUSE_BOD33 = REGISTER_FIELD(13, 1),
};
