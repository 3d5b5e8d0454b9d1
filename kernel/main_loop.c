// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/capability.h"
#include "kernel/deferred_call_run.h"
#include "kernel/grant/record.h"
#include "kernel/kernel.h"
#include "kernel/panic/panic.h"
#include "kernel/process/before_run.h"
#include "kernel/process/process.h"
#include "kernel/scheduler/scheduler.h"
#include "kernel/syscall/syscall.h"

// Calls the entry point: start of its own flash, start and size of its RAM, its break.
static void start(struct process *process) {
    struct arch_call call = {
        .function = (uint32_t)process->entry,
        .argument = {(uint32_t)process->flash_allowed, (uint32_t)process->memory.start,
                     (uint32_t)process->memory.size, (uint32_t)process->app_break},
    };
    process_set_state(process, PROCESS_RUNNING);
    if (!arch_push_call(process_context(process), &call)) {
        process_fault(process, PROCESS_NO_STACK);
    }
}

// Gives way to who wants to know.
[[gnu::weak]] void process_before_run(struct process *process) {
    (void)process;
}

// Lets a running process run until something happens, and sees to that. False: an interrupt, as at
// the end of its slice.
static bool run_once(const struct kernel *kernel, struct process *process) {
    process_before_run(process);
    mpu_apply(process_mpu(process));
    switch (arch_switch_to_process(process_context(process), process_stack_limits(process),
                                   &process->last_syscall)) {
    case ARCH_SWITCH_SYSCALL:
        syscall_handle(kernel, process);
        return true;
    case ARCH_SWITCH_FAULT:
        process_fault(process, nullptr);
        return true;
    case ARCH_SWITCH_INTERRUPT:
        break;
    }
    return false;
}

// Runs the process until it waits, an interrupt comes, or a deferred call waits (none does at
// first). Nothing looks for interrupts here: one that came while the kernel ran takes the process
// back at once. Not inlined: this is the path of every system call, and wants the registers.
[[gnu::noinline]] static void run(const struct kernel *kernel, struct process *process) {
    do {
        if (process->state == PROCESS_RUNNING && !process->stopped) {
            if (!run_once(kernel, process)) {
                return;
            }
        } else if (!process_is_ready(process)) {
            return;
        } else if (process->state == PROCESS_UNSTARTED) {
            start(process);
        } else {
            (void)syscall_deliver(process);
        }
    } while (!deferred_call_is_waiting());
}

[[gnu::always_inline]] static inline void service_interrupts(const struct kernel *kernel) {
    struct chip *chip = kernel->chip;
    if (arch_interrupt_pending()) {
        chip->ops->service_interrupts(chip);
    }
}

// A process's turn: until it waits, its slice ends, or the scheduler has to decide anew. What
// interrupts take is not off the slice.
static enum scheduler_reason take_turn(const struct kernel *kernel, struct process *process) {
    struct scheduler_timer *timer = kernel->timer;
    for (;;) {
        run(kernel, process);
        uint32_t left = timer->ops->stop(timer);
        service_interrupts(kernel);
        if (!process_is_ready(process)) {
            return SCHEDULER_BLOCKED;
        }
        if (left == 0) {
            process->expired_slices++;
            return SCHEDULER_EXPIRED;
        }
        if (deferred_call_is_waiting() || !kernel->scheduler->ops->goes_on) {
            return SCHEDULER_PREEMPTED;
        }
        timer->ops->resume(timer);
    }
}

static void schedule(const struct kernel *kernel) {
    struct scheduler *scheduler = kernel->scheduler;
    struct scheduler_timer *timer = kernel->timer;
    struct scheduler_decision decision = scheduler->ops->next(scheduler, process_table.ready);
    timer->ops->start(timer, decision.microseconds);
    enum scheduler_reason reason = take_turn(kernel, process_table.slots[decision.slot]);
    scheduler->ops->ran(scheduler, reason, timer);
}

void kernel_step(const struct kernel *kernel, const struct main_loop_capability *capability) {
    capability_require(capability);
    service_interrupts(kernel);
    if (deferred_call_is_waiting()) {
        deferred_call_run();
    } else if (process_table.ready != 0) {
        schedule(kernel);
        if (deferred_call_is_in_background()) {
            deferred_call_promote();
        }
    } else if (deferred_call_is_in_background()) {
        deferred_call_promote();
    } else {
        kernel->chip->ops->sleep(kernel->chip);
    }
}

// What is wrong with the board's table is said here, where a panic can be read, and not in
// kernel_init(), before the board has started its port. Nobody has looked for a driver yet.
static void check_drivers(const struct kernel *kernel) {
    for (uint32_t i = 0; i < kernel->driver_count; i++) {
        const struct driver_entry *entry = &kernel->drivers[i];
        if ((i > 0 && entry[-1].number >= entry->number) ||
            grant_slot_count(&entry->driver->ops->layout) > GRANT_SLOTS_MAX) {
            panic("drivers out of order, or one too large");
        }
    }
}

void kernel_loop(const struct kernel *kernel, const struct main_loop_capability *capability) {
    check_drivers(kernel);
    for (;;) {
        kernel_step(kernel, capability);
    }
}
