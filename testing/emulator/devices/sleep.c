/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sleep: what WFI does to the clocks (chapter 7.1). QEMU asks its CPU class whether a CPU that
 * stands in WFI has work. That question is the hook: the first time the answer is no, the chip has
 * gone to sleep, and the first time it is yes, it wakes. In the deep modes interrupt lines alone
 * wake nobody: an asynchronous wake-up source must have fired (sam4l_wake).
 */
#include "sam4l.h"

#include "cpu.h"
#include "hw/core/cpu.h"
#include "hw/ptimer.h"
#include "qemu/main-loop.h"
#include "sysemu/cpus.h"

enum { SCR_SLEEPDEEP = 1 << 2, SYSTICK_ENABLE = 1 << 0 };

static struct sam4l *the_soc; /* CPUClass's callback has no room for it; there is one chip */
static bool (*cpu_has_work_chain)(CPUState *cs);

static __thread unsigned holding;

void sam4l_hold_time(void) {
    holding++;
}

void sam4l_release_time(void) {
    holding--;
}

static void systick_run(struct sam4l *soc, bool run) {
    SysTickState *systick = &soc->armv7m.systick[M_REG_NS];

    if (!(systick->control & SYSTICK_ENABLE)) {
        return;
    }
    ptimer_transaction_begin(systick->ptimer);
    if (run) {
        ptimer_run(systick->ptimer, 0);
    } else {
        ptimer_stop(systick->ptimer);
    }
    ptimer_transaction_commit(systick->ptimer);
}

static void enter(struct sam4l *soc) {
    CPUARMState *env = &sam4l_cpu(soc)->env;
    bool deep = env->v7m.scr[M_REG_NS] & SCR_SLEEPDEEP;

    soc->power = bpm_sleep_mode(soc->bpm, deep);
    if (soc->power >= POWER_WAIT) {
        soc->wake_pending = false;
    }
    if (soc->power > POWER_SLEEP0) {
        systick_run(soc, false);
    }
    sam4l_clocks_changed(soc);
}

static void leave(struct sam4l *soc) {
    bool systick_stopped = soc->power > POWER_SLEEP0;

    soc->power = POWER_RUN;
    if (systick_stopped) {
        systick_run(soc, true);
    }
    sam4l_clocks_changed(soc);
}

static bool has_work(CPUState *cs) {
    struct sam4l *soc = the_soc;
    bool work = cpu_has_work_chain(cs), locked;

    if (holding) {
        return true;
    }
    if (!cs->halted || !soc->started) {
        return work;
    }
    sam4l_hold_time();
    locked = qemu_mutex_iothread_locked();
    if (!locked) {
        qemu_mutex_lock_iothread();
    }
    if (soc->power >= POWER_WAIT) {
        if (soc->wake_pending) {
            leave(soc);
            soc->wake_pending = false;
            /* Woken, but not for an interrupt of the CPU's: the clocks run, the CPU waits on. */
            soc->power = work ? POWER_RUN : POWER_SLEEP0;
        } else {
            work = false;
        }
    } else if (work && soc->power != POWER_RUN) {
        leave(soc);
    }
    if (!work && soc->power == POWER_RUN) {
        enter(soc);
    }
    if (!locked) {
        qemu_mutex_unlock_iothread();
    }
    sam4l_release_time();
    return work;
}

void sam4l_wake(struct sam4l *soc, uint32_t wcause) {
    if (soc->power == POWER_BACKUP) {
        bpm_backup_woken(soc->bpm, wcause);
        return;
    }
    if (soc->power >= POWER_WAIT) {
        soc->wake_pending = true;
        pm_woken(soc->pm, wcause);
        qemu_cpu_kick(CPU(sam4l_cpu(soc)));
    }
}

/*
 * A CPU that is stopped for a reset counts as idle in QEMU, so that with sleep=off time would leap
 * before the reset comes. The link wraps the question: other threads hear no until then. (The
 * CPU's own thread must hear the truth: it waits by it.)
 */
bool __real_all_cpu_threads_idle(void);
bool __wrap_all_cpu_threads_idle(void);

bool __wrap_all_cpu_threads_idle(void) {
    if (the_soc && the_soc->reset_pending && !qemu_in_vcpu_thread()) {
        return false;
    }
    return __real_all_cpu_threads_idle();
}

void sam4l_sleep_init(struct sam4l *soc) {
    CPUClass *cc = CPU_GET_CLASS(sam4l_cpu(soc));

    the_soc = soc;
    cpu_has_work_chain = cc->has_work;
    cc->has_work = has_work;
}
