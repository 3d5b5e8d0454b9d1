// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "kernel/deferred_call.h"
#include "kernel/scheduler/priority.h"
}

#include <gtest/gtest.h>
#include <unistd.h>

namespace detent {
namespace {

KernelTest *current;

class MainLoop : public KernelTest {
  protected:
    MainLoop() { current = this; }

  public:
    // What processes do, one entry a switch; then they yield.
    struct Action {
        enum arch_switch_reason reason;
        struct arch_syscall call;
        bool interrupt; // Leaves an interrupt pending.
        uint32_t used;  // Microseconds of the slice.
    };
    std::vector<Action> script_;
    std::vector<struct arch_context *> order_;
    size_t at_ = 0;
    uintptr_t stray_ = 0;

    void Run() {
        fake_arch.run = [](struct arch_context *context, struct arch_syscall *call) {
            return static_cast<MainLoop *>(current)->Next(context, call);
        };
    }

    enum arch_switch_reason Next(struct arch_context *context, struct arch_syscall *call) {
        order_.push_back(context);
        EXPECT_NE(fake_arch.applied, nullptr);
        EXPECT_FALSE(fake_arch.applied_is_stale);
        Action action = {ARCH_SWITCH_SYSCALL, {kYield, {kWait, 0, 0, 0}}, false, 0};
        if (at_ < script_.size()) {
            action = script_[at_++];
        }
        fake_arch.interrupt_pending = fake_arch.interrupt_pending || action.interrupt;
        timer_.left -= action.used < timer_.left ? action.used : timer_.left;
        *call = action.call;
        return action.reason;
    }
};

TEST_F(MainLoop, SleepsWithNothingToDo) {
    Step();
    EXPECT_EQ(chip_.sleeps, 1u);
    EXPECT_EQ(chip_.serviced, 0u);
}

TEST_F(MainLoop, ServicesInterruptsFirst) {
    MakeProcess();
    fake_arch.interrupt_pending = true;
    static Chip *chip;
    chip = &chip_;
    fake_arch.run = [](struct arch_context *, struct arch_syscall *call) {
        EXPECT_EQ(chip->serviced, 1u);
        *call = {kYield, {kWait, 0, 0, 0}};
        return ARCH_SWITCH_SYSCALL;
    };
    Step();
    EXPECT_EQ(chip_.serviced, 1u);
    EXPECT_EQ(chip_.sleeps, 0u);
}

TEST_F(MainLoop, StartsAProcessAtItsEntryPoint) {
    struct process *p = Create(Image());
    EXPECT_EQ(p->state, PROCESS_UNSTARTED);
    Step();
    EXPECT_EQ(process_context(p)->calls, 1u);
    EXPECT_EQ(process_context(p)->called.function, p->entry);
    EXPECT_EQ(process_context(p)->called.argument[0], p->flash_allowed);
    EXPECT_EQ(process_context(p)->called.argument[1], p->memory.start);
    EXPECT_EQ(process_context(p)->called.argument[2], p->memory.size);
    EXPECT_EQ(process_context(p)->called.argument[3], p->memory.start + kFirst);
    EXPECT_EQ(p->state, PROCESS_YIELDED);
    Step();
    EXPECT_EQ(chip_.sleeps, 1u);
}

TEST_F(MainLoop, DeliversAnUpcallToAYieldedProcess) {
    struct process *p = MakeProcess();
    Call(p, kSubscribe, kDriver, 0, Function(p), 77);
    Make(p, kYield, kWait);
    EXPECT_EQ(process_table.ready, 0u);
    EXPECT_EQ(Upcall(driver_, p->id, 0, 1, 2, 3), E_OK);
    EXPECT_NE(process_table.ready, 0u);
    Step();
    EXPECT_EQ(process_context(p)->called.function, Function(p));
    EXPECT_EQ(process_context(p)->called.argument[2], 3u);
    EXPECT_EQ(process_context(p)->called.argument[3], 77u);
    EXPECT_EQ(process_context(p)->switches, 1u);
}

TEST_F(MainLoop, TakesTurns) {
    struct process *a = MakeProcess();
    struct process *b = MakeProcess();
    script_ = {{ARCH_SWITCH_INTERRUPT, {}, false, ROUND_ROBIN_SLICE},
               {ARCH_SWITCH_INTERRUPT, {}, false, ROUND_ROBIN_SLICE},
               {ARCH_SWITCH_INTERRUPT, {}, false, ROUND_ROBIN_SLICE}};
    Run();
    Step();
    Step();
    Step();
    ASSERT_EQ(order_.size(), 3u);
    EXPECT_NE(order_[0], order_[1]);
    EXPECT_EQ(order_[0], order_[2]);
    EXPECT_EQ(a->expired_slices + b->expired_slices, 3);
    EXPECT_EQ(timer_.started, static_cast<uint32_t>(ROUND_ROBIN_SLICE));
    EXPECT_EQ(timer_.stops, 3u);
}

TEST_F(MainLoop, ContinuesAnInterruptedSlice) {
    MakeProcess();
    MakeProcess();
    script_ = {{ARCH_SWITCH_INTERRUPT, {}, true, 4000}, {ARCH_SWITCH_INTERRUPT, {}, false, 6000}};
    Run();
    Step();
    EXPECT_EQ(chip_.serviced, 1u);
    ASSERT_EQ(order_.size(), 2u);
    EXPECT_EQ(order_[0], order_[1]);
    EXPECT_EQ(timer_.started, 6000u) << "the rest of it";
    EXPECT_EQ(timer_.stops, 2u) << "interrupts do not count";
    Step();
    EXPECT_NE(order_[2], order_[0]);
}

// What an interrupt asks for comes before the process goes on, with the rest of its slice; also if
// the slices' timer was used for something else meanwhile, as by a job.
TEST_F(MainLoop, DeferredCallsInterruptASlice) {
    MakeProcess();
    static struct deferred_call call;
    static unsigned calls;
    static Timer *timer;
    timer = &timer_;
    static const struct deferred_call_ops ops = {[](struct deferred_call *) {
        calls++;
        timer->left = 0;
    }};
    call = {};
    call.ops = &ops;
    calls = 0;
    script_ = {{ARCH_SWITCH_INTERRUPT, {}, true, 4000}};
    Run();
    chip_.on_service = [] { deferred_call_set(&call); };
    Step();
    EXPECT_EQ(order_.size(), 1u);
    EXPECT_EQ(calls, 0u);
    Step();
    EXPECT_EQ(calls, 1u);
    EXPECT_EQ(order_.size(), 1u);
    Step();
    EXPECT_EQ(order_.size(), 2u);
    EXPECT_EQ(timer_.started, 6000u);
}

// A slice that ends while an interrupt is served has ended.
TEST_F(MainLoop, AnInterruptDoesNotHideTheEndOfTheSlice) {
    struct process *a = MakeProcess();
    struct process *b = MakeProcess();
    script_ = {{ARCH_SWITCH_INTERRUPT, {}, true, ROUND_ROBIN_SLICE}};
    Run();
    Step();
    EXPECT_EQ(order_.size(), 1u);
    EXPECT_EQ(chip_.serviced, 1u);
    EXPECT_EQ(a->expired_slices + b->expired_slices, 1);
    Step();
    EXPECT_NE(order_[1], order_[0]);
}

// One that waits for somebody else: the scheduler decides anew after each interrupt.
TEST_F(MainLoop, ASchedulerMayDecideAfterEachInterrupt) {
    struct process *first = MakeProcess();
    struct process *second = MakeProcess();
    kernel_.scheduler = &priority_scheduler;
    process_set_stopped(first, true);
    script_ = {{ARCH_SWITCH_INTERRUPT, {}, true, 1}};
    Run();
    static struct process *wakes;
    wakes = first;
    chip_.on_service = [] { process_set_stopped(wakes, false); };
    Step();
    Step();
    EXPECT_EQ(order_, (std::vector<struct arch_context *>{process_context(second),
                                                          process_context(first)}));
}

TEST_F(MainLoop, AProcessThatNeverYieldsDoesNotStarveOthers) {
    struct process *spin = MakeProcess();
    struct process *other = MakeProcess();
    Run();
    script_.assign(20, {ARCH_SWITCH_SYSCALL, {kCommand, {kDriver, 1, 0, 0}}, false, 600});
    // The timer's interrupt.
    script_[19] = {ARCH_SWITCH_INTERRUPT, {}, false, 600};
    process_set_stopped(other, true);
    Step();
    EXPECT_EQ(order_.size(), 20u);
    EXPECT_EQ(spin->expired_slices, 1);
    process_set_stopped(other, false);
    Step();
    EXPECT_EQ(order_.back(), process_context(other));
}

TEST_F(MainLoop, AFaultStopsOnlyThatProcess) {
    struct process *a = MakeProcess();
    struct process *b = MakeProcess();
    script_ = {{ARCH_SWITCH_FAULT, {}, false, 0}};
    Run();
    for (int i = 0; i < 4; i++) {
        Step();
    }
    struct process *faulted = order_[0] == process_context(a) ? a : b;
    struct process *other = faulted == a ? b : a;
    EXPECT_EQ(faulted->state, PROCESS_FAULTED);
    EXPECT_EQ(process_context(faulted)->switches, 1u);
    EXPECT_EQ(process_context(other)->switches, 1u);
    EXPECT_EQ(debug_.text, "process app: fault: a fault of the fake processor\r\n");
}

TEST_F(MainLoop, AStackPointerOutsideIsAFault) { // known-bugs row 14
    for (uintptr_t sp : {uintptr_t{0}, uintptr_t{0xfffffffc}, UINTPTR_MAX - 3}) {
        struct process *p = MakeProcess();
        stray_ = sp;
        fake_arch.run = [](struct arch_context *context, struct arch_syscall *) {
            context->stack_pointer = static_cast<MainLoop *>(current)->stray_;
            return ARCH_SWITCH_SYSCALL;
        };
        Step();
        EXPECT_EQ(p->state, PROCESS_FAULTED);
    }
}

TEST_F(MainLoop, AStoppedProcessDoesNotRunAndGoesOnLater) {
    struct process *p = MakeProcess();
    process_set_stopped(p, true);
    Step();
    EXPECT_EQ(process_context(p)->switches, 0u);
    EXPECT_EQ(chip_.sleeps, 1u);
    process_set_stopped(p, false);
    Step();
    EXPECT_EQ(process_context(p)->switches, 1u);
}

TEST_F(MainLoop, ProtectionIsAppliedAfterEachChange) { // known-bugs row 6
    struct process *p = MakeProcess();
    script_ = {{ARCH_SWITCH_SYSCALL, {kMemop, {0, Start(p) + 512, 0, 0}}, false, 0},
               {ARCH_SWITCH_SYSCALL, {kMemop, {0, Start(p) + 1500, 0, 0}}, false, 0}};
    Run();
    Step(); // Next() checks that what was applied is not stale.
    EXPECT_EQ(order_.size(), 3u);
}

// Writes to stderr, where a death test sees it.
const struct writer_ops kStderrOps = {
    [](struct writer *, struct slice bytes) { (void)!write(2, bytes.data, bytes.length); }};

// What is wrong with the board is said when the board can be heard: after its start.
class Drivers : public MainLoop {
  protected:
    void ExpectPanic(const char *cause) {
        kernel_.panic_writer = &stderr_;
        kernel_init(&kernel_);
        EXPECT_DEATH(kernel_loop(&kernel_, &main_loop_capability), cause);
    }
    struct writer stderr_ = {&kStderrOps};
};

TEST_F(Drivers, OutOfOrderPanic) {
    std::swap(drivers_[0], drivers_[1]);
    ExpectPanic("Kernel panic: drivers out of order, or one too large");
}

TEST_F(Drivers, ANumberTwicePanics) {
    drivers_[1].number = drivers_[0].number;
    ExpectPanic("Kernel panic: drivers out of order, or one too large");
}

TEST_F(Drivers, TooManySlotsPanic) {
    static const struct driver_ops ops = {
        FakeCommand,
        {.upcalls = 200, .readonly = 56, .readwrite = 0, .readable = 0, .state_size = 0}};
    plain_.driver.ops = &ops;
    ExpectPanic("Kernel panic: drivers out of order, or one too large");
}

TEST_F(MainLoop, InitSwitchesProtectionOn) {
    fake_arch.mpu_inits = 0;
    kernel_init(&kernel_);
    EXPECT_EQ(fake_arch.mpu_inits, 1u);
}

TEST_F(MainLoop, InitPanicsWithoutProtection) {
    fake_arch.has_no_mpu = true;
    EXPECT_DEATH(kernel_init(&kernel_), "");
}

TEST_F(MainLoop, GrantIndicesOnlyWhereThereIsAGrant) {
    EXPECT_EQ(driver_.driver.grant, 0);
    EXPECT_EQ(plain_.driver.grant, PROCESS_NO_GRANT);
    EXPECT_EQ(other_.driver.grant, 2);
    EXPECT_EQ(big_.driver.grant, 3);
    EXPECT_EQ(process_table.grant_count, 4u);
}

} // namespace
} // namespace detent
