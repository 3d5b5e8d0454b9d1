/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Backup System Control Interface (chapter 14): 32 kHz oscillators, RC1M, BODs, backup words. */
#include "sam4l.h"

#include "boards.h"

enum {
    BACKUP_WORDS = 4,
    RC32K_START_NS = 1 * SCALE_US,
    RC32K_LOCK_NS = 2 * SCALE_US,
    RC1M_START_NS = 1 * SCALE_US,
    CLK_1K_DIVISOR = 32,
};

struct bscif {
    struct sam4l_periph p;
    struct sam4l_unlock unlock;
    QEMUTimer *osc32_timer, *rc32k_timer, *rc32k_lock_timer, *rc1m_timer;
    uint32_t imr, isr, pclksr, br[BACKUP_WORDS];
    uint32_t regs[0x68 / 4]; /* plain ones, from CSCR to BGCTRL */
};

static void update_irq(struct bscif *b) {
    sam4l_irq(b->p.soc, SAM4L_IRQ_BSCIF, b->isr & b->imr);
}

static void set_status(struct bscif *b, uint32_t bits) {
    b->isr |= bits & ~b->pclksr;
    b->pclksr |= bits;
    update_irq(b);
    sam4l_clocks_changed(b->p.soc);
}

static void osc32_ready(void *opaque) {
    set_status(opaque, BSCIF_PCLKSR_OSC32RDY);
}

static void rc32k_ready(void *opaque) {
    set_status(opaque, BSCIF_PCLKSR_RC32KRDY);
}

static void rc32k_locked(void *opaque) {
    set_status(opaque, BSCIF_PCLKSR_RC32KLOCK);
}

static void rc1m_ready(void *opaque) {
    set_status(opaque, BSCIF_PCLKSR_RC1MRDY);
}

static uint64_t raw_osc32_hz(struct bscif *b) {
    uint32_t control = b->regs[BSCIF_OSCCTRL32 / 4];

    if (!(control & BSCIF_OSCCTRL32_OSC32EN) || !FIELD_GET(BSCIF_OSCCTRL32_MODE, control) ||
        !(b->pclksr & BSCIF_PCLKSR_OSC32RDY)) {
        return 0;
    }
    return b->p.soc->board->osc32_hz;
}

static uint64_t raw_rc32k_hz(struct bscif *b) {
    return b->regs[BSCIF_RC32KCR / 4] & BSCIF_RC32KCR_EN ? 32768 : 0;
}

uint64_t bscif_hz(struct bscif *b, enum sam4l_clock clock) {
    uint32_t osc = b->regs[BSCIF_OSCCTRL32 / 4], rc = b->regs[BSCIF_RC32KCR / 4];

    switch (clock) {
    case CLOCK_OSC32:
        return osc & BSCIF_OSCCTRL32_EN32K ? raw_osc32_hz(b) : 0;
    case CLOCK_RC32K:
        return rc & BSCIF_RC32KCR_EN32K ? raw_rc32k_hz(b) : 0;
    case CLOCK_1K:
        if (bpm_uses_rc32k(b->p.soc->bpm)) {
            return rc & BSCIF_RC32KCR_EN1K ? raw_rc32k_hz(b) / CLK_1K_DIVISOR : 0;
        }
        return osc & BSCIF_OSCCTRL32_EN1K ? raw_osc32_hz(b) / CLK_1K_DIVISOR : 0;
    case CLOCK_RC1M:
        return b->regs[BSCIF_RC1MCR / 4] & BSCIF_RC1MCR_CLKOE ? 1000000 : 0;
    default:
        return 0;
    }
}

static void bscif_reset(struct sam4l_periph *p) {
    struct bscif *b = (struct bscif *)p;

    b->unlock.open = false;
    if (p->soc->reset_cause == RESET_BACKUP) {
        return; /* in the backup domain, which was not reset */
    }
    timer_del(b->osc32_timer);
    timer_del(b->rc32k_timer);
    timer_del(b->rc32k_lock_timer);
    timer_del(b->rc1m_timer);
    b->imr = b->isr = 0;
    b->pclksr = BSCIF_PCLKSR_BOD33SYNRDY | BSCIF_PCLKSR_BOD18SYNRDY | BSCIF_PCLKSR_VREGOK |
                BSCIF_PCLKSR_LPBGRDY;
    for (uint32_t i = 0; i < ARRAY_SIZE(b->regs); i++) {
        b->regs[i] = sam4l_reset_value(p, i * 4);
    }
    if (p->soc->reset_cause == RESET_POR) {
        memset(b->br, 0, sizeof(b->br));
    }
}

static uint32_t bscif_read(struct sam4l_periph *p, uint32_t offset) {
    struct bscif *b = (struct bscif *)p;

    switch (offset) {
    case BSCIF_IMR:
        return b->imr;
    case BSCIF_ISR:
        return b->isr;
    case BSCIF_PCLKSR:
        return b->pclksr;
    case BSCIF_BGSR:
        return BSCIF_BGSR_BGBUFRDY | BSCIF_BGSR_BGRDY | BSCIF_BGSR_LPBGRDY;
    case BSCIF_BR ... BSCIF_BR + 4 * (BACKUP_WORDS - 1):
        return b->br[(offset - BSCIF_BR) / 4];
    case BSCIF_CSCR ... BSCIF_BGCTRL:
        return b->regs[offset / 4];
    case BSCIF_BRIFBVERSION ... BSCIF_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void write_osc32(struct bscif *b, uint32_t value) {
    /* Start-up times in cycles of RCSYS, by OSCCTRL32.STARTUP. */
    static const uint32_t cycles[8] = {0, 128, 8192, 16384, 65536, 131072, 262144, 524288};
    uint32_t startup = cycles[FIELD_GET(BSCIF_OSCCTRL32_STARTUP, value)];
    bool was = b->regs[BSCIF_OSCCTRL32 / 4] & BSCIF_OSCCTRL32_OSC32EN;

    b->regs[BSCIF_OSCCTRL32 / 4] = value;
    if (!(value & BSCIF_OSCCTRL32_OSC32EN)) {
        b->pclksr &= ~BSCIF_PCLKSR_OSC32RDY;
        timer_del(b->osc32_timer);
    } else if (!was && FIELD_GET(BSCIF_OSCCTRL32_MODE, value) && b->p.soc->board->osc32_hz) {
        sam4l_after(b->osc32_timer, osc32_ready, b, sam4l_startup_ns(startup));
    }
}

static void write_rc32k(struct bscif *b, uint32_t value) {
    b->regs[BSCIF_RC32KCR / 4] = value;
    if (!(value & BSCIF_RC32KCR_EN)) {
        b->pclksr &= ~(BSCIF_PCLKSR_RC32KRDY | BSCIF_PCLKSR_RC32KLOCK);
        timer_del(b->rc32k_timer);
        timer_del(b->rc32k_lock_timer);
        return;
    }
    if (!(b->pclksr & BSCIF_PCLKSR_RC32KRDY)) {
        sam4l_after(b->rc32k_timer, rc32k_ready, b, sam4l_wait_ns(RC32K_START_NS));
    }
    if ((value & BSCIF_RC32KCR_MODE) && !(b->pclksr & BSCIF_PCLKSR_RC32KLOCK)) {
        sam4l_after(b->rc32k_lock_timer, rc32k_locked, b, sam4l_wait_ns(RC32K_LOCK_NS));
    }
}

static void write_rc1m(struct bscif *b, uint32_t value) {
    b->regs[BSCIF_RC1MCR / 4] = value;
    if (value & BSCIF_RC1MCR_CLKOE) {
        sam4l_after(b->rc1m_timer, rc1m_ready, b, sam4l_wait_ns(RC1M_START_NS));
    } else {
        timer_del(b->rc1m_timer);
        b->pclksr &= ~BSCIF_PCLKSR_RC1MRDY;
    }
}

/* Registers behind UNLOCK. */
static void write_locked(struct bscif *b, uint32_t offset, uint32_t value) {
    if (!sam4l_unlock_take(&b->unlock, offset)) {
        b->isr |= BSCIF_ISR_AE;
        return;
    }
    switch (offset) {
    case BSCIF_OSCCTRL32:
        write_osc32(b, value);
        break;
    case BSCIF_RC32KCR:
        write_rc32k(b, value);
        break;
    case BSCIF_RC1MCR:
        write_rc1m(b, value);
        break;
    default:
        /* The supply is steady at 3.3 V: brown-out detectors and regulator have nothing to do. */
        b->regs[offset / 4] = value;
    }
    sam4l_clocks_changed(b->p.soc);
}

static void bscif_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct bscif *b = (struct bscif *)p;

    switch (offset) {
    case BSCIF_IER:
        b->imr |= value;
        break;
    case BSCIF_IDR:
        b->imr &= ~value;
        break;
    case BSCIF_ICR:
        b->isr &= ~value;
        break;
    case BSCIF_UNLOCK:
        sam4l_unlock_write(&b->unlock, value);
        break;
    case BSCIF_CSCR:
    case BSCIF_BGCTRL:
        b->regs[offset / 4] = value;
        break;
    case BSCIF_BR ... BSCIF_BR + 4 * (BACKUP_WORDS - 1):
        b->br[(offset - BSCIF_BR) / 4] = value;
        break;
    case BSCIF_OSCCTRL32 ... BSCIF_BGCR:
        write_locked(b, offset, value);
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(b);
}

static const struct sam4l_ops bscif_ops = {
    .reset = bscif_reset, .read = bscif_read, .write = bscif_write};

struct bscif *bscif_new(struct sam4l *soc) {
    struct bscif *b = g_new0(struct bscif, 1);

    b->osc32_timer = sam4l_timer(osc32_ready, b);
    b->rc32k_timer = sam4l_timer(rc32k_ready, b);
    b->rc32k_lock_timer = sam4l_timer(rc32k_locked, b);
    b->rc1m_timer = sam4l_timer(rc1m_ready, b);
    sam4l_periph_init(soc, &b->p, "BSCIF", "BSCIF", SAM4L_BASE_BSCIF, 0x400, BUS_PBD,
                      FIELD_SHIFT(PM_PBDMASK_BSCIF_), &bscif_ops);
    return b;
}
