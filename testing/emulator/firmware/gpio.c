// SPDX-License-Identifier: GPL-2.0-or-later
//
// Pins: levels by driver, pull and outside world, the set, clear and toggle views, interrupts.
#include "testing/emulator/firmware/firmware.h"

enum { LED = 10, BUTTON = 24, FREE = 26 };

#define PORTC(offset) AT(SAM4L_BASE_GPIO + 0x400 + (offset))

static volatile uint32_t edges;

void firmware_interrupt(uint32_t line) {
    if (line == SAM4L_IRQ_GPIO_0 + (64 + BUTTON) / 8) {
        edges++;
    }
    PORTC(GPIO_IFRC) = 1u << BUTTON;
}

static uint32_t level(uint32_t pin) {
    return PORTC(GPIO_PVR) >> pin & 1;
}

void firmware_main(void) {
    firmware_clocks();
    firmware_console();

    firmware_check("floating pin is low", level(FREE), 0);
    PORTC(GPIO_PUERS) = 1u << FREE;
    firmware_check("pull-up", level(FREE), 1);
    PORTC(GPIO_ODERS) = 1u << FREE;
    firmware_check("driver beats pull-up", level(FREE), 0);
    PORTC(GPIO_OVRT) = 1u << FREE;
    firmware_check("toggle", level(FREE), 1);
    PORTC(GPIO_OVRC) = 1u << FREE;
    PORTC(GPIO_ODMERS) = 1u << FREE;
    firmware_check("open drain drives low", level(FREE), 0);
    PORTC(GPIO_OVRS) = 1u << FREE;
    firmware_check("and lets go when high", level(FREE), 1);

    firmware_check("button is released", level(BUTTON), 1);
    PORTC(GPIO_IMR0C) = 1u << BUTTON;
    PORTC(GPIO_IMR1S) = 1u << BUTTON; // falling
    PORTC(GPIO_IERS) = 1u << BUTTON;
    firmware_enable_irq(SAM4L_IRQ_GPIO_0 + (64 + BUTTON) / 8);
    firmware_put("waiting\n");
    while (edges < 2) { // the script presses twice
        firmware_wfi();
    }
    firmware_check("two falling edges", edges, 2);
    firmware_check("button is down", level(BUTTON), 0);
    PORTC(GPIO_IMR1C) = 1u << BUTTON; // any edge
    while (edges < 4) {
        firmware_wfi();
    }
    firmware_check("both edges", level(BUTTON), 0);

    PORTC(GPIO_ODERS) = 1u << LED;
    PORTC(GPIO_OVRS) = 1u << LED;
    PORTC(GPIO_OVRC) = 1u << LED;

    // Without its clock the edge detector is blind.
    firmware_pm(PM_PBCMASK, REG(PM, PM_PBCMASK) & ~PM_PBCMASK_GPIO_);
    firmware_put("blind\n");
    AT(SYST_RVR) = 0xffffff;
    AT(SYST_CVR) = 0;
    AT(SYST_CSR) = 5;
    while (!(AT(SYST_CSR) & 1 << 16)) { // 350 ms, with a press in them
    }
    firmware_pm(PM_PBCMASK, REG(PM, PM_PBCMASK) | PM_PBCMASK_GPIO_);
    firmware_check("no edge without clock", edges, 4);
}
