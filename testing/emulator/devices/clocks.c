/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The clock tree: sources in SCIF, BSCIF and BPM, division and gating in PM, stops in sleep. */
#include "sam4l.h"

#include "hw/qdev-clock.h"
#include "sysemu/cpu-timers.h"

enum { RCSYS_HZ = SCIF_RCOSC_FREQUENCY };

/*
 * Oscillators start while the CPU runs from RCSYS, and programs wait for them with loops that may
 * count. The CPU here is never that slow: it runs some 500 times as many instructions with -icount.
 * So that a count suffices here which suffices on the chip, start-up takes that much less time.
 * Without -icount, time passes as the host has it, and nothing would be sure: no time at all.
 */
enum { CPU_SPEED_UP = 500 };

int64_t sam4l_startup_ns(uint64_t rcsys_cycles) {
    return sam4l_wait_ns(sam4l_ns(rcsys_cycles + 1, (uint64_t)RCSYS_HZ * CPU_SPEED_UP));
}

int64_t sam4l_wait_ns(int64_t ns) {
    return icount_enabled() ? ns : 0;
}

void sam4l_after(QEMUTimer *timer, void (*callback)(void *opaque), void *opaque, int64_t ns) {
    if (ns) {
        timer_mod(timer, sam4l_now() + ns);
    } else {
        timer_del(timer);
        callback(opaque);
    }
}

int64_t sam4l_now(void) {
    return qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
}

struct held_callback {
    void (*callback)(void *opaque);
    void *opaque;
};

static void run_held(void *opaque) {
    struct held_callback *h = opaque;

    sam4l_hold_time();
    h->callback(h->opaque);
    sam4l_release_time();
}

QEMUTimer *sam4l_timer(void (*callback)(void *opaque), void *opaque) {
    struct held_callback *h = g_new(struct held_callback, 1);

    *h = (struct held_callback){callback, opaque};
    return timer_new_ns(QEMU_CLOCK_VIRTUAL, run_held, h);
}

uint64_t sam4l_ticks(uint64_t ns, uint64_t hz) {
    return (uint64_t)(((unsigned __int128)ns * hz) / NANOSECONDS_PER_SECOND);
}

int64_t sam4l_ns(uint64_t ticks, uint64_t hz) {
    if (!hz) {
        return INT64_MAX;
    }
    unsigned __int128 ns = ((unsigned __int128)ticks * NANOSECONDS_PER_SECOND + hz - 1) / hz;
    return ns > INT64_MAX ? INT64_MAX : (int64_t)ns;
}

/* Chapter 7.1.1: which clocks a power mode stops. */
static bool stopped(enum sam4l_power power, enum sam4l_clock clock) {
    switch (clock) {
    case CLOCK_OSC32:
    case CLOCK_RC32K:
    case CLOCK_32K:
    case CLOCK_1K:
        return false;
    case CLOCK_CPU:
        return power >= POWER_SLEEP0;
    case CLOCK_HSB:
        return power >= POWER_SLEEP1;
    case CLOCK_RCSYS:
        return power >= POWER_WAIT;
    case CLOCK_OSC0:
    case CLOCK_PLL:
    case CLOCK_DFLL:
    case CLOCK_RC80M:
    case CLOCK_RCFAST:
    case CLOCK_RC1M:
        return power >= POWER_SLEEP3;
    default:
        return power >= POWER_SLEEP2;
    }
}

static uint64_t source_hz(struct sam4l *soc, enum sam4l_clock clock) {
    switch (clock) {
    case CLOCK_RCSYS:
        return RCSYS_HZ;
    case CLOCK_OSC32:
    case CLOCK_RC32K:
    case CLOCK_RC1M:
        return bscif_hz(soc->bscif, clock);
    case CLOCK_32K:
        return bscif_hz(soc->bscif, bpm_uses_rc32k(soc->bpm) ? CLOCK_RC32K : CLOCK_OSC32);
    case CLOCK_1K:
        return bscif_hz(soc->bscif, CLOCK_1K);
    case CLOCK_CPU:
    case CLOCK_HSB:
    case CLOCK_PBA:
    case CLOCK_PBB:
    case CLOCK_PBC:
    case CLOCK_PBD:
        return pm_main_hz(soc->pm) >> pm_shift(soc->pm, clock);
    default:
        return scif_hz(soc->scif, clock);
    }
}

uint64_t sam4l_hz(struct sam4l *soc, enum sam4l_clock clock) {
    return stopped(soc->power, clock) ? 0 : source_hz(soc, clock);
}

static void update_once(struct sam4l *soc) {
    uint64_t cpu = source_hz(soc, CLOCK_CPU);

    if (!cpu && soc->started) {
        sam4l_lockup(soc, "the main clock's source does not run (PM.MCCTRL)");
    }
    if (cpu && clock_get_hz(soc->cpuclk) != cpu) {
        clock_update_hz(soc->cpuclk, cpu);
    }
    if (soc->started) {
        hflashc_check(soc->hflashc);
    }
    for (unsigned i = 0; i < soc->periph_count; i++) {
        struct sam4l_periph *p = soc->periphs[i];
        if (p->ops->clocks) {
            p->ops->clocks(p);
        }
    }
}

void sam4l_clocks_changed(struct sam4l *soc) {
    soc->clocks_dirty = true;
    if (soc->clocks_updating) {
        return;
    }
    soc->clocks_updating = true;
    while (soc->clocks_dirty) {
        soc->clocks_dirty = false;
        update_once(soc);
    }
    soc->clocks_updating = false;
}
