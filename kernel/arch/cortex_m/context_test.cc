// SPDX-License-Identifier: Apache-2.0 OR MIT
// A process's saved registers, with its memory at an address of 32 bits. Rows are those of the
// table of known bugs.
extern "C" {
#include "kernel/arch/arch.h"
#include "kernel/arch/cortex_m/context.h"
#include "kernel/arch/cortex_m/exception.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/arch/cortex_m/report.h"
#include "kernel/panic/panic.h"
}
#include "kernel/arch/cortex_m/fake_cpu.h"

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <sys/mman.h>

extern "C" void panic_from_fault(const panic_fault *) {
    std::abort();
}

namespace {

struct StringWriter {
    writer base;
    std::string text;
};

void Append(writer *w, slice bytes) {
    reinterpret_cast<StringWriter *>(w)->text.append(reinterpret_cast<const char *>(bytes.data),
                                                     bytes.length);
}

constexpr writer_ops kAppend = {Append};

constexpr uint32_t kStart = 0x20002000;
constexpr uint32_t kSize = 0x1000;

class Context : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        void *at = mmap(reinterpret_cast<void *>(uintptr_t{kStart}), kSize, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
        ASSERT_EQ(at, reinterpret_cast<void *>(uintptr_t{kStart}));
    }
    static void TearDownTestSuite() { munmap(reinterpret_cast<void *>(uintptr_t{kStart}), kSize); }

    void SetUp() override {
        fake_cpu_reset();
        arch_context_init(&context_, limits_);
        fake_cpu.load_unprivileged = [](uint32_t) { return 0x22u; };
    }

    static exception_frame *FrameAt(uint32_t address) {
        return reinterpret_cast<exception_frame *>(uintptr_t{address});
    }

    void Begin() { ASSERT_TRUE(arch_push_call(&context_, &entry_)); }

    // The process runs until the exception; its stack pointer is then another one, if given.
    arch_switch_reason Run(uint32_t exception, std::optional<uint32_t> stack_pointer = {}) {
        fake_cpu.process = [=](arch_context *context) {
            if (stack_pointer) {
                context->stack_pointer = *stack_pointer;
            }
            return exception;
        };
        return arch_switch_to_process(&context_, limits_, &call_);
    }

    std::string Fault() {
        StringWriter writer{{&kAppend}, {}};
        arch_print_fault(&context_, &writer.base);
        return writer.text;
    }

    arch_context context_;
    arch_stack_limits limits_ = {kStart, kStart + kSize};
    arch_call entry_ = {0x00040021, {1, 2, 3, 4}};
    arch_syscall call_ = {};
};

constexpr uint32_t kNothing[4] = {};

TEST_F(Context, NewProcessStartsAtItsEntryOnAnEmptyStack) {
    EXPECT_EQ(arch_stack_pointer(&context_), kStart + kSize);
    Begin();
    EXPECT_EQ(arch_stack_pointer(&context_), kStart + kSize);
    const exception_frame *frame = FrameAt(kStart + kSize - 32);
    EXPECT_EQ(frame->pc, 0x00040020u);
    EXPECT_EQ(frame->xpsr, 1u << 24);
    EXPECT_EQ(frame->lr, 0u);
    for (uint32_t i = 0; i < 4; i++) {
        EXPECT_EQ(frame->r0_r3[i], i + 1);
    }
}

TEST_F(Context, NeverRunWithoutACall) {
    EXPECT_EQ(Run(EXCEPTION_SVCALL), ARCH_SWITCH_FAULT);
    EXPECT_EQ(Fault(), "stack pointer outside its memory");
}

TEST_F(Context, SystemCallIsTakenFromTheFrame) {
    Begin();
    uint32_t loaded = 0;
    fake_cpu.load_unprivileged = [&](uint32_t address) {
        loaded = address;
        return 5u;
    };
    exception_frame *frame = FrameAt(kStart + 0x800);
    *frame = {{10, 11, 12, 13}, 0, 0, 0x00040124, 1u << 24};
    EXPECT_EQ(Run(EXCEPTION_SVCALL, kStart + 0x800), ARCH_SWITCH_SYSCALL);
    EXPECT_EQ(loaded, 0x00040122u);
    EXPECT_EQ(call_.class_number, 5u);
    for (uint32_t i = 0; i < 4; i++) {
        EXPECT_EQ(call_.argument[i], 10 + i);
    }
    const uint32_t value[] = {128, 1, 2, 3};
    EXPECT_TRUE(arch_set_return(&context_, value, 2));
    EXPECT_EQ(frame->r0_r3[0], 128u);
    EXPECT_EQ(frame->r0_r3[1], 1u);
    EXPECT_EQ(frame->r0_r3[2], 12u) << "what a call does not return in stays as it was";
    EXPECT_EQ(frame->r0_r3[3], 13u);
    EXPECT_TRUE(arch_set_return(&context_, value, 4));
    EXPECT_EQ(frame->r0_r3[3], 3u);
}

TEST_F(Context, UpcallReturnsBehindTheSystemCall) {
    Begin();
    exception_frame *frame = FrameAt(kStart + 0x800);
    // Stacked with 4 bytes of alignment, in an IT block: the first is kept, the second is not.
    *frame = {{}, 9, 8, 0x00040124, 1u << 24 | 1u << 9 | 0x0600FC00 | 0xF0000000};
    ASSERT_EQ(Run(EXCEPTION_SVCALL, kStart + 0x800), ARCH_SWITCH_SYSCALL);
    arch_call upcall = {0x00040201, {7, 6, 5, 4}};
    ASSERT_TRUE(arch_push_call(&context_, &upcall));
    EXPECT_EQ(context_.stack_pointer, kStart + 0x800) << "the frame is used, none is added";
    EXPECT_EQ(frame->pc, 0x00040200u);
    EXPECT_EQ(frame->lr, 0x00040125u);
    EXPECT_EQ(frame->xpsr, 1u << 24 | 1u << 9);
    EXPECT_EQ(frame->r0_r3[0], 7u);
}

TEST_F(Context, InterruptedProcessKeepsEverything) {
    Begin();
    EXPECT_EQ(Run(EXCEPTION_PENDSV, kStart + 0x400), ARCH_SWITCH_INTERRUPT);
    EXPECT_EQ(Run(EXCEPTION_PENDSV), ARCH_SWITCH_INTERRUPT);
    EXPECT_EQ(context_.stack_pointer, kStart + 0x400);
}

// A stack in memory that the process may write but that is not its own, as a shared buffer.
TEST_F(Context, InterruptedOnAStackOutsideIsAFault) {
    Begin();
    EXPECT_EQ(Run(EXCEPTION_PENDSV, kStart + kSize + 0x100), ARCH_SWITCH_FAULT);
    EXPECT_EQ(Fault(), "stack pointer outside its memory");
}

// Row 14: no stack pointer of a process's makes the kernel touch what is not the process's.
// Known bug 14.
TEST_F(Context, StackPointersOutsideAreFaults) {
    for (uint32_t bad :
         {0u, 8u, 0x00010000u, kStart - 8, kStart - 32, kStart + kSize, kStart + kSize - 24,
          kStart + kSize - 31, kStart + 4, 0xE000ED00u, 0xFFFFFFF8u, 0xFFFFFFE0u, 0xFFFFFFFCu}) {
        arch_context_init(&context_, limits_);
        Begin();
        EXPECT_EQ(Run(EXCEPTION_SVCALL, bad), ARCH_SWITCH_FAULT) << std::hex << bad;
        EXPECT_FALSE(arch_set_return(&context_, kNothing, 4)) << std::hex << bad;
        EXPECT_EQ(Run(EXCEPTION_PENDSV), ARCH_SWITCH_FAULT) << std::hex << bad;
        StringWriter writer{{&kAppend}, {}};
        arch_print_context(&context_, &writer.base);
        EXPECT_EQ(writer.text.find("pc "), std::string::npos) << writer.text;
    }
}

TEST_F(Context, StackMustBeWithinTodaysLimits) {
    Begin();
    ASSERT_EQ(Run(EXCEPTION_SVCALL, kStart + 0x800), ARCH_SWITCH_SYSCALL);
    arch_stack_limits exact = {kStart, kStart + 0x820};
    arch_limit_stack(&context_, exact);
    EXPECT_TRUE(arch_set_return(&context_, kNothing, 4));
    arch_stack_limits less = {kStart, kStart + 0x818};
    arch_limit_stack(&context_, less);
    EXPECT_FALSE(arch_set_return(&context_, kNothing, 4));
    EXPECT_FALSE(arch_push_call(&context_, &entry_));
    EXPECT_EQ(arch_switch_to_process(&context_, limits_, &call_), ARCH_SWITCH_FAULT);
    EXPECT_EQ(Fault(), "stack pointer outside its memory");
}

TEST_F(Context, NoRoomForAFirstCall) {
    arch_stack_limits tiny = {kStart, kStart + 31};
    arch_context_init(&context_, tiny);
    EXPECT_FALSE(arch_push_call(&context_, &entry_));
    arch_stack_limits exact = {kStart, kStart + 32};
    arch_context_init(&context_, exact);
    EXPECT_TRUE(arch_push_call(&context_, &entry_));
}

TEST_F(Context, SavedStateThatNamesAnExceptionIsRefused) {
    Begin();
    FrameAt(kStart + kSize - 32)->xpsr |= 11;
    EXPECT_EQ(Run(EXCEPTION_SVCALL), ARCH_SWITCH_FAULT);
    EXPECT_EQ(Fault(), "invalid saved state");
}

TEST_F(Context, FaultIsNotedInWordsAndForgotten) {
    Begin();
    FrameAt(kStart + 0x800)->pc = 0x00040122;
    scb.cfsr = 0x82; // DACCVIOL, MMARVALID.
    scb.mmfar = 0x20000010;
    EXPECT_EQ(Run(EXCEPTION_MEM_MANAGE, kStart + 0x800), ARCH_SWITCH_FAULT);
    EXPECT_EQ(Fault(), "data access violation at address 0x20000010, pc 0x00040122");
    EXPECT_EQ(scb.cfsr, UINT32_MAX) << "writing ones clears it";
    EXPECT_EQ(scb.hfsr, UINT32_MAX);
}

// Row 23: the system call that overflowed the stack must not reach the kernel later.
// Known bug 23.
TEST_F(Context, FailedStackingDropsThePendingSystemCall) {
    Begin();
    scb.cfsr = 0x10; // MSTKERR.
    scb.shcsr = 0x0005F001;
    EXPECT_EQ(Run(EXCEPTION_MEM_MANAGE, kStart + 8), ARCH_SWITCH_FAULT);
    EXPECT_EQ(scb.shcsr, 0x00050001u);
    EXPECT_EQ(Fault(), "stack overflow");
    EXPECT_FALSE(arch_set_return(&context_, kNothing, 4)) << "there is no frame";
}

TEST_F(Context, HardFaultOfAProcessIsItsFault) {
    Begin();
    scb.hfsr = 1u << 31; // DEBUGEVT.
    EXPECT_EQ(Run(EXCEPTION_PENDSV, kStart + 0x800), ARCH_SWITCH_FAULT);
    EXPECT_NE(Fault().find("breakpoint instruction, pc "), std::string::npos);
}

TEST_F(Context, EveryFaultHasWords) {
    for (uint32_t bit : {0, 1, 3, 4, 8, 9, 10, 11, 12, 16, 17, 18, 19, 24, 25, 30, 31}) {
        StringWriter writer{{&kAppend}, {}};
        report_fault(&writer.base, 1u << bit, 0);
        EXPECT_GT(writer.text.size(), 8u);
    }
}

TEST_F(Context, SleepsOnlyWhenNothingIsPending) {
    arch_wait_for_interrupt();
    EXPECT_EQ(fake_cpu.sleeps, 1);
    EXPECT_EQ(fake_cpu.interrupts_off, 0);
    nvic_arrived(3); // As the line's handler says.
    EXPECT_TRUE(arch_interrupt_pending());
    arch_wait_for_interrupt();
    EXPECT_EQ(fake_cpu.sleeps, 1);
    EXPECT_EQ(fake_cpu.interrupts_off, 0);
    EXPECT_EQ(nvic_take(), 3u);
}

} // namespace
