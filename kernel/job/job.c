// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/job/job.h"

#include "kernel/container.h"
#include "kernel/kernel.h"

enum : size_t { CODE_GRANULE = 4096 }; // So that few regions cover the code.

static size_t round_up(size_t size, size_t multiple) {
    return (size + multiple - 1) & ~(multiple - 1);
}

// What the job begins with: it leaves to the kernel by a system call.
[[noreturn]] static void enter(job_function *function, void *data) {
    arch_leave(function(data));
}

static void end(struct job *job, bool sound, uint32_t result) {
    struct job_client *client = job->client;
    job->client = nullptr;
    client->ops->ended(client, sound, result);
}

static void run(struct deferred_call *call) {
    struct job *job = container_of(call, struct job, call);
    struct scheduler_timer *timer = job->kernel->timer;
    struct arch_syscall leave;
    mpu_apply(job->protection);
    timer->ops->start(timer, JOB_SLICE);
    enum arch_switch_reason reason = arch_switch_to_process(job->context, job->stack, &leave);
    (void)timer->ops->stop(timer);
    switch (reason) {
    case ARCH_SWITCH_INTERRUPT:
        deferred_call_set_background(call);
        break;
    case ARCH_SWITCH_SYSCALL:
        end(job, true, leave.argument[0]);
        break;
    case ARCH_SWITCH_FAULT:
        end(job, false, 0);
        break;
    }
}

static const struct deferred_call_ops call_ops = {.run = run};

static bool protect(struct job *job, struct mpu_pool pool, size_t size, struct mpu_memory *block) {
    mpu_config_reset(job->protection);
    if (mpu_add_region(job->protection, (uintptr_t)job->code.data,
                       round_up(job->code.length, CODE_GRANULE), MPU_READ_EXECUTE) != E_OK) {
        return false;
    }
    // The smallest block of which so much can be made accessible.
    for (size_t own = size; mpu_allocate_memory(pool, 0, own, 0, block) == E_OK; own += 8) {
        if (mpu_update_memory(job->protection, block, block->start + size,
                              block->start + block->size) == E_OK) {
            return true;
        }
    }
    return false;
}

// The memory: [protection, context][stack][data]. The job is let in from the stack on.
void *job_prepare(struct job *job, size_t stack_size, size_t data_size) {
    size_t own = round_up(mpu_config_size, 8) + round_up(arch_context_size, 8) + 8;
    stack_size = round_up(stack_size, 8);
    if (job->client != nullptr || job->memory.length < own || stack_size > job->memory.length ||
        data_size > job->memory.length) {
        return nullptr;
    }
    // UNSAFE: all of it lies in the job's memory, one behind the other, aligned.
    uint8_t *memory = job->memory.data;
    size_t start = round_up((uintptr_t)memory, 8) - (uintptr_t)memory;
    job->protection = (struct mpu_config *)&memory[start];
    job->context = (struct arch_context *)&memory[start + round_up(mpu_config_size, 8)];
    start += own - 8;
    struct mpu_pool pool = {(uintptr_t)&memory[start], job->memory.length - start};
    struct mpu_memory block;
    if (!protect(job, pool, stack_size + data_size, &block)) {
        return nullptr;
    }
    job->stack = (struct arch_stack_limits){block.start, block.start + stack_size};
    arch_context_init(job->context, job->stack);
    return __builtin_memset(&memory[job->stack.end - (uintptr_t)memory], 0, data_size);
}

void job_start(struct job *job, job_function *function, struct job_client *client) {
    struct arch_call call = {
        .function = (uint32_t)(uintptr_t)enter,
        .argument = {(uint32_t)(uintptr_t)function, (uint32_t)job->stack.end},
    };
    job->client = client;
    job->call.ops = &call_ops;
    // Without room on its stack, it has no frame, and faults when it is to run.
    (void)arch_push_call(job->context, &call);
    deferred_call_set_background(&job->call);
}
