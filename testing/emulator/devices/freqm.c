/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Frequency Meter: counts a clock's cycles over REFNUM cycles of a reference. */
#include "sam4l.h"

struct freqm {
    struct sam4l_periph p;
    QEMUTimer *timer;
    uint32_t mode, value, imr, isr;
    bool busy;
};

static void update_irq(struct freqm *f) {
    sam4l_irq(f->p.soc, SAM4L_IRQ_FREQM, f->isr & f->imr);
}

static uint64_t reference_hz(struct freqm *f) {
    static const enum sam4l_clock references[4] = {
        [FREQM_REF_RCOSC] = CLOCK_RCSYS, [FREQM_REF_OSC32] = CLOCK_32K, CLOCK_RCSYS, CLOCK_RCSYS};

    if (!(f->mode & FREQM_MODE_REFCEN)) {
        return 0;
    }
    return sam4l_hz(f->p.soc, references[FIELD_GET(FREQM_MODE_REFSEL, f->mode)]);
}

static uint64_t measured_hz(struct freqm *f) {
    static const enum sam4l_clock clocks[] = {
        [FREQM_CPU] = CLOCK_CPU,    [FREQM_HSB] = CLOCK_HSB,     [FREQM_PBA] = CLOCK_PBA,
        [FREQM_PBB] = CLOCK_PBB,    [FREQM_PBC] = CLOCK_PBC,     [5] = CLOCK_PBD,
        [FREQM_OSC0] = CLOCK_OSC0,  [FREQM_OSC32] = CLOCK_32K,   [FREQM_RCOSC] = CLOCK_RCSYS,
        [FREQM_DFLL0] = CLOCK_DFLL, [FREQM_RC80M] = CLOCK_RC80M, [FREQM_RCFAST] = CLOCK_RCFAST,
        [FREQM_RC1M] = CLOCK_RC1M,  [FREQM_PLL0] = CLOCK_PLL,
    };
    unsigned select = FIELD_GET(FREQM_MODE_CLKSEL, f->mode);

    if (select >= FREQM_GENCLK0 && select <= FREQM_GENCLK10) {
        return sam4l_hz(f->p.soc, CLOCK_GCLK0 + select - FREQM_GENCLK0);
    }
    return select < ARRAY_SIZE(clocks) ? sam4l_hz(f->p.soc, clocks[select]) : 0;
}

static void start(struct freqm *f) {
    uint64_t reference = reference_hz(f), cycles = FIELD_GET(FREQM_MODE_REFNUM, f->mode);

    if (reference && cycles) {
        f->busy = true;
        timer_mod(f->timer, sam4l_now() + sam4l_ns(cycles, reference));
    }
}

static void done(void *opaque) {
    struct freqm *f = opaque;
    uint64_t reference = reference_hz(f), cycles = FIELD_GET(FREQM_MODE_REFNUM, f->mode);

    f->busy = false;
    f->value = reference ? measured_hz(f) * cycles / reference & FREQM_VALUE_VALUE : 0;
    f->isr |= FREQM_ISR_DONE;
    update_irq(f);
}

static void freqm_reset(struct sam4l_periph *p) {
    struct freqm *f = (struct freqm *)p;

    timer_del(f->timer);
    f->mode = f->value = f->imr = f->isr = 0;
    f->busy = false;
}

static uint32_t freqm_read(struct sam4l_periph *p, uint32_t offset) {
    struct freqm *f = (struct freqm *)p;

    switch (offset) {
    case FREQM_MODE:
        return f->mode;
    case FREQM_STATUS:
        return f->busy ? FREQM_STATUS_BUSY : 0;
    case FREQM_VALUE:
        return f->value;
    case FREQM_IMR:
        return f->imr;
    case FREQM_ISR:
        return f->isr;
    case FREQM_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void freqm_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct freqm *f = (struct freqm *)p;

    switch (offset) {
    case FREQM_CTRL:
        if (value & FREQM_CTRL_START) {
            start(f);
        }
        break;
    case FREQM_MODE:
        if (value & ~f->mode & FREQM_MODE_REFCEN) {
            f->isr |= FREQM_ISR_RCLKRDY;
        }
        f->mode = value;
        break;
    case FREQM_IER:
        f->imr |= value;
        break;
    case FREQM_IDR:
        f->imr &= ~value;
        break;
    case FREQM_ICR:
        f->isr &= ~value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(f);
}

static const struct sam4l_ops freqm_ops = {
    .reset = freqm_reset, .read = freqm_read, .write = freqm_write};

void freqm_new(struct sam4l *soc) {
    struct freqm *f = g_new0(struct freqm, 1);

    f->timer = sam4l_timer(done, f);
    sam4l_periph_init(soc, &f->p, "FREQM", "FREQM", SAM4L_BASE_FREQM, 0x400, BUS_PBC,
                      FIELD_SHIFT(PM_PBCMASK_FREQM_), &freqm_ops);
}
