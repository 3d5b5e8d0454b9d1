// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/pm.h"

static volatile uint32_t *bus_mask(struct sam4l_clock clock) {
    // UNSAFE: the six mask registers follow one another, CPU first; bus is one of their numbers.
    return &clock.pm->cpumask + clock.bus;
}

static void write_locked(struct sam4l_pm_registers *pm, volatile uint32_t *content,
                         uint32_t value) {
    register_write_locked(pm, &pm->unlock, content, value);
}

void sam4l_clock_enable(struct sam4l_clock clock) {
    volatile uint32_t *mask = bus_mask(clock);
    write_locked(clock.pm, mask, *mask | clock.mask);
}

void sam4l_clock_disable(struct sam4l_clock clock) {
    volatile uint32_t *mask = bus_mask(clock);
    write_locked(clock.pm, mask, *mask & ~clock.mask);
}

bool sam4l_clock_is_enabled(struct sam4l_clock clock) {
    return (*bus_mask(clock) & clock.mask) != 0;
}

enum errorcode sam4l_pm_select(struct sam4l_pm_registers *pm, uint32_t source) {
    write_locked(pm, &pm->mcctrl, source);
    return register_wait(&pm->mcctrl, PM_MCCTRL_MCSEL, source) ? E_OK : E_FAIL;
}

uint32_t sam4l_pm_reset_cause(const struct sam4l_pm_registers *pm) {
    return pm->rcause;
}

bool sam4l_pm_is_quiet(const struct sam4l_pm_registers *pm) {
    const uint32_t hsb = PM_HSBMASK_PDCA | PM_HSBMASK_HFLASHC | PM_HSBMASK_HRAMC1 |
                         PM_HSBMASK_HTOP0 | PM_HSBMASK_HTOP1 | PM_HSBMASK_HTOP2 | PM_HSBMASK_HTOP3;
    const uint32_t pbb = PM_PBBMASK_HFLASHC | PM_PBBMASK_HCACHE | PM_PBBMASK_PDCA;
    return (pm->hsbmask & ~hsb) == 0 && pm->pbamask == 0 && (pm->pbbmask & ~pbb) == 0;
}
