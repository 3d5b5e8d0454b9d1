// SPDX-License-Identifier: Apache-2.0 OR MIT
// Runs jobs (kernel/job) one after the other, each of which tries one thing, and says how each
// ended. The last one takes long. Applications need no credentials here.
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/capability/mint.h"
#include "kernel/debug.h"
#include "kernel/job/job.h"
#include "kernel/message/message.h"
#include "kernel/span.h"
#include "testing/system/credentials/policies.h"

enum : uint32_t {
    STACK = 1024,
    LONG = 20000000,           // Rounds of a loop.
    GPIO = 0x400E1000,         // A peripheral.
    VECTOR_TABLE = 0xE000ED08, // In the system control space.
};

// UNSAFE, all of them: they do what a job must not be able to do.

static uint32_t read(void *data) {
    return **(volatile uint32_t **)data;
}

static uint32_t write(void *data) {
    **(volatile uint32_t **)data = 0;
    return 0;
}

static uint32_t call(void *data) {
    (*(void (**)(void))data)();
    return 0;
}

static uint32_t overflow(void *data) {
    (void)data;
    while (true) {
        __asm__ volatile("push {r0-r7}" ::: "memory");
    }
}

static uint32_t write_own(void *data) {
    volatile uint32_t *own = data;
    own[0] = 42;
    return own[0];
}

static uint32_t count(void *data) {
    volatile uint32_t *counter = data;
    for (*counter = 0; *counter < LONG; *counter += 1) {
    }
    return *counter;
}

static const struct {
    const char *name;
    job_function *function;
    uintptr_t address;
} jobs[] = {
    {"write its own data", write_own, 0},
    {"read the code", read, (uintptr_t)_kernel_start},
    {"write the code", write, (uintptr_t)_kernel_start},
    {"read the kernel's RAM", read, (uintptr_t)_stack_start},
    {"write the kernel's RAM", write, (uintptr_t)_stack_top},
    {"read a process's RAM", read, (uintptr_t)(_process_memory_end - 4)},
    {"write a process's RAM", write, (uintptr_t)(_process_memory_end - 4)},
    {"read an application", read, (uintptr_t)_apps_start},
    {"read a null pointer", read, 0},
    {"read a peripheral", read, GPIO},
    {"write a peripheral", write, GPIO},
    {"read the vector table's address", read, VECTOR_TABLE},
    {"write the vector table's address", write, VECTOR_TABLE},
    {"call its own data", call, 0},
    {"overflow its stack", overflow, 0},
    {"count", count, 0},
};

enum : size_t { JOB_MEMORY = 4096 }; // See signatures.c.

static struct job job = {.kernel = &credentials_kernel};
static struct job_client client;
static size_t next;

static void start_next(void) {
    uintptr_t *data = job_prepare(&job, STACK, 64);
    if (data == nullptr) {
        write_string(debug(), "jobs: no memory\r\n");
        return;
    }
    bool calls_data = jobs[next].function == call;
    *data = calls_data ? (uintptr_t)(data + 1) | 1 : jobs[next].address;
    job_start(&job, jobs[next].function, &client);
}

static void ended(struct job_client *self, bool sound, uint32_t result) {
    (void)self;
    write_string(debug(), "jobs: ");
    write_string(debug(), jobs[next].name);
    write_message(debug(), sound ? ": #\r\n" : ": fault\r\n", &result);
    next++;
    if (next < ARRAY_COUNT(jobs)) {
        start_next();
    }
}

static const struct job_client_ops client_ops = {.ended = ended};

struct checked_loader *credentials_loader(void) {
    static struct checked_loader loader = {
        .loader =
            {
                .kernel = &credentials_kernel,
                .start = &process_start_capability,
                .memory = {.start = JOB_MEMORY},
                .refuses = checked_loader_check,
            },
        .optional = true,
    };
    client.ops = &client_ops;
    job.memory = slice_mut_over(_process_memory_start, JOB_MEMORY);
    job.code = slice_over(_kernel_start, (size_t)(_kernel_end - _kernel_start));
    start_next();
    return &loader;
}
