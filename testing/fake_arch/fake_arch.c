// SPDX-License-Identifier: Apache-2.0 OR MIT
#define _GNU_SOURCE // MAP_32BIT
#include "testing/fake_arch/fake_arch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct fake_arch fake_arch;

const size_t arch_context_size = sizeof(struct arch_context);

static uint8_t *map_low(size_t size) {
    void *memory =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    if (memory == MAP_FAILED) {
        abort();
    }
    return memory;
}

uint8_t *fake_arch_ram(void) {
    static uint8_t *ram;
    if (ram == nullptr) {
        ram = map_low(FAKE_ARCH_RAM_SIZE);
    }
    return ram;
}

uint8_t *fake_arch_flash(void) {
    static uint8_t *flash;
    if (flash == nullptr) {
        flash = map_low(FAKE_ARCH_FLASH_SIZE);
    }
    return flash;
}

void fake_arch_reset(void) {
    memset(&fake_arch, 0, sizeof(fake_arch));
    fake_arch.granule = 32;
    memset(fake_arch_ram(), 0xa5, FAKE_ARCH_RAM_SIZE);
    memset(fake_arch_flash(), 0xf1, FAKE_ARCH_FLASH_SIZE);
}

static bool has_frame(const struct arch_context *context, struct arch_stack_limits limits) {
    uintptr_t sp = context->stack_pointer;
    return sp >= limits.start && sp <= limits.end && limits.end - sp >= FAKE_ARCH_FRAME;
}

void arch_context_init(struct arch_context *context, struct arch_stack_limits limits) {
    uint32_t inits = context->inits + 1;
    memset(context, 0, sizeof(*context));
    context->inits = inits;
    context->stack_pointer = limits.end - FAKE_ARCH_FRAME;
}

enum arch_switch_reason arch_switch_to_process(struct arch_context *context,
                                               struct arch_stack_limits limits,
                                               struct arch_syscall *call) {
    context->switches++;
    if (context->lost) {
        return ARCH_SWITCH_FAULT;
    }
    enum arch_switch_reason reason = ARCH_SWITCH_SYSCALL;
    if (fake_arch.run != nullptr) {
        reason = fake_arch.run(context, call);
    } else {
        memset(call, 0, sizeof(*call));
        call->argument[0] = 1;
    }
    arch_limit_stack(context, limits);
    return context->lost ? ARCH_SWITCH_FAULT : reason;
}

void arch_limit_stack(struct arch_context *context, struct arch_stack_limits limits) {
    context->lost = !has_frame(context, limits);
}

bool arch_set_return(struct arch_context *context, const uint32_t *value, uint32_t count) {
    if (context->lost) {
        return false;
    }
    for (uint32_t i = 0; i < 4; i++) {
        context->returned[i] = i < count ? value[i] : 0;
    }
    context->returned_count = count;
    context->returns++;
    return true;
}

bool arch_push_call(struct arch_context *context, const struct arch_call *call) {
    if (context->lost) {
        return false;
    }
    context->called = *call;
    context->calls++;
    return true;
}

void arch_leave(uint32_t result) {
    (void)result;
    abort(); // Nothing runs here: see fake_arch.run.
}

uintptr_t arch_stack_pointer(const struct arch_context *context) {
    return context->stack_pointer;
}

void arch_print_context(const struct arch_context *context, struct writer *writer) {
    write_string(writer, "  stack pointer ");
    write_hex32(writer, (uint32_t)context->stack_pointer);
    write_string(writer, "\r\n");
}

void arch_print_fault(const struct arch_context *context, struct writer *writer) {
    (void)context;
    write_string(writer, "a fault of the fake processor");
}

bool arch_interrupt_pending(void) {
    return fake_arch.interrupt_pending;
}

void arch_wait_for_interrupt(void) {
    fake_arch.waits++;
}

void arch_halt(void) {
    fake_arch.halts++;
    abort();
}
