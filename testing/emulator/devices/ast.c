/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Asynchronous Timer (chapter 19). In calendar mode the counter is taken to hold seconds, which
 * CALV and the alarms show as dates. The prescaler's ticks are computed from virtual
 * time, so that an idle AST costs nothing. Writes to the registers of 19.5.8 take two periods of
 * the counter's clock: meanwhile SR.BUSY is set, further writes are lost and reads give zero.
 */
#include "sam4l.h"

#include "calendar.h"

enum { SYNC_PERIODS = 2, ALARMS = 2, PERIODICS = 2 };

struct ast {
    struct sam4l_periph p;
    QEMUTimer *event_timer, *sync_timer, *clock_timer;
    uint32_t cr, sr, imr, wer, ar[ALARMS], pir[PERIODICS], clock, dtr, evm;
    uint64_t hz;             /* of the prescaler's clock, 0 while it stands */
    int64_t base_ns;         /* when the prescaler had base_prescaler */
    uint64_t base_prescaler; /* free-running, wide enough never to wrap */
    uint64_t counter_offset; /* counter = (prescaler >> (PSEL + 1)) + offset, modulo 2^32 */
    uint64_t seen;           /* the prescaler up to which events have been raised */
};

static unsigned psel(const struct ast *a) {
    return FIELD_GET(AST_CR_PSEL, a->cr);
}

static uint64_t prescaler(struct ast *a) {
    if (!a->hz || !(a->cr & AST_CR_EN)) {
        return a->base_prescaler;
    }
    return a->base_prescaler + sam4l_ticks(sam4l_now() - a->base_ns, a->hz);
}

static uint64_t wide_counter(struct ast *a, uint64_t at) {
    return (at >> (psel(a) + 1)) + a->counter_offset;
}

static uint32_t counter(struct ast *a) {
    return wide_counter(a, prescaler(a));
}

static void update_irq(struct ast *a) {
    struct sam4l *soc = a->p.soc;
    uint32_t on = a->sr & a->imr;

    sam4l_irq(soc, SAM4L_IRQ_AST_0, on & (AST_SR_ALARM0 | AST_SR_ALARM1));
    sam4l_irq(soc, SAM4L_IRQ_AST_1, on & (AST_SR_PER0 | AST_SR_PER1));
    sam4l_irq(soc, SAM4L_IRQ_AST_2, on & AST_SR_OVF);
    sam4l_irq(soc, SAM4L_IRQ_AST_3, on & AST_SR_READY);
    sam4l_irq(soc, SAM4L_IRQ_AST_4, on & AST_SR_CLKRDY);
}

static void raise_flags(struct ast *a, uint32_t bits) {
    a->sr |= bits;
    update_irq(a);
    if (bits & a->wer) {
        sam4l_wake(a->p.soc, PM_WCAUSE_AST);
    }
}

/* The prescaler's value at the next moment, after `from`, when the counter becomes `value`. */
static uint64_t next_match(struct ast *a, uint64_t from, uint32_t value) {
    uint64_t now = wide_counter(a, from);
    uint32_t distance = value - (uint32_t)now;
    uint64_t steps = distance ? distance : 1ull << 32;
    uint64_t target = (from >> (psel(a) + 1)) + steps;
    return target << (psel(a) + 1);
}

/* Likewise for a rising edge of the prescaler's bit `insel`. */
static uint64_t next_period(uint64_t from, unsigned insel) {
    uint64_t half = 1ull << insel, period = half << 1;
    uint64_t edge = (from & ~(period - 1)) + half;
    return edge > from ? edge : edge + period;
}

static uint32_t alarm_count(const struct ast *a, unsigned i) {
    return a->cr & AST_CR_CAL ? calendar_seconds(a->ar[i]) : a->ar[i];
}

static uint64_t next_event(struct ast *a, uint64_t from, uint32_t *bits) {
    uint64_t when[5] = {
        next_match(a, from, alarm_count(a, 0)),
        next_match(a, from, alarm_count(a, 1)),
        next_period(from, a->pir[0]),
        next_period(from, a->pir[1]),
        next_match(a, from, 0),
    };
    static const uint32_t bit[5] = {AST_SR_ALARM0, AST_SR_ALARM1, AST_SR_PER0, AST_SR_PER1,
                                    AST_SR_OVF};
    uint64_t best = UINT64_MAX;

    *bits = 0;
    for (int i = 0; i < 5; i++) {
        /* A periodic event that nobody asked for and that is pending already is not worth it. */
        bool idle =
            (bit[i] & (AST_SR_PER0 | AST_SR_PER1)) && (a->sr & bit[i]) && !(a->wer & bit[i]);
        if (!idle && when[i] < best) {
            best = when[i];
        }
    }
    for (int i = 0; i < 5; i++) {
        *bits |= when[i] == best ? bit[i] : 0;
    }
    return best;
}

static void schedule(struct ast *a) {
    uint32_t bits;
    uint64_t when;

    if (!a->hz || !(a->cr & AST_CR_EN)) {
        timer_del(a->event_timer);
        return;
    }
    when = next_event(a, a->seen, &bits);
    int64_t delay = sam4l_ns(when - a->base_prescaler, a->hz);
    timer_mod(a->event_timer, delay > INT64_MAX - a->base_ns ? INT64_MAX : a->base_ns + delay);
}

static void clear_on_alarm(struct ast *a, uint32_t bits) {
    bool clear = ((bits & AST_SR_ALARM0) && (a->cr & AST_CR_CA0)) ||
                 ((bits & AST_SR_ALARM1) && (a->cr & AST_CR_CA1));

    if (clear) { /* the next count is zero, and that is an overflow */
        uint64_t next = (a->seen >> (psel(a) + 1)) + 1;
        a->counter_offset = -next;
    }
}

static void catch_up(struct ast *a) {
    uint64_t now = prescaler(a);

    for (;;) {
        uint32_t bits;
        uint64_t when = next_event(a, a->seen, &bits);
        if (when > now) {
            break;
        }
        a->seen = when;
        raise_flags(a, bits);
        clear_on_alarm(a, bits);
    }
    a->seen = now;
}

static void event(void *opaque) {
    struct ast *a = opaque;

    catch_up(a);
    schedule(a);
}

/* Makes now the base, before something changes what follows. */
static void rebase(struct ast *a) {
    catch_up(a);
    a->base_prescaler = prescaler(a);
    a->base_ns = sam4l_now();
}

static uint64_t clock_hz(struct ast *a) {
    static const enum sam4l_clock clocks[8] = {
        [AST_RCOSC] = CLOCK_RCSYS, [AST_CLK32] = CLOCK_32K,
        [AST_PB] = CLOCK_PBD,      [AST_GENCLK] = CLOCK_GCLK0 + AST_GCLK_NUM,
        [AST_CLK1K] = CLOCK_1K,
    };
    unsigned select = FIELD_GET(AST_CLOCK_CSSEL, a->clock);

    if (!(a->clock & AST_CLOCK_CEN) || select > AST_CLK1K) {
        return 0;
    }
    return sam4l_hz(a->p.soc, clocks[select]);
}

static void ast_clocks(struct sam4l_periph *p) {
    struct ast *a = (struct ast *)p;
    uint64_t hz = clock_hz(a);

    if (hz != a->hz) {
        rebase(a);
        a->hz = hz;
        schedule(a);
    }
}

static void synchronized(void *opaque) {
    struct ast *a = opaque;
    a->sr &= ~AST_SR_BUSY;
    raise_flags(a, AST_SR_READY);
}

static void clock_synchronized(void *opaque) {
    struct ast *a = opaque;
    a->sr &= ~AST_SR_CLKBUSY;
    raise_flags(a, AST_SR_CLKRDY);
}

static void start_sync(struct ast *a) {
    if (a->hz) {
        a->sr |= AST_SR_BUSY;
        timer_mod(a->sync_timer, sam4l_now() + sam4l_ns(SYNC_PERIODS, a->hz));
    }
}

static void ast_reset(struct sam4l_periph *p) {
    struct ast *a = (struct ast *)p;

    if (p->soc->reset_cause == RESET_BACKUP) {
        return; /* in the backup domain, which was not reset */
    }
    timer_del(a->event_timer);
    timer_del(a->sync_timer);
    timer_del(a->clock_timer);
    a->cr = a->sr = a->imr = a->wer = a->clock = a->dtr = a->evm = 0;
    a->ar[0] = a->ar[1] = a->pir[0] = a->pir[1] = 0;
    a->hz = a->base_prescaler = a->counter_offset = a->seen = 0;
    a->base_ns = 0;
}

static uint32_t ast_read(struct sam4l_periph *p, uint32_t offset) {
    struct ast *a = (struct ast *)p;
    bool busy = a->sr & AST_SR_BUSY;

    catch_up(a);
    switch (offset) {
    case AST_CR:
        return busy ? 0 : a->cr;
    case AST_CV:
        return busy ? 0 : counter(a);
    case AST_SR:
        return a->sr;
    case AST_IMR:
        return a->imr;
    case AST_WER:
        return busy ? 0 : a->wer;
    case AST_AR0:
    case AST_AR1:
        return busy ? 0 : a->ar[(offset - AST_AR0) / 4];
    case AST_PIR0:
    case AST_PIR1:
        return busy ? 0 : a->pir[(offset - AST_PIR0) / 4];
    case AST_CLOCK:
        return a->clock;
    case AST_DTR:
        return busy ? 0 : a->dtr;
    case AST_EVM:
        return a->evm;
    case AST_CALV:
        return busy || !(a->cr & AST_CR_CAL) ? 0 : calendar_packed(counter(a));
    case AST_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void write_control(struct ast *a, uint32_t value) {
    uint32_t count = counter(a);

    if (value & AST_CR_PCLR) {
        a->base_prescaler = 0;
    }
    a->cr = value & ~AST_CR_PCLR;
    a->seen = a->base_prescaler;
    a->counter_offset = count - (uint32_t)(a->base_prescaler >> (psel(a) + 1));
}

/* Writes that need synchronisation with the counter's clock. */
static void write_synchronized(struct ast *a, uint32_t offset, uint32_t value) {
    if (a->sr & AST_SR_BUSY) {
        sam4l_report_access(a->p.soc, false, a->p.base + offset,
                            "AST write to 0x%08x lost: SR.BUSY is set, at pc 0x%08x",
                            a->p.base + offset, sam4l_pc());
        return;
    }
    rebase(a);
    switch (offset) {
    case AST_CR:
        write_control(a, value);
        break;
    case AST_CV:
        a->counter_offset = value - (uint32_t)(a->base_prescaler >> (psel(a) + 1));
        break;
    case AST_CALV:
        a->counter_offset =
            calendar_seconds(value) - (uint32_t)(a->base_prescaler >> (psel(a) + 1));
        break;
    case AST_SCR:
        a->sr &= ~value;
        break;
    case AST_WER:
        a->wer = value;
        break;
    case AST_AR0:
    case AST_AR1:
        a->ar[(offset - AST_AR0) / 4] = value;
        break;
    case AST_PIR0:
    case AST_PIR1:
        a->pir[(offset - AST_PIR0) / 4] = value;
        break;
    case AST_DTR:
        sam4l_only_bits(&a->p, offset, value, ~AST_DTR_VALUE);
        a->dtr = value;
        break;
    }
    start_sync(a);
    schedule(a);
}

static void write_clock(struct ast *a, uint32_t value) {
    if (a->sr & AST_SR_CLKBUSY) {
        return;
    }
    a->clock = value;
    ast_clocks(&a->p);
    a->sr |= AST_SR_CLKBUSY;
    timer_mod(a->clock_timer,
              sam4l_now() + sam4l_ns(SYNC_PERIODS, a->hz ? a->hz : SCIF_RCOSC_FREQUENCY));
}

static void ast_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct ast *a = (struct ast *)p;

    switch (offset) {
    case AST_CR:
    case AST_CV:
    case AST_CALV:
    case AST_SCR:
    case AST_WER:
    case AST_AR0:
    case AST_AR1:
    case AST_PIR0:
    case AST_PIR1:
    case AST_DTR:
        write_synchronized(a, offset, value);
        break;
    case AST_IER:
        a->imr |= value;
        break;
    case AST_IDR:
        a->imr &= ~value;
        break;
    case AST_CLOCK:
        write_clock(a, value);
        break;
    case AST_EVE: /* peripheral events are not modelled */
        sam4l_only_bits(p, offset, value, 0);
        a->evm |= value;
        break;
    case AST_EVD:
        a->evm &= ~value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(a);
}

static const struct sam4l_ops ast_ops = {
    .reset = ast_reset, .read = ast_read, .write = ast_write, .clocks = ast_clocks};

struct ast *ast_new(struct sam4l *soc) {
    struct ast *a = g_new0(struct ast, 1);

    a->event_timer = sam4l_timer(event, a);
    a->sync_timer = sam4l_timer(synchronized, a);
    a->clock_timer = sam4l_timer(clock_synchronized, a);
    sam4l_periph_init(soc, &a->p, "AST", "AST", SAM4L_BASE_AST, 0x400, BUS_PBD,
                      FIELD_SHIFT(PM_PBDMASK_AST_), &ast_ops);
    return a;
}
