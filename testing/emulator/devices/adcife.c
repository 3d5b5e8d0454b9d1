/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A/D converter (ADCIFE): conversions by software trigger, internal timer or continuously, of
 * input codes that the panel sets, read by the CPU or the DMA controller. Gain, reference and
 * offset do not change the code: the panel's value is what the converter would give.
 */
#include "sam4l.h"

enum {
    CHANNELS = ADCIFE_CHANNELS,
    FULL_SCALE = 4095,
    TRGSEL_SOFTWARE = 0,
    TRGSEL_TIMER = 1,
    TRGSEL_CONTINUOUS = 3,
    CONVERSION_CYCLES = 7,
    STARTUP_CYCLES = 12,
    INTERNAL_NEGATIVE = 1,
    INTERNAL_POSITIVE = 2,
    INTERNAL_VCC = 2,  /* MUXPOS of the supply, divided by ten */
    SCALED_VCC = 1351, /* 0.33 V of 1 V */
};

struct adcife {
    struct sam4l_periph p;
    QEMUTimer *convert_timer, *itimer, *startup_timer;
    uint32_t cfg, sr, imr, rts, seqcfg, tim, itimer_count, wcfg, wth, lcv, calib;
    uint16_t input[CHANNELS];
    bool dma_pending;
};

bool adcife_set_input(struct adcife *a, unsigned channel, unsigned value) {
    if (channel >= CHANNELS || value > FULL_SCALE) {
        return false;
    }
    a->input[channel] = value;
    return true;
}

static uint64_t adc_hz(struct adcife *a) {
    if (!sam4l_periph_hz(&a->p)) {
        return 0;
    }
    if (a->cfg & ADCIFE_CFG_CLKSEL) {
        return sam4l_periph_hz(&a->p) >> (FIELD_GET(ADCIFE_CFG_PRESCAL, a->cfg) + 2);
    }
    return sam4l_hz(a->p.soc, CLOCK_GCLK0 + ADCIFE_GCLK_NUM) >>
           (FIELD_GET(ADCIFE_CFG_PRESCAL, a->cfg) + 2);
}

static void update_irq(struct adcife *a) {
    sam4l_irq(a->p.soc, SAM4L_IRQ_ADCIFE, a->sr & a->imr);
}

static void arm(struct adcife *a, QEMUTimer *timer, uint64_t cycles) {
    uint64_t hz = adc_hz(a);

    if (hz) {
        timer_mod(timer, sam4l_now() + sam4l_ns(cycles, hz));
    } else {
        timer_del(timer);
    }
}

static unsigned trigger_source(const struct adcife *a) {
    return FIELD_GET(ADCIFE_SEQCFG_TRGSEL, a->seqcfg);
}

static void trigger(struct adcife *a) {
    if (!(a->sr & ADCIFE_SR_EN)) {
        return;
    }
    if (a->sr & ADCIFE_SR_CBUSY) {
        a->sr |= ADCIFE_SR_SMTRG; /* missed */
    } else {
        a->sr |= ADCIFE_SR_CBUSY | ADCIFE_SR_SBUSY;
        arm(a, a->convert_timer, CONVERSION_CYCLES);
    }
    update_irq(a);
}

static bool in_window(struct adcife *a, uint32_t code) {
    uint32_t low = FIELD_GET(ADCIFE_WTH_LT, a->wth), high = FIELD_GET(ADCIFE_WTH_HT, a->wth);

    switch (FIELD_GET(ADCIFE_WCFG_WM, a->wcfg)) {
    case 1:
        return code > low;
    case 2:
        return code < high;
    case 3:
        return code > low && code < high;
    case 4:
        return !(code >= low && code < high);
    default:
        return false;
    }
}

static uint32_t code_of(struct adcife *a) {
    uint32_t internal = FIELD_GET(ADCIFE_SEQCFG_INTERNAL, a->seqcfg);
    uint32_t positive = FIELD_GET(ADCIFE_SEQCFG_MUXPOS, a->seqcfg);
    uint32_t negative = FIELD_GET(ADCIFE_SEQCFG_MUXNEG, a->seqcfg);
    uint32_t code = a->input[positive], below = 0;

    if (internal & INTERNAL_POSITIVE) {
        code = positive == INTERNAL_VCC ? SCALED_VCC : 0;
    }
    if (!(a->seqcfg & ADCIFE_SEQCFG_BIPOLAR)) {
        return code;
    }
    if (!(internal & INTERNAL_NEGATIVE)) {
        below = a->input[negative];
    }
    return (FULL_SCALE + 1 + code - below) / 2;
}

static void converted(void *opaque) {
    struct adcife *a = opaque;
    uint32_t channel = FIELD_GET(ADCIFE_SEQCFG_MUXPOS, a->seqcfg);
    uint32_t negative = FIELD_GET(ADCIFE_SEQCFG_MUXNEG, a->seqcfg);
    uint32_t code = code_of(a);

    if (a->seqcfg & ADCIFE_SEQCFG_RES) {
        code >>= 4; /* 8 bits */
    }
    if (in_window(a, code)) {
        a->sr |= ADCIFE_SR_WM;
    }
    if (a->seqcfg & ADCIFE_SEQCFG_HWLA) {
        code <<= 4;
    }
    if (a->sr & ADCIFE_SR_SEOC) {
        a->sr |= ADCIFE_SR_LOVR;
    }
    a->lcv = FIELD_PUT(ADCIFE_LCV_LCV, code) | FIELD_PUT(ADCIFE_LCV_LCPC, channel) |
             FIELD_PUT(ADCIFE_LCV_LCNC, negative);
    a->sr = (a->sr & ~(ADCIFE_SR_CBUSY | ADCIFE_SR_SBUSY)) | ADCIFE_SR_SEOC;
    a->dma_pending = true;
    update_irq(a);
    pdca_kick(a->p.soc->pdca, ADCIFE_PDCA_ID_RX);
    if (trigger_source(a) == TRGSEL_CONTINUOUS) {
        trigger(a);
    }
}

static void itimer_tick(void *opaque) {
    struct adcife *a = opaque;

    a->sr |= ADCIFE_SR_TTO;
    arm(a, a->itimer, a->itimer_count + 1ull);
    if (trigger_source(a) == TRGSEL_TIMER) {
        trigger(a);
    }
    update_irq(a);
}

static void started(void *opaque) {
    struct adcife *a = opaque;
    a->sr |= ADCIFE_SR_SUTD;
    update_irq(a);
}

static void stop(struct adcife *a) {
    timer_del(a->convert_timer);
    timer_del(a->itimer);
    timer_del(a->startup_timer);
    a->sr = 0;
    a->dma_pending = false;
}

static void adcife_reset(struct sam4l_periph *p) {
    struct adcife *a = (struct adcife *)p;

    stop(a);
    a->cfg = a->imr = a->rts = a->seqcfg = a->tim = a->itimer_count = 0;
    a->wcfg = a->wth = a->lcv = a->calib = 0;
}

static uint32_t adcife_read(struct sam4l_periph *p, uint32_t offset) {
    struct adcife *a = (struct adcife *)p;

    switch (offset) {
    case ADCIFE_CFG:
        return a->cfg;
    case ADCIFE_SR:
        return a->sr;
    case ADCIFE_RTS:
        return a->rts;
    case ADCIFE_SEQCFG:
        return a->seqcfg;
    case ADCIFE_TIM:
        return a->tim;
    case ADCIFE_ITIMER:
        return a->itimer_count;
    case ADCIFE_WCFG:
        return a->wcfg;
    case ADCIFE_WTH:
        return a->wth;
    case ADCIFE_LCV:
        return a->lcv;
    case ADCIFE_IMR:
        return a->imr;
    case ADCIFE_CALIB:
        return a->calib;
    case ADCIFE_PARAMETER:
        return CHANNELS - 1;
    case ADCIFE_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void write_control(struct adcife *a, uint32_t value) {
    if (value & ADCIFE_CR_SWRST) {
        adcife_reset(&a->p);
        return;
    }
    if (value & ADCIFE_CR_DIS) {
        stop(a);
    }
    if (value & ADCIFE_CR_EN) {
        a->sr |= ADCIFE_SR_EN;
        arm(a, a->startup_timer, STARTUP_CYCLES + FIELD_GET(ADCIFE_TIM_STARTUP, a->tim));
    }
    if (value & ADCIFE_CR_REFBUFEN) {
        a->sr |= ADCIFE_SR_REFBUF;
    }
    if (value & ADCIFE_CR_REFBUFDIS) {
        a->sr &= ~ADCIFE_SR_REFBUF;
    }
    if (value & ADCIFE_CR_TSTOP) {
        timer_del(a->itimer);
        a->sr &= ~ADCIFE_SR_TBUSY;
    }
    if (value & ADCIFE_CR_TSTART) {
        a->sr |= ADCIFE_SR_TBUSY;
        arm(a, a->itimer, a->itimer_count + 1ull);
    }
    if (value & ADCIFE_CR_STRIG) {
        trigger(a);
    }
}

static void adcife_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct adcife *a = (struct adcife *)p;

    switch (offset) {
    case ADCIFE_CR:
        write_control(a, value);
        break;
    case ADCIFE_CFG:
        a->cfg = value;
        break;
    case ADCIFE_SCR:
        a->sr &= ~value;
        break;
    case ADCIFE_RTS:
        sam4l_only_bits(p, offset, value, 0);
        a->rts = value;
        break;
    case ADCIFE_SEQCFG:
        a->seqcfg = value;
        if (trigger_source(a) == TRGSEL_CONTINUOUS) {
            trigger(a);
        } else if (trigger_source(a) > TRGSEL_TIMER) {
            sam4l_only_bits(p, offset, value, ~ADCIFE_SEQCFG_TRGSEL);
        }
        break;
    case ADCIFE_TIM:
        a->tim = value;
        break;
    case ADCIFE_ITIMER:
        a->itimer_count = value;
        break;
    case ADCIFE_WCFG:
        a->wcfg = value;
        break;
    case ADCIFE_WTH:
        a->wth = value;
        break;
    case ADCIFE_IER:
        a->imr |= value;
        break;
    case ADCIFE_IDR:
        a->imr &= ~value;
        break;
    case ADCIFE_CALIB:
        a->calib = value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(a);
}

static bool adcife_dma_ready(struct sam4l_periph *p, unsigned id) {
    return ((struct adcife *)p)->dma_pending && sam4l_periph_hz(p);
}

static uint32_t adcife_dma_read(struct sam4l_periph *p, unsigned id, unsigned size) {
    struct adcife *a = (struct adcife *)p;

    a->dma_pending = false;
    return a->lcv;
}

static const struct sam4l_ops adcife_ops = {
    .reset = adcife_reset,
    .read = adcife_read,
    .write = adcife_write,
    .dma_ready = adcife_dma_ready,
    .dma_read = adcife_dma_read,
};

struct adcife *adcife_new(struct sam4l *soc) {
    struct adcife *a = g_new0(struct adcife, 1);

    a->convert_timer = sam4l_timer(converted, a);
    a->itimer = sam4l_timer(itimer_tick, a);
    a->startup_timer = sam4l_timer(started, a);
    sam4l_periph_init(soc, &a->p, "ADCIFE", "ADCIFE", SAM4L_BASE_ADCIFE, 0x400, BUS_PBA,
                      FIELD_SHIFT(PM_PBAMASK_ADCIFE_), &adcife_ops);
    pdca_claim(soc, ADCIFE_PDCA_ID_RX, &a->p);
    return a;
}
