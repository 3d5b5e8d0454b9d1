/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Timer/Counter (chapter 32): three channels in each of two units. Counting up, with or without
 * trigger on RC compare, and the compare, overflow and reload flags and interrupts. Its pins
 * (capture, waveform output, external clocks and triggers) are not modelled.
 */
#include "sam4l.h"

enum { CHANNELS = 3, CHANNEL_SIZE = 0x40, TOP = 0x10000, WP_KEY = 0x54494d };

struct tc;

struct channel {
    struct tc *tc;
    unsigned irq;
    QEMUTimer *timer;
    uint32_t cmr, smmr, ra, rb, rc, imr, flags;
    bool enabled, running;
    uint64_t hz;
    int64_t base_ns; /* when the count was base */
    uint32_t base;
};

struct tc {
    struct sam4l_periph p;
    struct channel channels[CHANNELS];
    unsigned gclk;
    uint32_t bmr, wpmr;
};

static bool waveform(const struct channel *c) {
    return c->cmr & TC_CMR_WAVE;
}

/* The count after which it is zero again. */
static uint32_t period(const struct channel *c) {
    bool by_rc = waveform(c) ? FIELD_GET(TC_CMR_WAVSEL, c->cmr) & 2 : c->cmr & TC_CMR_CPCTRG;
    return by_rc && c->rc ? c->rc : TOP;
}

static uint64_t clock_hz(struct channel *c) {
    struct tc *tc = c->tc;
    uint64_t hz = sam4l_periph_hz(&tc->p);
    static const unsigned divisors[5] = {0, TC0_CLK_DIV2, TC0_CLK_DIV3, TC0_CLK_DIV4, TC0_CLK_DIV5};
    unsigned select = FIELD_GET(TC_CMR_TCCLKS, c->cmr);

    if (!hz) {
        return 0;
    }
    if (select == 0) {
        return sam4l_hz(tc->p.soc, CLOCK_GCLK0 + tc->gclk);
    }
    if (select >= ARRAY_SIZE(divisors)) {
        return 0; /* XC0 to XC2: nothing drives them */
    }
    return pm_divided_clock(tc->p.soc->pm, divisors[select]) ? hz / divisors[select] : 0;
}

static void update_irq(struct channel *c) {
    sam4l_irq(c->tc->p.soc, c->irq, c->flags & c->imr);
}

static uint64_t elapsed(struct channel *c) {
    return c->running && c->hz ? sam4l_ticks(sam4l_now() - c->base_ns, c->hz) : 0;
}

static uint32_t count(struct channel *c) {
    return (c->base + elapsed(c)) % period(c);
}

/* Raises the flags of all that the counter passed since the base, and makes now the base. */
static void catch_up(struct channel *c) {
    uint64_t from = c->base, to = c->base + elapsed(c);
    uint32_t end = period(c);

    struct {
        uint32_t at, flag;
    } marks[3] = {{c->ra, TC_SR_CPAS}, {c->rb, TC_SR_CPBS}, {c->rc, TC_SR_CPCS}};
    for (int i = 0; i < 3; i++) {
        uint64_t at = marks[i].at ? marks[i].at : TOP;
        uint64_t next = at > from ? at : at + end;
        bool compares = marks[i].flag == TC_SR_CPCS || waveform(c);
        if (compares && marks[i].at <= end && marks[i].at && next <= to) {
            c->flags |= marks[i].flag;
        }
    }
    if (end == TOP && to >= TOP) {
        c->flags |= TC_SR_COVFS;
    }
    if ((c->flags & TC_SR_CPCS) && (c->cmr & (TC_CMR_CPCSTOP | TC_CMR_CPCDIS)) && waveform(c)) {
        c->running = false;
        c->enabled = c->enabled && !(c->cmr & TC_CMR_CPCDIS);
        to = 0;
    }
    c->base = to % end;
    c->base_ns = sam4l_now();
    update_irq(c);
}

static void schedule(struct channel *c) {
    uint32_t now = c->base, end = period(c), next = end;
    const uint32_t marks[3] = {c->ra, c->rb, c->rc};

    if (!c->running || !c->hz) {
        timer_del(c->timer);
        return;
    }
    for (int i = 0; i < 3; i++) {
        if (marks[i] > now && marks[i] < next) {
            next = marks[i];
        }
    }
    timer_mod(c->timer, sam4l_now() + sam4l_ns(next - now, c->hz));
}

static void event(void *opaque) {
    struct channel *c = opaque;

    catch_up(c);
    schedule(c);
}

static void tc_clocks(struct sam4l_periph *p) {
    struct tc *tc = (struct tc *)p;

    for (unsigned i = 0; i < CHANNELS; i++) {
        struct channel *c = &tc->channels[i];
        uint64_t hz = clock_hz(c);
        if (hz != c->hz) {
            catch_up(c);
            c->hz = hz;
            schedule(c);
        }
    }
}

static void trigger(struct channel *c) {
    if (c->enabled) {
        c->running = true;
        c->base = 0;
        c->base_ns = sam4l_now();
    }
}

static void tc_reset(struct sam4l_periph *p) {
    struct tc *tc = (struct tc *)p;

    tc->bmr = tc->wpmr = 0;
    for (unsigned i = 0; i < CHANNELS; i++) {
        struct channel *c = &tc->channels[i];
        timer_del(c->timer);
        c->cmr = c->smmr = c->ra = c->rb = c->rc = c->imr = c->flags = c->base = 0;
        c->enabled = c->running = false;
        c->hz = 0;
    }
}

static uint32_t read_channel(struct channel *c, uint32_t offset) {
    uint32_t value;

    catch_up(c);
    schedule(c);
    switch (offset) {
    case TC_CMR:
        return c->cmr;
    case TC_SMMR:
        return c->smmr;
    case TC_CV:
        return count(c);
    case TC_RA:
        return c->ra;
    case TC_RB:
        return c->rb;
    case TC_RC:
        return c->rc;
    case TC_SR: /* flags last until they are read */
        value = c->flags | (c->enabled ? TC_SR_CLKSTA : 0);
        c->flags = 0;
        update_irq(c);
        return value;
    case TC_IMR:
        return c->imr;
    default:
        return 0;
    }
}

static uint32_t tc_read(struct sam4l_periph *p, uint32_t offset) {
    struct tc *tc = (struct tc *)p;

    if (offset < CHANNELS * CHANNEL_SIZE) {
        return read_channel(&tc->channels[offset / CHANNEL_SIZE], offset % CHANNEL_SIZE);
    }
    switch (offset) {
    case TC_BMR:
        return tc->bmr;
    case TC_WPMR:
        return tc->wpmr;
    case TC_FEATURES:
        return FIELD_PUT(TC_FEATURES_CTRSIZE, 16) | TC_FEATURES_UPDNIMPL;
    case TC_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void write_mode(struct channel *c, uint32_t offset, uint32_t value) {
    uint32_t modelled = TC_CMR_TCCLKS | TC_CMR_WAVE;

    if (value & TC_CMR_WAVE) {
        modelled |= TC_CMR_WAVSEL | TC_CMR_CPCSTOP | TC_CMR_CPCDIS;
        if (FIELD_GET(TC_CMR_WAVSEL, value) & 1) {
            modelled &= ~TC_CMR_WAVSEL; /* up and down */
        }
    } else {
        modelled |= TC_CMR_CPCTRG;
    }
    sam4l_only_bits(&c->tc->p, offset, value, modelled);
    c->cmr = value;
    c->hz = clock_hz(c);
}

static void write_channel(struct channel *c, uint32_t offset, uint32_t value) {
    catch_up(c);
    switch (offset % CHANNEL_SIZE) {
    case TC_CCR:
        if (value & TC_CCR_CLKDIS) {
            c->enabled = c->running = false;
        } else if (value & TC_CCR_CLKEN) {
            c->enabled = true;
        }
        if (value & TC_CCR_SWTRG) {
            trigger(c);
        }
        break;
    case TC_CMR:
        write_mode(c, offset, value);
        break;
    case TC_SMMR:
        sam4l_only_bits(&c->tc->p, offset, value, 0);
        c->smmr = value;
        break;
    case TC_RA:
        c->ra = value;
        break;
    case TC_RB:
        c->rb = value;
        break;
    case TC_RC:
        c->rc = value;
        break;
    case TC_IER:
        c->imr |= value;
        break;
    case TC_IDR:
        c->imr &= ~value;
        break;
    }
    update_irq(c);
    schedule(c);
}

static void tc_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct tc *tc = (struct tc *)p;

    if (offset < CHANNELS * CHANNEL_SIZE) {
        write_channel(&tc->channels[offset / CHANNEL_SIZE], offset, value);
        return;
    }
    switch (offset) {
    case TC_BCR:
        for (unsigned i = 0; i < CHANNELS && (value & TC_BCR_SYNC); i++) {
            write_channel(&tc->channels[i], TC_CCR, TC_CCR_SWTRG);
        }
        break;
    case TC_BMR:
        sam4l_only_bits(p, offset, value, 0);
        tc->bmr = value;
        break;
    case TC_WPMR:
        if (FIELD_GET(TC_WPMR_WPKEY, value) == WP_KEY) {
            sam4l_only_bits(p, offset, value & TC_WPMR_WPEN, 0);
            tc->wpmr = value & TC_WPMR_WPEN;
        }
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
}

static const struct sam4l_ops tc_ops = {
    .reset = tc_reset, .read = tc_read, .write = tc_write, .clocks = tc_clocks};

static void unit_new(struct sam4l *soc, const char *name, uint32_t base, uint32_t clock_mask,
                     unsigned irq, unsigned gclk) {
    struct tc *tc = g_new0(struct tc, 1);

    tc->gclk = gclk;
    for (unsigned i = 0; i < CHANNELS; i++) {
        tc->channels[i].tc = tc;
        tc->channels[i].irq = irq + i;
        tc->channels[i].timer = sam4l_timer(event, &tc->channels[i]);
    }
    sam4l_periph_init(soc, &tc->p, name, "TC", base, 0x400, BUS_PBA, FIELD_SHIFT(clock_mask),
                      &tc_ops);
}

void tc_new(struct sam4l *soc) {
    unit_new(soc, "TC0", SAM4L_BASE_TC0, PM_PBAMASK_TC0_, SAM4L_IRQ_TC0_0, TC0_GCLK_NUM);
    unit_new(soc, "TC1", SAM4L_BASE_TC1, PM_PBAMASK_TC1_, SAM4L_IRQ_TC1_0, TC1_GCLK_NUM);
}
