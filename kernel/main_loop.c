// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/capability.h"
#include "kernel/deferred_call_run.h"
#include "kernel/kernel.h"
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

// Runs the process until it waits, its slice ends, or the kernel has something else to do. Nothing
// looks for interrupts here: one that came while the kernel ran takes the process back at once.
static void run(const struct kernel *kernel, struct process *process) {
    while (!deferred_call_is_waiting()) {
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
    }
}

// Why it has not gone on.
static enum scheduler_reason reason_of(struct process *process, bool slice_has_ended) {
    if (!process_is_ready(process)) {
        return SCHEDULER_BLOCKED;
    }
    if (!slice_has_ended) {
        return SCHEDULER_PREEMPTED;
    }
    process->expired_slices++;
    return SCHEDULER_EXPIRED;
}

static void schedule(const struct kernel *kernel) {
    struct scheduler *scheduler = kernel->scheduler;
    struct scheduler_timer *timer = kernel->timer;
    struct scheduler_decision decision = scheduler->ops->next(scheduler, process_table.ready);
    struct process *process = process_table.slots[decision.slot];
    if (decision.microseconds == SCHEDULER_GO_ON) {
        timer->ops->resume(timer);
    } else {
        timer->ops->start(timer, decision.microseconds);
    }
    run(kernel, process);
    bool slice_has_ended = timer->ops->stop(timer);
    scheduler->ops->ran(scheduler, reason_of(process, slice_has_ended));
}

void kernel_step(const struct kernel *kernel, const struct main_loop_capability *capability) {
    capability_require(capability);
    struct chip *chip = kernel->chip;
    if (arch_interrupt_pending()) {
        chip->ops->service_interrupts(chip);
    } else if (deferred_call_is_waiting()) {
        deferred_call_run();
    } else if (process_table.ready != 0) {
        schedule(kernel);
        (void)deferred_call_promote();
    } else if (!deferred_call_promote()) {
        chip->ops->sleep(chip);
    }
}

void kernel_loop(const struct kernel *kernel, const struct main_loop_capability *capability) {
    for (;;) {
        kernel_step(kernel, capability);
    }
}
