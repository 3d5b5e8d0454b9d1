/* SPDX-License-Identifier: GPL-2.0-or-later */
/* D/A converter (DACC): takes words at its conversion rate; the voltage goes nowhere. */
#include "sam4l.h"

enum { CONVERSION_CYCLES = 25, WP_KEY = 0x444143 };

struct dacc {
    struct sam4l_periph p;
    QEMUTimer *timer;
    uint32_t mr, imr, wpmr, wpsr;
    bool converting;
};

static bool ready(struct dacc *d) {
    return (d->mr & DACC_MR_DACEN) && !d->converting;
}

static void update(struct dacc *d) {
    sam4l_irq(d->p.soc, SAM4L_IRQ_DACC, ready(d) && (d->imr & DACC_IMR_TXRDY));
    if (ready(d)) {
        pdca_kick(d->p.soc->pdca, DACC_PDCA_ID_TX);
    }
}

static void convert(struct dacc *d) {
    uint64_t hz = sam4l_periph_hz(&d->p);

    if (hz && (d->mr & DACC_MR_DACEN)) {
        d->converting = true;
        timer_mod(d->timer, sam4l_now() + sam4l_ns(CONVERSION_CYCLES, hz));
    }
}

static void converted(void *opaque) {
    struct dacc *d = opaque;

    d->converting = false;
    update(d);
}

static void dacc_reset(struct sam4l_periph *p) {
    struct dacc *d = (struct dacc *)p;

    timer_del(d->timer);
    d->mr = d->imr = d->wpmr = d->wpsr = 0;
    d->converting = false;
}

static uint32_t dacc_read(struct sam4l_periph *p, uint32_t offset) {
    struct dacc *d = (struct dacc *)p;

    switch (offset) {
    case DACC_MR:
        return d->mr;
    case DACC_IMR:
        return d->imr;
    case DACC_ISR:
        return ready(d) ? DACC_ISR_TXRDY : 0;
    case DACC_WPMR:
        return d->wpmr;
    case DACC_WPSR:
        return d->wpsr;
    case DACC_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void dacc_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct dacc *d = (struct dacc *)p;

    switch (offset) {
    case DACC_CR:
        if (value & DACC_CR_SWRST) {
            dacc_reset(p);
        }
        break;
    case DACC_MR:
        sam4l_only_bits(p, offset, value & DACC_MR_TRGEN, 0);
        d->mr = value;
        break;
    case DACC_CDR:
        convert(d);
        break;
    case DACC_IER:
        d->imr |= value;
        break;
    case DACC_IDR:
        d->imr &= ~value;
        break;
    case DACC_WPMR:
        if (FIELD_GET(DACC_WPMR_WPKEY, value) == WP_KEY) {
            sam4l_only_bits(p, offset, value & DACC_WPMR_WPEN, 0);
            d->wpmr = value & DACC_WPMR_WPEN;
        }
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update(d);
}

static bool dacc_dma_ready(struct sam4l_periph *p, unsigned id) {
    return sam4l_periph_hz(p) && ready((struct dacc *)p);
}

static void dacc_dma_write(struct sam4l_periph *p, unsigned id, unsigned size, uint32_t value) {
    convert((struct dacc *)p);
}

static const struct sam4l_ops dacc_ops = {
    .reset = dacc_reset,
    .read = dacc_read,
    .write = dacc_write,
    .dma_ready = dacc_dma_ready,
    .dma_write = dacc_dma_write,
};

void dacc_new(struct sam4l *soc) {
    struct dacc *d = g_new0(struct dacc, 1);

    d->timer = sam4l_timer(converted, d);
    sam4l_periph_init(soc, &d->p, "DACC", "DACC", SAM4L_BASE_DACC, 0x400, BUS_PBA,
                      FIELD_SHIFT(PM_PBAMASK_DACC_), &dacc_ops);
    pdca_claim(soc, DACC_PDCA_ID_TX, &d->p);
}
