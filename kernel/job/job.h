// SPDX-License-Identifier: Apache-2.0 OR MIT
// A job: a long computation of library code beside the processes, such as the check of a signature.
//
// It runs as a process does, not as the kernel: unprivileged, on a stack of its own, preempted at
// any instruction by interrupts and by the end of its time slice. The protection unit lets it read
// the kernel's flash and reach its own memory, and nothing else; below its stack there is nothing.
// So it delays nobody, and a bug in it, or an attack on it, ends the job and harms nobody. Slices
// are handed out as a background call (kernel/deferred_call.h): turn and turn about with processes.
//
//     static uint8_t memory[5 * 1024] __attribute__((aligned(1024)));
//     static struct job job = {.kernel = &kernel, .memory = {memory, sizeof(memory)}};
//     job.code = slice_over(_kernel_start, (size_t)(_kernel_end - _kernel_start));
#pragma once

#include "kernel/arch/arch.h"
#include "kernel/arch/mpu.h"
#include "kernel/deferred_call.h"
#include "kernel/errorcode.h"
#include "kernel/slice.h"

struct kernel;
struct job_client;

struct job_client_ops {
    // It ended, and its data, which are as it left them, are the caller's until the next job.
    // sound: it returned result; otherwise it faulted.
    void (*ended)(struct job_client *client, bool sound, uint32_t result);
};

struct job_client {
    const struct job_client_ops *ops;
};

// What it computes. Constants and code in flash, data and the stack are all that it can reach: no
// variables, no system calls, no callbacks.
typedef uint32_t job_function(void *data);

struct job {
    // The board's.
    const struct kernel *kernel; // Whose timer ends its slices.
    // What it lives in: its stack and data, aligned as the protection unit wants it (a quarter of
    // the size, or so, loses nothing), with some room for its registers and protection.
    struct slice_mut memory;
    struct slice code; // The kernel's flash.
    // The job's.
    struct deferred_call call;
    struct job_client *client; // Null: no job.
    struct arch_context *context;
    struct mpu_config *protection;
    struct arch_stack_limits stack;
};

enum : uint32_t { JOB_SLICE = 5000 }; // Microseconds.

// Makes room for a job with this much stack and data (bytes). Returns its data, zeroed and 8-byte
// aligned, to be filled in; null if a job is running or the memory is too small.
void *job_prepare(struct job *job, size_t stack_size, size_t data_size);

// Starts what was prepared. ended() follows.
void job_start(struct job *job, job_function *function, struct job_client *client);
