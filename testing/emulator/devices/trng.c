/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * True Random Number Generator: a word each 84 cycles of its clock. The words come from a
 * generator with a fixed seed under -icount, so that runs can be repeated.
 */
#include "sam4l.h"

#include "qemu/guest-random.h"
#include "sysemu/cpu-timers.h"

enum { KEY = 0x524e47, CYCLES_PER_WORD = 84 };

struct trng {
    struct sam4l_periph p;
    QEMUTimer *timer;
    uint64_t state;
    uint32_t imr, data;
    bool enabled, ready;
};

static void update_irq(struct trng *t) {
    sam4l_irq(t->p.soc, SAM4L_IRQ_TRNG, t->ready && t->imr);
}

static void schedule(struct trng *t) {
    uint64_t hz = sam4l_periph_hz(&t->p);

    if (t->enabled && !t->ready && hz) {
        timer_mod(t->timer, sam4l_now() + sam4l_ns(CYCLES_PER_WORD, hz));
    } else {
        timer_del(t->timer);
    }
}

/* splitmix64 */
static uint32_t next_word(struct trng *t) {
    uint64_t z = t->state += 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

static void word_ready(void *opaque) {
    struct trng *t = opaque;
    t->data = next_word(t);
    t->ready = true;
    update_irq(t);
}

static void trng_reset(struct sam4l_periph *p) {
    struct trng *t = (struct trng *)p;

    timer_del(t->timer);
    t->imr = t->data = 0;
    t->enabled = t->ready = false;
    if (p->soc->reset_cause == RESET_POR) {
        t->state = p->soc->options.seed;
        if (!t->state && !icount_enabled()) {
            qemu_guest_getrandom_nofail(&t->state, sizeof(t->state));
        }
    }
}

static uint32_t trng_read(struct sam4l_periph *p, uint32_t offset) {
    struct trng *t = (struct trng *)p;

    switch (offset) {
    case TRNG_IMR:
        return t->imr;
    case TRNG_ISR:
        return t->ready ? TRNG_ISR_DATRDY : 0;
    case TRNG_ODATA:
        t->ready = false;
        update_irq(t);
        schedule(t);
        return t->data;
    case TRNG_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void trng_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct trng *t = (struct trng *)p;

    switch (offset) {
    case TRNG_CR:
        if (FIELD_GET(TRNG_CR_KEY, value) == KEY) {
            t->enabled = value & TRNG_CR_ENABLE;
            schedule(t);
        }
        break;
    case TRNG_IER:
        t->imr |= value;
        break;
    case TRNG_IDR:
        t->imr &= ~value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(t);
}

static void trng_clocks(struct sam4l_periph *p) {
    schedule((struct trng *)p);
}

static const struct sam4l_ops trng_ops = {
    .reset = trng_reset, .read = trng_read, .write = trng_write, .clocks = trng_clocks};

void trng_new(struct sam4l *soc) {
    struct trng *t = g_new0(struct trng, 1);

    t->timer = sam4l_timer(word_ready, t);
    sam4l_periph_init(soc, &t->p, "TRNG", "TRNG", SAM4L_BASE_TRNG, 0x400, BUS_PBA,
                      FIELD_SHIFT(PM_PBAMASK_TRNG_), &trng_ops);
}
