/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Power Manager (chapter 10): main clock, division, clock masks, reset and wake-up causes. */
#include "sam4l.h"

struct pm {
    struct sam4l_periph p;
    struct sam4l_unlock unlock;
    uint32_t mcctrl, cpusel, pbsel[4], cpumask, mask[BUS_COUNT], pbadivmask, cfdctrl;
    uint32_t imr, isr, sr, ppcr, rcause, wcause, awen, fastsleep, obs;
};

enum { HTOP_FIRST = 5 /* HSBMASK's bit of the bridge to PBA; PBB, PBC, PBD follow */ };

static void update_irq(struct pm *pm) {
    sam4l_irq(pm->p.soc, SAM4L_IRQ_PM, pm->isr & pm->imr);
}

static void raise_flags(struct pm *pm, uint32_t bits) {
    pm->isr |= bits;
    pm->sr |= bits;
    update_irq(pm);
}

static void pm_reset(struct sam4l_periph *p) {
    struct pm *pm = (struct pm *)p;

    pm->unlock.open = false;
    pm->mcctrl = pm->cpusel = pm->pbadivmask = pm->cfdctrl = 0;
    memset(pm->pbsel, 0, sizeof(pm->pbsel));
    pm->cpumask = sam4l_reset_value(p, PM_CPUMASK);
    for (int i = 0; i < BUS_COUNT; i++) {
        pm->mask[i] = sam4l_reset_value(p, PM_HSBMASK + 4 * i);
    }
    pm->imr = pm->isr = 0;
    pm->sr = PM_SR_CKRDY | PM_SR_PERRDY;
    pm->ppcr = sam4l_reset_value(p, PM_PPCR);
    pm->rcause = p->soc->reset_cause;
    pm->wcause = pm->awen = pm->fastsleep = pm->obs = 0;
}

static uint32_t pm_read(struct sam4l_periph *p, uint32_t offset) {
    struct pm *pm = (struct pm *)p;

    switch (offset) {
    case PM_MCCTRL:
        return pm->mcctrl;
    case PM_CPUSEL:
        return pm->cpusel;
    case PM_PBASEL ... PM_PBDSEL:
        return pm->pbsel[(offset - PM_PBASEL) / 4];
    case PM_CPUMASK:
        return pm->cpumask;
    case PM_HSBMASK ... PM_PBDMASK:
        return pm->mask[(offset - PM_HSBMASK) / 4];
    case PM_PBADIVMASK:
        return pm->pbadivmask;
    case PM_CFDCTRL:
        return pm->cfdctrl;
    case PM_IMR:
        return pm->imr;
    case PM_ISR:
        return pm->isr;
    case PM_SR:
        return pm->sr;
    case PM_PPCR:
        return pm->ppcr;
    case PM_RCAUSE:
        return pm->rcause;
    case PM_WCAUSE:
        return pm->wcause;
    case PM_AWEN:
        return pm->awen;
    case PM_OBS:
        return pm->obs;
    case PM_FASTSLEEP:
        return pm->fastsleep;
    case PM_CONFIG:
    case PM_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

/* Registers behind UNLOCK: a write without it is an access error and changes nothing. */
static uint32_t *locked_register(struct pm *pm, uint32_t offset) {
    switch (offset) {
    case PM_MCCTRL:
        return &pm->mcctrl;
    case PM_CPUSEL:
        return &pm->cpusel;
    case PM_PBASEL ... PM_PBDSEL:
        return &pm->pbsel[(offset - PM_PBASEL) / 4];
    case PM_CPUMASK:
        return &pm->cpumask;
    case PM_HSBMASK ... PM_PBDMASK:
        return &pm->mask[(offset - PM_HSBMASK) / 4];
    case PM_PBADIVMASK:
        return &pm->pbadivmask;
    case PM_CFDCTRL:
        return &pm->cfdctrl;
    case PM_PPCR:
        return &pm->ppcr;
    case PM_FASTSLEEP:
        return &pm->fastsleep;
    default:
        return NULL;
    }
}

static void write_locked(struct pm *pm, uint32_t offset, uint32_t value, uint32_t *reg) {
    if (!sam4l_unlock_take(&pm->unlock, offset)) {
        raise_flags(pm, PM_SR_AE);
        return;
    }
    if (offset == PM_CFDCTRL) {
        sam4l_only_bits(&pm->p, offset, value, 0);
    }
    *reg = value;
    raise_flags(pm, PM_SR_CKRDY);
    sam4l_clocks_changed(pm->p.soc);
}

static void pm_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct pm *pm = (struct pm *)p;
    uint32_t *reg = locked_register(pm, offset);

    if (reg) {
        write_locked(pm, offset, value, reg);
        return;
    }
    switch (offset) {
    case PM_UNLOCK:
        sam4l_unlock_write(&pm->unlock, value);
        break;
    case PM_IER:
        pm->imr |= value;
        break;
    case PM_IDR:
        pm->imr &= ~value;
        break;
    case PM_ICR:
        pm->isr &= ~value;
        pm->sr &= ~(value & (PM_SR_AE | PM_SR_WAKE | PM_SR_CFD));
        break;
    case PM_AWEN:
        pm->awen = value;
        break;
    case PM_OBS:
        pm->obs = value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(pm);
}

bool pm_bus_clock(struct pm *pm, enum sam4l_bus bus, int bit) {
    if (bus != BUS_HSB && !(pm->mask[BUS_HSB] & (1u << (HTOP_FIRST + bus - BUS_PBA)))) {
        return false;
    }
    return pm->mask[bus] & (1u << bit);
}

uint64_t pm_main_hz(struct pm *pm) {
    static const enum sam4l_clock source[8] = {
        CLOCK_RCSYS, CLOCK_OSC0,   CLOCK_PLL,  CLOCK_DFLL,
        CLOCK_RC80M, CLOCK_RCFAST, CLOCK_RC1M, CLOCK_RCSYS,
    };
    uint32_t select = FIELD_GET(PM_MCCTRL_MCSEL, pm->mcctrl);

    if (select == 0) {
        return SCIF_RCOSC_FREQUENCY;
    }
    if (select == PM_MCCTRL_MCSEL_RC1M) {
        return bscif_hz(pm->p.soc->bscif, CLOCK_RC1M);
    }
    return scif_hz(pm->p.soc->scif, source[select]);
}

unsigned pm_shift(struct pm *pm, enum sam4l_clock clock) {
    uint32_t select = clock >= CLOCK_PBA ? pm->pbsel[clock - CLOCK_PBA] : pm->cpusel;
    return select & PM_CPUSEL_CPUDIV ? FIELD_GET(PM_CPUSEL_CPUSEL, select) + 1 : 0;
}

/* PBADIVMASK's bit n lets the peripheral clock of bus A, divided by 2^(n+1), through. */
bool pm_divided_clock(struct pm *pm, unsigned divisor) {
    return pm->pbadivmask & (divisor / 2 ? 1u << (ctz32(divisor) - 1) : 0);
}

uint32_t pm_awen(struct pm *pm) {
    return pm->awen;
}

void pm_woken(struct pm *pm, uint32_t wcause) {
    pm->wcause = wcause;
    raise_flags(pm, PM_SR_WAKE);
}

static const struct sam4l_ops pm_ops = {.reset = pm_reset, .read = pm_read, .write = pm_write};

struct pm *pm_new(struct sam4l *soc) {
    struct pm *pm = g_new0(struct pm, 1);
    sam4l_periph_init(soc, &pm->p, "PM", "PM", SAM4L_BASE_PM, 0x400, BUS_PBC,
                      FIELD_SHIFT(PM_PBCMASK_PM_), &pm_ops);
    return pm;
}
