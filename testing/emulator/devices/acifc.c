/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Analog comparators (ACIFC): each becomes ready after its start-up; their inputs are equal, so
 * that no comparison is ever true.
 */
#include "sam4l.h"

enum { COMPARATORS = 8, WINDOWS = 4, IMPLEMENTED = 4, START_NS = 20 * SCALE_US, MODE_OFF = 0 };

struct acifc {
    struct sam4l_periph p;
    QEMUTimer *timer;
    uint32_t ctrl, imr, isr, ready, conf[COMPARATORS], confw[WINDOWS], tr;
};

static void update_irq(struct acifc *a) {
    sam4l_irq(a->p.soc, SAM4L_IRQ_ACIFC, a->isr & a->imr);
}

static uint32_t wanted(struct acifc *a) {
    uint32_t bits = 0;

    for (unsigned i = 0; i < IMPLEMENTED && (a->ctrl & ACIFC_CTRL_EN); i++) {
        if (FIELD_GET(ACIFC_CONF_MODE, a->conf[i]) != MODE_OFF) {
            bits |= ACIFC_SR_ACRDY0 << (2 * i);
        }
    }
    return bits;
}

static void started(void *opaque) {
    struct acifc *a = opaque;
    uint32_t fresh = wanted(a) & ~a->ready;

    a->ready |= fresh;
    a->isr |= fresh; /* SUTINTn has ACRDYn's bit */
    update_irq(a);
}

static void restart(struct acifc *a) {
    a->ready &= wanted(a);
    if (wanted(a) & ~a->ready) {
        timer_mod(a->timer, sam4l_now() + START_NS);
    }
}

static void acifc_reset(struct sam4l_periph *p) {
    struct acifc *a = (struct acifc *)p;

    timer_del(a->timer);
    a->ctrl = a->imr = a->isr = a->ready = a->tr = 0;
    memset(a->conf, 0, sizeof(a->conf));
    memset(a->confw, 0, sizeof(a->confw));
}

static uint32_t acifc_read(struct sam4l_periph *p, uint32_t offset) {
    struct acifc *a = (struct acifc *)p;

    switch (offset) {
    case ACIFC_CTRL:
        return a->ctrl;
    case ACIFC_SR:
        return a->ready;
    case ACIFC_IMR:
        return a->imr;
    case ACIFC_ISR:
        return a->isr;
    case ACIFC_TR:
        return a->tr;
    case ACIFC_PARAMETER:
        return ACIFC_PARAMETER_ACIMPL0 | ACIFC_PARAMETER_ACIMPL1 | ACIFC_PARAMETER_ACIMPL2 |
               ACIFC_PARAMETER_ACIMPL3 | ACIFC_PARAMETER_WIMPL0 | ACIFC_PARAMETER_WIMPL1;
    case ACIFC_VERSION:
        return sam4l_reset_value(p, offset);
    case ACIFC_CONFW ... ACIFC_CONFW + 4 * (WINDOWS - 1):
        return a->confw[(offset - ACIFC_CONFW) / 4];
    case ACIFC_CONF ... ACIFC_CONF + 4 * (COMPARATORS - 1):
        return a->conf[(offset - ACIFC_CONF) / 4];
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void acifc_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct acifc *a = (struct acifc *)p;

    switch (offset) {
    case ACIFC_CTRL:
        sam4l_only_bits(p, offset, value, ACIFC_CTRL_EN | ACIFC_CTRL_USTART | ACIFC_CTRL_ESTART);
        a->ctrl = value & ~(ACIFC_CTRL_USTART | ACIFC_CTRL_ESTART);
        break;
    case ACIFC_IER:
        a->imr |= value;
        break;
    case ACIFC_IDR:
        a->imr &= ~value;
        break;
    case ACIFC_ICR:
        a->isr &= ~value;
        break;
    case ACIFC_TR:
        sam4l_only_bits(p, offset, value, 0);
        a->tr = value;
        break;
    case ACIFC_CONFW ... ACIFC_CONFW + 4 * (WINDOWS - 1):
        a->confw[(offset - ACIFC_CONFW) / 4] = value;
        break;
    case ACIFC_CONF ... ACIFC_CONF + 4 * (COMPARATORS - 1):
        a->conf[(offset - ACIFC_CONF) / 4] = value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    restart(a);
    update_irq(a);
}

static const struct sam4l_ops acifc_ops = {
    .reset = acifc_reset, .read = acifc_read, .write = acifc_write};

void acifc_new(struct sam4l *soc) {
    struct acifc *a = g_new0(struct acifc, 1);

    a->timer = sam4l_timer(started, a);
    sam4l_periph_init(soc, &a->p, "ACIFC", "ACIFC", SAM4L_BASE_ACIFC, 0x400, BUS_PBA,
                      FIELD_SHIFT(PM_PBAMASK_ACIFC_), &acifc_ops);
}
