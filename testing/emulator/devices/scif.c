/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * System Control Interface (chapter 13): OSC0, PLL, DFLL, RCFAST, RC80M, generic clocks. A source
 * is ready after a time in proportion to its documented start-up or lock time (sam4l_startup_ns).
 */
#include "sam4l.h"

#include "boards.h"

enum {
    GCLKS = 12,
    DFLL_SYNC_NS = 300,
    DFLL_COARSE_NS = 1 * SCALE_US,
    DFLL_FINE_NS = 3 * SCALE_US,
    RCFAST_LOCK_NS = 1 * SCALE_US,
};

/* Events: the PCLKSR bits that rise after some time. */
enum scif_event {
    EVENT_OSC0,
    EVENT_PLL,
    EVENT_DFLL_SYNC,
    EVENT_DFLL_COARSE,
    EVENT_DFLL_FINE,
    EVENT_RCFAST,
    EVENT_COUNT
};

static const uint32_t event_bit[EVENT_COUNT] = {
    SCIF_PCLKSR_OSC0RDY,    SCIF_PCLKSR_PLL0LOCK,   SCIF_PCLKSR_DFLL0RDY,
    SCIF_PCLKSR_DFLL0LOCKC, SCIF_PCLKSR_DFLL0LOCKF, SCIF_PCLKSR_RCFASTLOCK,
};

struct scif_timer {
    struct scif *scif;
    enum scif_event event;
    QEMUTimer *timer;
};

struct scif {
    struct sam4l_periph p;
    struct sam4l_unlock unlock;
    struct scif_timer timers[EVENT_COUNT];
    uint32_t imr, isr, pclksr, cscr, oscctrl0, pll, rccr, rcfastcfg, rc80mcr;
    uint32_t dfllconf, dfllval, dfllmul, dfllstep, dfllssg;
    uint32_t gcctrl[GCLKS];
    unsigned depth; /* of clocks that refer to clocks */
};

static void update_irq(struct scif *s) {
    sam4l_irq(s->p.soc, SAM4L_IRQ_SCIF, s->isr & s->imr);
}

static void set_status(struct scif *s, uint32_t bits) {
    s->isr |= bits & ~s->pclksr;
    s->pclksr |= bits;
    update_irq(s);
}

static void expired(void *opaque) {
    struct scif_timer *t = opaque;

    set_status(t->scif, event_bit[t->event]);
    sam4l_clocks_changed(t->scif->p.soc);
}

static void arm(struct scif *s, enum scif_event event, int64_t ns) {
    s->pclksr &= ~event_bit[event];
    sam4l_after(s->timers[event].timer, expired, &s->timers[event], ns);
}

static void disarm(struct scif *s, enum scif_event event) {
    s->pclksr &= ~event_bit[event];
    timer_del(s->timers[event].timer);
}

static uint64_t osc0_hz(struct scif *s) {
    /* The boards have a crystal: without MODE the oscillator would wait for a clock on XIN0. */
    if (!(s->oscctrl0 & SCIF_OSCCTRL0_OSCEN) || !(s->oscctrl0 & SCIF_OSCCTRL0_MODE) ||
        s->p.soc->options.broken_osc0) {
        return 0;
    }
    return s->p.soc->options.osc0_hz ? s->p.soc->options.osc0_hz : s->p.soc->board->osc0_hz;
}

static uint64_t gclk_hz(struct scif *s, unsigned index);

/* 13.6.3: f = (MUL + 1) / DIV * f_ref, or 2 * (MUL + 1) * f_ref with DIV 0; PLLOPT[1] halves it. */
static uint64_t pll_hz(struct scif *s) {
    uint64_t reference, vco;
    uint32_t div = FIELD_GET(SCIF_PLL_PLLDIV, s->pll), mul = FIELD_GET(SCIF_PLL_PLLMUL, s->pll);

    if (!(s->pll & SCIF_PLL_PLLEN)) {
        return 0;
    }
    reference = FIELD_GET(SCIF_PLL_PLLOSC, s->pll) ? gclk_hz(s, SCIF_GCLK_NUM_PLL) : osc0_hz(s);
    vco = div ? (mul + 1) * reference / div : 2 * (mul + 1) * reference;
    return FIELD_GET(SCIF_PLL_PLLOPT, s->pll) & 2 ? vco / 2 : vco;
}

struct range {
    uint64_t low, high;
};

static const struct range dfll_ranges[4] = {
    {96000000, 220000000}, {50000000, 110000000}, {25000000, 55000000}, {20000000, 30000000}};

static uint64_t dfll_open_hz(struct scif *s) {
    const struct range *r = &dfll_ranges[FIELD_GET(SCIF_DFLL0CONF_RANGE, s->dfllconf)];
    uint64_t position = FIELD_GET(SCIF_DFLL0VAL_COARSE, s->dfllval) * 256 +
                        FIELD_GET(SCIF_DFLL0VAL_FINE, s->dfllval);
    return r->low + (r->high - r->low) * position / (32 * 256);
}

static uint64_t dfll_target_hz(struct scif *s) {
    return gclk_hz(s, SCIF_GCLK_NUM_DFLL_REF) * FIELD_GET(SCIF_DFLL0MUL_MUL, s->dfllmul);
}

static uint64_t dfll_hz(struct scif *s) {
    if (!(s->dfllconf & SCIF_DFLL0CONF_EN)) {
        return 0;
    }
    if ((s->dfllconf & SCIF_DFLL0CONF_MODE) && (s->pclksr & SCIF_PCLKSR_DFLL0LOCKF)) {
        return dfll_target_hz(s);
    }
    return dfll_open_hz(s);
}

/* A change of configuration starts the search for a lock anew (13.6.4). */
static void dfll_seek(struct scif *s) {
    const struct range *r = &dfll_ranges[FIELD_GET(SCIF_DFLL0CONF_RANGE, s->dfllconf)];
    uint64_t target;

    disarm(s, EVENT_DFLL_COARSE);
    disarm(s, EVENT_DFLL_FINE);
    s->pclksr &= ~(SCIF_PCLKSR_DFLL0OOB | SCIF_PCLKSR_DFLL0RCS);
    if (!(s->dfllconf & SCIF_DFLL0CONF_EN) || !(s->dfllconf & SCIF_DFLL0CONF_MODE)) {
        return;
    }
    if (!gclk_hz(s, SCIF_GCLK_NUM_DFLL_REF)) {
        set_status(s, SCIF_PCLKSR_DFLL0RCS);
        return;
    }
    target = dfll_target_hz(s);
    if (target < r->low - r->low / 10 || target > r->high + r->high / 10) {
        set_status(s, SCIF_PCLKSR_DFLL0OOB);
        return;
    }
    arm(s, EVENT_DFLL_COARSE, sam4l_wait_ns(DFLL_COARSE_NS));
    arm(s, EVENT_DFLL_FINE, sam4l_wait_ns(DFLL_FINE_NS));
}

static uint64_t rcfast_hz(struct scif *s) {
    static const uint64_t hz[4] = {4000000, 8000000, 12000000, 12000000};

    if (!(s->rcfastcfg & SCIF_RCFASTCFG_EN)) {
        return 0;
    }
    return hz[FIELD_GET(SCIF_RCFASTCFG_FRANGE, s->rcfastcfg)];
}

static uint64_t gclk_source_hz(struct scif *s, unsigned source) {
    static const enum sam4l_clock clocks[] = {
        [SCIF_GC_USES_CLK_SLOW] = CLOCK_RCSYS, [SCIF_GC_USES_CLK_32] = CLOCK_32K,
        [SCIF_GC_USES_DFLL0] = CLOCK_DFLL,     [SCIF_GC_USES_OSC0] = CLOCK_OSC0,
        [SCIF_GC_USES_RC80M] = CLOCK_RC80M,    [SCIF_GC_USES_RCFAST] = CLOCK_RCFAST,
        [SCIF_GC_USES_RC1M] = CLOCK_RC1M,      [SCIF_GC_USES_CLK_CPU] = CLOCK_CPU,
        [SCIF_GC_USES_CLK_HSB] = CLOCK_HSB,    [SCIF_GC_USES_CLK_PBA] = CLOCK_PBA,
        [SCIF_GC_USES_CLK_PBB] = CLOCK_PBB,    [SCIF_GC_USES_CLK_PBC] = CLOCK_PBC,
        [SCIF_GC_USES_CLK_PBD] = CLOCK_PBD,    [SCIF_GC_USES_RC32K] = CLOCK_RC32K,
        [SCIF_GC_USES_CLK_1K] = CLOCK_1K,      [SCIF_GC_USES_PLL0] = CLOCK_PLL,
    };
    if (source == SCIF_GC_USES_MASTER) {
        return gclk_hz(s, SCIF_GCLK_NUM_MASTER);
    }
    if (source == SCIF_GC_USES_FLO || source >= ARRAY_SIZE(clocks)) {
        return 0;
    }
    return sam4l_hz(s->p.soc, clocks[source]);
}

static uint64_t gclk_hz(struct scif *s, unsigned index) {
    uint32_t control = s->gcctrl[index];
    uint64_t hz;

    if (!(control & SCIF_GCCTRL_CEN) || s->depth > 4) {
        return 0;
    }
    s->depth++;
    hz = gclk_source_hz(s, FIELD_GET(SCIF_GCCTRL_OSCSEL, control));
    s->depth--;
    if (control & SCIF_GCCTRL_DIVEN) {
        hz /= 2 * (FIELD_GET(SCIF_GCCTRL_DIV, control) + 1);
    }
    return hz;
}

uint64_t scif_hz(struct scif *s, enum sam4l_clock clock) {
    switch (clock) {
    case CLOCK_OSC0:
        return osc0_hz(s);
    case CLOCK_PLL:
        return pll_hz(s);
    case CLOCK_DFLL:
        return dfll_hz(s);
    case CLOCK_RC80M:
        return s->rc80mcr & SCIF_RC80MCR_EN ? 80000000 : 0;
    case CLOCK_RCFAST:
        return rcfast_hz(s);
    default:
        return clock >= CLOCK_GCLK0 ? gclk_hz(s, clock - CLOCK_GCLK0) : 0;
    }
}

static void scif_reset(struct sam4l_periph *p) {
    struct scif *s = (struct scif *)p;

    for (int i = 0; i < EVENT_COUNT; i++) {
        timer_del(s->timers[i].timer);
    }
    s->unlock.open = false;
    s->imr = s->isr = s->cscr = s->oscctrl0 = s->pll = s->rccr = s->rcfastcfg = s->rc80mcr = 0;
    s->dfllconf = s->dfllval = s->dfllmul = s->dfllstep = s->dfllssg = 0;
    s->pclksr = SCIF_PCLKSR_DFLL0RDY;
    memset(s->gcctrl, 0, sizeof(s->gcctrl));
}

static uint32_t scif_read(struct sam4l_periph *p, uint32_t offset) {
    struct scif *s = (struct scif *)p;

    switch (offset) {
    case SCIF_IMR:
        return s->imr;
    case SCIF_ISR:
        return s->isr;
    case SCIF_PCLKSR:
        return s->pclksr;
    case SCIF_CSCR:
        return s->cscr;
    case SCIF_OSCCTRL0:
        return s->oscctrl0;
    case SCIF_PLL:
        return s->pll;
    case SCIF_DFLL0CONF:
        return s->dfllconf;
    case SCIF_DFLL0VAL:
        return s->dfllval;
    case SCIF_DFLL0MUL:
        return s->dfllmul;
    case SCIF_DFLL0STEP:
        return s->dfllstep;
    case SCIF_DFLL0SSG:
        return s->dfllssg;
    case SCIF_DFLL0RATIO:
        return 0; /* at its target, no difference */
    case SCIF_RCCR:
        return s->rccr;
    case SCIF_RCFASTCFG:
        return s->rcfastcfg;
    case SCIF_RCFASTSR:
        return s->pclksr & SCIF_PCLKSR_RCFASTLOCK ? SCIF_RCFASTSR_LOCK : 0;
    case SCIF_RC80MCR:
        return s->rc80mcr;
    case SCIF_GCCTRL ... SCIF_GCCTRL + 4 * (GCLKS - 1):
        return s->gcctrl[(offset - SCIF_GCCTRL) / 4];
    case SCIF_RCFASTVERSION ... SCIF_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void write_osc0(struct scif *s, uint32_t value) {
    /* Start-up times in cycles of RCSYS, by OSCCTRL0.STARTUP. */
    static const uint32_t cycles[16] = {0, 64, 128, 2048, 4096, 8192, 16384, 32768,
                                        4, 8,  16,  32,   256,  512,  1024,  32768};

    disarm(s, EVENT_OSC0);
    s->oscctrl0 = value;
    if (osc0_hz(s)) {
        uint32_t startup = cycles[FIELD_GET(SCIF_OSCCTRL0_STARTUP, value)];
        arm(s, EVENT_OSC0, sam4l_startup_ns(startup));
    }
}

static void write_pll(struct scif *s, uint32_t value) {
    disarm(s, EVENT_PLL);
    s->pll = value;
    if (pll_hz(s)) {
        arm(s, EVENT_PLL, sam4l_startup_ns(FIELD_GET(SCIF_PLL_PLLCOUNT, value)));
    }
}

static void write_dfll(struct scif *s, uint32_t offset, uint32_t value) {
    if (!(s->pclksr & SCIF_PCLKSR_DFLL0RDY)) {
        sam4l_report_access(s->p.soc, false, s->p.base + offset,
                            "write of a DFLL register (0x%x) before PCLKSR.DFLL0RDY at pc 0x%08x",
                            offset, sam4l_pc());
        return;
    }
    switch (offset) {
    case SCIF_DFLL0CONF:
        s->dfllconf = value;
        break;
    case SCIF_DFLL0VAL:
        s->dfllval = value;
        break;
    case SCIF_DFLL0MUL:
        s->dfllmul = value;
        break;
    case SCIF_DFLL0STEP:
        s->dfllstep = value;
        break;
    case SCIF_DFLL0SSG:
        sam4l_only_bits(&s->p, offset, value & SCIF_DFLL0SSG_EN, 0);
        s->dfllssg = value;
        break;
    }
    arm(s, EVENT_DFLL_SYNC, sam4l_wait_ns(DFLL_SYNC_NS));
    dfll_seek(s);
}

static void write_rcfast(struct scif *s, uint32_t value) {
    disarm(s, EVENT_RCFAST);
    s->rcfastcfg = value;
    if ((value & SCIF_RCFASTCFG_EN) && (value & SCIF_RCFASTCFG_TUNEEN)) {
        arm(s, EVENT_RCFAST, sam4l_wait_ns(RCFAST_LOCK_NS));
    }
}

/* Registers behind UNLOCK. */
static void write_locked(struct scif *s, uint32_t offset, uint32_t value) {
    if (!sam4l_unlock_take(&s->unlock, offset)) {
        s->isr |= SCIF_ISR_AE;
        update_irq(s);
        return;
    }
    switch (offset) {
    case SCIF_OSCCTRL0:
        write_osc0(s, value);
        break;
    case SCIF_PLL:
        write_pll(s, value);
        break;
    case SCIF_RCCR:
        s->rccr = value;
        break;
    case SCIF_RCFASTCFG:
        write_rcfast(s, value);
        break;
    case SCIF_RC80MCR:
        s->rc80mcr = value;
        break;
    case SCIF_HRPCR:
    case SCIF_FPCR:
        sam4l_only_bits(&s->p, offset, value & 1, 0);
        break;
    default:
        write_dfll(s, offset, value);
    }
    sam4l_clocks_changed(s->p.soc);
}

static void scif_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct scif *s = (struct scif *)p;

    switch (offset) {
    case SCIF_IER:
        s->imr |= value;
        break;
    case SCIF_IDR:
        s->imr &= ~value;
        break;
    case SCIF_ICR:
        s->isr &= ~value;
        break;
    case SCIF_UNLOCK:
        sam4l_unlock_write(&s->unlock, value);
        break;
    case SCIF_CSCR:
        s->cscr = value;
        break;
    case SCIF_OSCCTRL0 ... SCIF_DFLL0SSG:
    case SCIF_RCCR:
    case SCIF_RCFASTCFG:
    case SCIF_RC80MCR:
    case SCIF_HRPCR:
    case SCIF_FPCR:
        write_locked(s, offset, value);
        break;
    case SCIF_DFLL0SYNC:
        if (value & SCIF_DFLL0SYNC_SYNC) {
            arm(s, EVENT_DFLL_SYNC, sam4l_wait_ns(DFLL_SYNC_NS));
        }
        break;
    case SCIF_RCFASTSR:
        break; /* only clears the hardware's note that CURTRIM was updated */
    case SCIF_GCCTRL ... SCIF_GCCTRL + 4 * (GCLKS - 1):
        s->gcctrl[(offset - SCIF_GCCTRL) / 4] = value;
        if (offset == SCIF_GCCTRL + 4 * SCIF_GCLK_NUM_DFLL_REF) {
            dfll_seek(s);
        }
        sam4l_clocks_changed(p->soc);
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(s);
}

static const struct sam4l_ops scif_ops = {
    .reset = scif_reset, .read = scif_read, .write = scif_write};

struct scif *scif_new(struct sam4l *soc) {
    struct scif *s = g_new0(struct scif, 1);

    for (int i = 0; i < EVENT_COUNT; i++) {
        s->timers[i] = (struct scif_timer){s, i, NULL};
        s->timers[i].timer = sam4l_timer(expired, &s->timers[i]);
    }
    sam4l_periph_init(soc, &s->p, "SCIF", "SCIF", SAM4L_BASE_SCIF, 0x400, BUS_PBC,
                      FIELD_SHIFT(PM_PBCMASK_SCIF_), &scif_ops);
    return s;
}
