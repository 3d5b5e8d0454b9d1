/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Backup Power Manager (chapter 11): power scaling, sleep modes, backup wake-up, 32 kHz source. */
#include "sam4l.h"

enum { SCALING_NS = 20 * SCALE_US };

struct bpm {
    struct sam4l_periph p;
    struct sam4l_unlock unlock;
    QEMUTimer *timer;
    uint32_t imr, isr, sr, pmcon, wcause, wen, pmux, ioret, bpr;
    unsigned scaling; /* in force, not only asked for */
};

static void update_irq(struct bpm *b) {
    sam4l_irq(b->p.soc, SAM4L_IRQ_BPM, b->isr & b->imr);
}

static void bpm_reset(struct sam4l_periph *p) {
    struct bpm *b = (struct bpm *)p;

    b->unlock.open = false;
    if (p->soc->reset_cause == RESET_BACKUP) {
        return; /* in the backup domain, which was not reset */
    }
    timer_del(b->timer);
    b->imr = b->isr = b->pmcon = b->wcause = b->wen = b->pmux = b->ioret = b->bpr = 0;
    b->sr = BPM_SR_PSOK;
    b->scaling = 0;
}

static uint32_t bpm_read(struct sam4l_periph *p, uint32_t offset) {
    struct bpm *b = (struct bpm *)p;

    switch (offset) {
    case BPM_IMR:
        return b->imr;
    case BPM_ISR:
        return b->isr;
    case BPM_SR:
        return b->sr;
    case BPM_PMCON:
        return b->pmcon;
    case BPM_BKUPWCAUSE:
        return b->wcause;
    case BPM_BKUPWEN:
        return b->wen;
    case BPM_BKUPPMUX:
        return b->pmux;
    case BPM_IORET:
        return b->ioret;
    case BPM_BPR:
        return b->bpr;
    case BPM_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void scaled(void *opaque) {
    struct bpm *b = opaque;

    b->scaling = FIELD_GET(BPM_PMCON_PS, b->pmcon);
    b->pmcon &= ~BPM_PMCON_PSCREQ;
    b->sr |= BPM_SR_PSOK;
    b->isr |= BPM_ISR_PSOK;
    update_irq(b);
    if (!(b->pmcon & BPM_PMCON_PSCM)) {
        pm_woken(b->p.soc->pm, PM_WCAUSE_PSOK); /* the CPU waits in WFI for it */
    }
    sam4l_clocks_changed(b->p.soc);
}

static void start_scaling(struct bpm *b) {
    b->sr &= ~BPM_SR_PSOK;
    timer_mod(b->timer, sam4l_now() + SCALING_NS);
}

static void write_pmcon(struct bpm *b, uint32_t value) {
    if (!sam4l_unlock_take(&b->unlock, BPM_PMCON)) {
        b->isr |= BPM_ISR_AE;
        b->sr |= BPM_SR_AE;
        return;
    }
    b->pmcon = value;
    if ((value & BPM_PMCON_PSCREQ) && (value & BPM_PMCON_PSCM)) {
        start_scaling(b); /* without halting the CPU */
    }
    sam4l_clocks_changed(b->p.soc);
}

static void bpm_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct bpm *b = (struct bpm *)p;

    switch (offset) {
    case BPM_IER:
        b->imr |= value;
        break;
    case BPM_IDR:
        b->imr &= ~value;
        break;
    case BPM_ICR:
        b->isr &= ~value;
        b->sr &= ~(value & BPM_SR_AE);
        break;
    case BPM_UNLOCK:
        sam4l_unlock_write(&b->unlock, value);
        break;
    case BPM_PMCON:
        write_pmcon(b, value);
        break;
    case BPM_BKUPWEN:
        b->wen = value;
        break;
    case BPM_BKUPPMUX:
        b->pmux = value;
        break;
    case BPM_IORET:
        b->ioret = value;
        break;
    case BPM_BPR:
        b->bpr = value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(b);
}

enum sam4l_power bpm_sleep_mode(struct bpm *b, bool deep) {
    /* Table 7-2. A power scaling request is served first, with the CPU halted (7.2). */
    if ((b->pmcon & BPM_PMCON_PSCREQ) && !(b->pmcon & BPM_PMCON_PSCM)) {
        start_scaling(b);
        return POWER_SLEEP0;
    }
    if (!deep) {
        return POWER_SLEEP0 + FIELD_GET(BPM_PMCON_SLEEP, b->pmcon);
    }
    if (b->pmcon & BPM_PMCON_BKUP) {
        return POWER_BACKUP;
    }
    return b->pmcon & BPM_PMCON_RET ? POWER_RETENTION : POWER_WAIT;
}

unsigned bpm_power_scaling(struct bpm *b) {
    return b->scaling;
}

bool bpm_uses_rc32k(struct bpm *b) {
    return b->pmcon & BPM_PMCON_CK32S;
}

void bpm_backup_woken(struct bpm *b, uint32_t wcause) {
    uint32_t cause = (wcause & PM_WCAUSE_AST ? 1u << BPM_BKUPWEN_AST : 0) |
                     (wcause & PM_WCAUSE_EIC ? 1u << BPM_BKUPWEN_EIC : 0);

    if (cause & b->wen) {
        b->wcause = cause & b->wen;
        sam4l_reset_chip(b->p.soc, RESET_BACKUP);
    }
}

static const struct sam4l_ops bpm_ops = {.reset = bpm_reset, .read = bpm_read, .write = bpm_write};

struct bpm *bpm_new(struct sam4l *soc) {
    struct bpm *b = g_new0(struct bpm, 1);

    b->timer = sam4l_timer(scaled, b);
    sam4l_periph_init(soc, &b->p, "BPM", "BPM", SAM4L_BASE_BPM, 0x400, BUS_PBD,
                      FIELD_SHIFT(PM_PBDMASK_BPM_), &bpm_ops);
    return b;
}
