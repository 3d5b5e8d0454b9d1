/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Watchdog Timer (chapter 20): basic and window mode, interrupt before reset. */
#include "sam4l.h"

enum { FIRST_KEY = 0x55, SECOND_KEY = 0xaa };

struct wdt {
    struct sam4l_periph p;
    QEMUTimer *timer, *window_timer;
    uint32_t ctrl, ctrl_key, clr_key, imr, isr;
    uint64_t hz;
    bool window_open;
};

static uint64_t clock_hz(struct wdt *w) {
    bool crystal = w->ctrl & WDT_CTRL_CSSEL; /* CLK_32 instead of RCSYS */

    if (!(w->ctrl & WDT_CTRL_CEN)) {
        return 0;
    }
    return sam4l_hz(w->p.soc, crystal ? CLOCK_32K : CLOCK_RCSYS);
}

static void update_irq(struct wdt *w) {
    sam4l_irq(w->p.soc, SAM4L_IRQ_WDT, w->isr & w->imr);
}

static void start(struct wdt *w) {
    uint64_t ticks = 1ull << (FIELD_GET(WDT_CTRL_PSEL, w->ctrl) + 1);
    uint64_t closed = 0;

    w->hz = clock_hz(w);
    w->window_open = true;
    timer_del(w->timer);
    timer_del(w->window_timer);
    if (!(w->ctrl & WDT_CTRL_EN) || !w->hz) {
        return;
    }
    if (w->ctrl & WDT_CTRL_MODE) { /* the time-out follows the closed window */
        closed = 1ull << (FIELD_GET(WDT_CTRL_TBAN, w->ctrl) + 1);
        w->window_open = false;
        timer_mod(w->window_timer, sam4l_now() + sam4l_ns(closed, w->hz));
    }
    timer_mod(w->timer, sam4l_now() + sam4l_ns(closed + ticks, w->hz));
}

static void open_window(void *opaque) {
    ((struct wdt *)opaque)->window_open = true;
}

static void timed_out(void *opaque) {
    struct wdt *w = opaque;

    if ((w->ctrl & WDT_CTRL_IM) && !w->isr) {
        w->isr = WDT_ISR_WINT;
        update_irq(w);
        start(w);
    } else {
        sam4l_reset_chip(w->p.soc, RESET_WDT);
    }
}

static void wdt_reset(struct sam4l_periph *p) {
    struct wdt *w = (struct wdt *)p;
    bool keep =
        p->soc->reset_cause == RESET_BACKUP ||
        (p->soc->reset_cause == RESET_WDT && !(w->ctrl & WDT_CTRL_DAR) && (w->ctrl & WDT_CTRL_EN));

    w->imr = w->isr = w->ctrl_key = w->clr_key = 0;
    if (!keep) {
        w->ctrl = sam4l_reset_value(p, WDT_CTRL);
    }
    start(w);
}

static uint32_t wdt_read(struct sam4l_periph *p, uint32_t offset) {
    struct wdt *w = (struct wdt *)p;

    switch (offset) {
    case WDT_CTRL:
        return w->ctrl;
    case WDT_SR:
        return WDT_SR_CLEARED | (w->window_open ? WDT_SR_WINDOW : 0);
    case WDT_IMR:
        return w->imr;
    case WDT_ISR:
        return w->isr;
    case WDT_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

/* A write counts only as the second of two: the same with key 0x55 must precede it. */
static bool second_write(uint32_t *first, uint32_t value) {
    uint32_t key = value >> 24;
    bool complete = key == SECOND_KEY && *first == ((value & 0x00ffffff) | FIRST_KEY << 24);

    *first = key == FIRST_KEY ? value : 0;
    return complete;
}

static void clear(struct wdt *w) {
    if (!(w->ctrl & WDT_CTRL_EN)) {
        return;
    }
    if (!w->window_open) {
        sam4l_reset_chip(w->p.soc, RESET_WDT);
        return;
    }
    start(w);
}

static void wdt_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct wdt *w = (struct wdt *)p;

    switch (offset) {
    case WDT_CTRL:
        if (second_write(&w->ctrl_key, value) && !(w->ctrl & WDT_CTRL_SFV)) {
            w->ctrl = value & ~WDT_CTRL_KEY;
            start(w);
        }
        break;
    case WDT_CLR:
        if (second_write(&w->clr_key, value) && (value & WDT_CLR_WDTCLR)) {
            clear(w);
        }
        break;
    case WDT_IER:
        w->imr |= value;
        break;
    case WDT_IDR:
        w->imr &= ~value;
        break;
    case WDT_ICR:
        w->isr &= ~value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(w);
}

static void wdt_clocks(struct sam4l_periph *p) {
    struct wdt *w = (struct wdt *)p;

    if (clock_hz(w) != w->hz) {
        start(w);
    }
}

static const struct sam4l_ops wdt_ops = {
    .reset = wdt_reset, .read = wdt_read, .write = wdt_write, .clocks = wdt_clocks};

void wdt_new(struct sam4l *soc) {
    struct wdt *w = g_new0(struct wdt, 1);

    w->timer = sam4l_timer(timed_out, w);
    w->window_timer = sam4l_timer(open_window, w);
    sam4l_periph_init(soc, &w->p, "WDT", "WDT", SAM4L_BASE_WDT, 0x400, BUS_PBD,
                      FIELD_SHIFT(PM_PBDMASK_WDT_), &wdt_ops);
}
