/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two-wire master (chapter 27). Nothing is on the bus: a command with a START sends its address,
 * nobody answers, and the command ends with ANAK after the time that the address takes.
 */
#include "sam4l.h"

enum { ADDRESS_BITS = 9 /* address, direction, acknowledge */ };

struct twim {
    struct sam4l_periph p;
    unsigned irq, rx_id, tx_id;
    QEMUTimer *timer;
    uint32_t cwgr, smbtr, cmdr, ncmdr, status, imr, hscwgr, srr, hssrr, thr;
    bool enabled, busy, thr_full;
};

static uint32_t sr(struct twim *t) {
    uint32_t value = t->status;

    if (!t->enabled) {
        return value | (t->thr_full ? 0 : TWIM_SR_TXRDY);
    }
    value |= TWIM_SR_MENB;
    if (!t->thr_full) {
        value |= TWIM_SR_TXRDY;
    }
    if (!(t->cmdr & TWIM_CMDR_VALID)) {
        value |= TWIM_SR_CRDY;
    }
    if (!t->busy) {
        value |= TWIM_SR_IDLE | TWIM_SR_BUSFREE;
    }
    return value;
}

static void update(struct twim *t) {
    uint32_t now = sr(t);

    sam4l_irq(t->p.soc, t->irq, now & t->imr);
    if (now & TWIM_SR_TXRDY) {
        pdca_kick(t->p.soc->pdca, t->tx_id);
    }
}

/* 27.8.2: SCL is low and high for LOW and HIGH cycles of the clock divided by 2^(EXP + 1). */
static int64_t bits_ns(struct twim *t, unsigned bits) {
    uint64_t hz = sam4l_periph_hz(&t->p);
    uint64_t cycles = FIELD_GET(TWIM_CWGR_LOW, t->cwgr) + FIELD_GET(TWIM_CWGR_HIGH, t->cwgr);

    return hz ? sam4l_ns(bits * MAX(cycles, 2) << (FIELD_GET(TWIM_CWGR_EXP, t->cwgr) + 1), hz) : -1;
}

static void start(struct twim *t) {
    int64_t ns;

    if (!t->enabled || !(t->cmdr & TWIM_CMDR_VALID)) {
        return;
    }
    ns = bits_ns(t, ADDRESS_BITS + 1);
    if (ns >= 0 && !timer_pending(t->timer)) {
        t->busy = true;
        timer_mod(t->timer, sam4l_now() + ns);
    }
}

/* The address has gone unanswered: both commands are dropped, a STOP frees the bus. */
static void unanswered(void *opaque) {
    struct twim *t = opaque;

    t->busy = false;
    t->status |= TWIM_SR_ANAK | TWIM_SR_STOP;
    t->cmdr &= ~TWIM_CMDR_VALID;
    t->ncmdr &= ~TWIM_NCMDR_VALID;
    update(t);
}

static void clear(struct twim *t) {
    timer_del(t->timer);
    t->cmdr = t->ncmdr = t->status = 0;
    t->busy = t->thr_full = false;
}

static void twim_reset(struct sam4l_periph *p) {
    struct twim *t = (struct twim *)p;

    clear(t);
    t->cwgr = t->smbtr = t->imr = t->hscwgr = t->srr = t->hssrr = t->thr = 0;
    t->enabled = false;
}

static uint32_t twim_read(struct sam4l_periph *p, uint32_t offset) {
    struct twim *t = (struct twim *)p;

    switch (offset) {
    case TWIM_CWGR:
        return t->cwgr;
    case TWIM_SMBTR:
        return t->smbtr;
    case TWIM_CMDR:
        return t->cmdr;
    case TWIM_NCMDR:
        return t->ncmdr;
    case TWIM_RHR:
        return 0;
    case TWIM_SR:
        return sr(t);
    case TWIM_IMR:
        return t->imr;
    case TWIM_HSCWGR:
        return t->hscwgr;
    case TWIM_SRR:
        return t->srr;
    case TWIM_HSSRR:
        return t->hssrr;
    case TWIM_PR:
    case TWIM_VR:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void write_control(struct twim *t, uint32_t value) {
    sam4l_only_bits(&t->p, TWIM_CR, value, ~TWIM_CR_SMEN);
    if (value & TWIM_CR_SWRST) {
        clear(t);
    }
    if (value & TWIM_CR_MDIS) {
        t->enabled = false;
    } else if (value & TWIM_CR_MEN) {
        t->enabled = true;
    }
    if (value & TWIM_CR_STOP) {
        t->status |= TWIM_SR_STOP;
    }
}

static void twim_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct twim *t = (struct twim *)p;

    switch (offset) {
    case TWIM_CR:
        write_control(t, value);
        break;
    case TWIM_CWGR:
        t->cwgr = value;
        break;
    case TWIM_SMBTR:
        t->smbtr = value;
        break;
    case TWIM_CMDR:
        t->cmdr = value;
        break;
    case TWIM_NCMDR: /* moves up if no command is there */
        if (t->cmdr & TWIM_CMDR_VALID) {
            t->ncmdr = value;
        } else {
            t->cmdr = value;
        }
        break;
    case TWIM_THR:
        t->thr = value;
        t->thr_full = true;
        break;
    case TWIM_IER:
        t->imr |= value;
        break;
    case TWIM_IDR:
        t->imr &= ~value;
        break;
    case TWIM_SCR:
        t->status &= ~value;
        break;
    case TWIM_HSCWGR:
        t->hscwgr = value;
        break;
    case TWIM_SRR:
        t->srr = value;
        break;
    case TWIM_HSSRR:
        t->hssrr = value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    start(t);
    update(t);
}

static void twim_clocks(struct sam4l_periph *p) {
    struct twim *t = (struct twim *)p;

    timer_del(t->timer);
    start(t);
}

static bool twim_dma_ready(struct sam4l_periph *p, unsigned id) {
    struct twim *t = (struct twim *)p;
    return sam4l_periph_hz(p) && id == t->tx_id && t->enabled && !t->thr_full;
}

static uint32_t twim_dma_read(struct sam4l_periph *p, unsigned id, unsigned size) {
    return 0;
}

static void twim_dma_write(struct sam4l_periph *p, unsigned id, unsigned size, uint32_t value) {
    struct twim *t = (struct twim *)p;
    t->thr = value;
    t->thr_full = true;
}

static const struct sam4l_ops twim_ops = {
    .reset = twim_reset,
    .read = twim_read,
    .write = twim_write,
    .clocks = twim_clocks,
    .dma_ready = twim_dma_ready,
    .dma_read = twim_dma_read,
    .dma_write = twim_dma_write,
};

void twim_new(struct sam4l *soc) {
    static const struct {
        const char *name;
        uint32_t base;
        unsigned clock_mask, irq;
    } rows[] = {
        {"TWIM0", SAM4L_BASE_TWIM0, PM_PBAMASK_TWIM0_, SAM4L_IRQ_TWIM0},
        {"TWIM1", SAM4L_BASE_TWIM1, PM_PBAMASK_TWIM1_, SAM4L_IRQ_TWIM1},
        {"TWIM2", SAM4L_BASE_TWIM2, PM_PBAMASK_TWIM2_, SAM4L_IRQ_TWIM2},
        {"TWIM3", SAM4L_BASE_TWIM3, PM_PBAMASK_TWIM3_, SAM4L_IRQ_TWIM3},
    };

    for (unsigned i = 0; i < ARRAY_SIZE(rows); i++) {
        struct twim *t = g_new0(struct twim, 1);

        t->irq = rows[i].irq;
        t->rx_id = TWIM0_PDCA_ID_RX + i;
        t->tx_id = TWIM0_PDCA_ID_TX + i;
        t->timer = sam4l_timer(unanswered, t);
        /* The first 0x400 bytes: TWIS0 and TWIS1 follow. */
        sam4l_periph_init(soc, &t->p, rows[i].name, "TWIM", rows[i].base, 0x400, BUS_PBA,
                          FIELD_SHIFT(rows[i].clock_mask), &twim_ops);
        pdca_claim(soc, t->rx_id, &t->p);
        pdca_claim(soc, t->tx_id, &t->p);
    }
}
