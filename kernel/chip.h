// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the kernel needs of a chip: its interrupts serviced, its sleep chosen, its watchdog fed.
// The chip embeds struct chip; the board gives it to the kernel.
#pragma once

struct chip;

struct chip_ops {
    // Services every pending interrupt: calls the drivers' handlers, which call their clients.
    void (*service_interrupts)(struct chip *chip);
    // Sleeps, as deeply as the peripherals in use allow, until one is pending. Called with nothing
    // to do; returns at once if one is pending by now (no lost wake-up).
    void (*sleep)(struct chip *chip);
};

struct chip {
    const struct chip_ops *ops;
};
