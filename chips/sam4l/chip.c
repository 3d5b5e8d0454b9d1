// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/chip.h"

#include "kernel/arch/arch.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/arch/cortex_m/scb.h"
#include "kernel/container.h"

static void handle(const struct sam4l_chip_wiring *wiring, uint32_t line) {
    for (size_t i = 0; i < wiring->interrupt_count; i++) {
        const struct sam4l_interrupt *interrupt = &wiring->interrupts[i];
        if (interrupt->line == line) {
            interrupt->handle(interrupt->object);
            return;
        }
    }
}

// This chip's lines are levels, held by a flag until a driver clears it: what comes during the
// handler keeps the line pending through nvic_serviced() (Cortex-M4 Devices Generic User Guide,
// 4.2.9), and what the handler has dealt with does not come a second time.
static void service_interrupts(struct chip *chip) {
    const struct sam4l_chip *self = container_of(chip, struct sam4l_chip, chip);
    while (nvic_is_pending()) {
        uint32_t line = nvic_take();
        handle(self->wiring, line);
        nvic_serviced(line);
    }
}

// arch_wait_for_interrupt() looks once more with interrupts masked, so none is slept through.
static void sleep(struct chip *chip) {
    const struct sam4l_chip *self = container_of(chip, struct sam4l_chip, chip);
    struct sam4l_ast *ast = self->wiring->ast;
    if (ast == nullptr || sam4l_ast_settle(ast)) {
        scb_set_sleep_deep(sam4l_chip_may_sleep_deeply(self));
        arch_wait_for_interrupt();
    }
}

const struct chip_ops sam4l_chip_ops = {
    .service_interrupts = service_interrupts,
    .sleep = sleep,
};

bool sam4l_chip_may_sleep_deeply(const struct sam4l_chip *chip) {
    const struct sam4l_chip_wiring *wiring = chip->wiring;
    return sam4l_pm_is_quiet(wiring->pm) && !sam4l_gpio_any_interrupt(wiring->ports) &&
           sam4l_bscif_regulator_is_ready(wiring->bscif);
}

void sam4l_chip_start(struct sam4l_chip *chip) {
    for (size_t i = 0; i < chip->wiring->interrupt_count; i++) {
        nvic_enable(chip->wiring->interrupts[i].line);
    }
}
