/* SPDX-License-Identifier: GPL-2.0-or-later */
/* External Interrupt Controller (chapter 21): eight lines and the NMI, from muxed pins. */
#include "sam4l.h"

enum { LINES = EIC_STD_NUM + 1 /* line 0 is the NMI */ };

struct eic {
    struct sam4l_periph p;
    uint32_t imr, isr, mode, edge, level, filter, async, enabled;
};

static void update_irq(struct eic *e) {
    for (unsigned i = 1; i < LINES; i++) {
        sam4l_irq(e->p.soc, SAM4L_IRQ_EIC_0 + i - 1, e->isr & e->imr & (1u << i));
    }
}

static void event(struct eic *e, unsigned line) {
    uint32_t bit = 1u << line;

    e->isr |= bit;
    update_irq(e);
    if ((e->async & bit) && (e->imr & bit)) {
        sam4l_wake(e->p.soc, PM_WCAUSE_EIC);
    }
}

static bool active_level(struct eic *e, unsigned line, bool level) {
    return level == !!(e->level & (1u << line));
}

static void eic_pin(struct sam4l_periph *p, unsigned pin, bool level) {
    struct eic *e = (struct eic *)p;
    char signal[16];

    for (unsigned i = 1; i < LINES; i++) {
        uint32_t bit = 1u << i;
        bool running = sam4l_periph_hz(p) || (e->async & bit);
        bool wanted = e->mode & bit ? active_level(e, i, level) : level == !!(e->edge & bit);

        snprintf(signal, sizeof(signal), "EIC_EXTINT%u", i);
        if ((e->enabled & bit) && running && wanted &&
            gpio_routed(p->soc->gpio, signal, (int)pin)) {
            event(e, i);
        }
    }
}

/* A level that is there when it begins to count. */
static void sample_levels(struct eic *e) {
    char signal[16];

    for (unsigned i = 1; i < LINES; i++) {
        int pin;
        snprintf(signal, sizeof(signal), "EIC_EXTINT%u", i);
        pin = gpio_routed_pin(e->p.soc->gpio, signal);
        if ((e->enabled & e->mode & (1u << i)) && pin >= 0 &&
            active_level(e, i, gpio_level(e->p.soc->gpio, pin))) {
            e->isr |= 1u << i;
        }
    }
    update_irq(e);
}

static void eic_reset(struct sam4l_periph *p) {
    struct eic *e = (struct eic *)p;

    if (p->soc->reset_cause != RESET_BACKUP) {
        e->imr = e->isr = e->mode = e->edge = e->level = e->filter = e->async = e->enabled = 0;
    }
}

static uint32_t eic_read(struct sam4l_periph *p, uint32_t offset) {
    struct eic *e = (struct eic *)p;

    switch (offset) {
    case EIC_IMR:
        return e->imr;
    case EIC_ISR:
        return e->isr;
    case EIC_MODE:
        return e->mode;
    case EIC_EDGE:
        return e->edge;
    case EIC_LEVEL:
        return e->level;
    case EIC_FILTER:
        return e->filter;
    case EIC_ASYNC:
        return e->async;
    case EIC_CTRL:
        return e->enabled;
    case EIC_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void eic_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct eic *e = (struct eic *)p;

    switch (offset) {
    case EIC_IER:
        e->imr |= value;
        break;
    case EIC_IDR:
        e->imr &= ~value;
        break;
    case EIC_ICR:
        e->isr &= ~value;
        sample_levels(e);
        break;
    case EIC_MODE:
        e->mode = value;
        break;
    case EIC_EDGE:
        e->edge = value;
        break;
    case EIC_LEVEL:
        e->level = value;
        break;
    case EIC_FILTER:
        e->filter = value;
        break;
    case EIC_ASYNC:
        e->async = value;
        break;
    case EIC_EN:
        sam4l_only_bits(p, offset, value, ~EIC_EN_NMI);
        e->enabled |= value;
        sample_levels(e);
        break;
    case EIC_DIS:
        e->enabled &= ~value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(e);
}

static const struct sam4l_ops eic_ops = {
    .reset = eic_reset, .read = eic_read, .write = eic_write, .pin = eic_pin};

struct eic *eic_new(struct sam4l *soc) {
    struct eic *e = g_new0(struct eic, 1);
    sam4l_periph_init(soc, &e->p, "EIC", "EIC", SAM4L_BASE_EIC, 0x400, BUS_PBD,
                      FIELD_SHIFT(PM_PBDMASK_EIC_), &eic_ops);
    return e;
}
