// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "capsules/system/read_only_state.h"
#include "testing/fakes/alarm.h"
}

#include <gtest/gtest.h>

namespace detent {
namespace {

class ReadOnlyState : public KernelTest {
  protected:
    ReadOnlyState() {
        fake_alarm_init(&clock_, 0xfffffff0);
        time_.alarm = &clock_.alarm;
        wide_time_init(&time_);
        state_.driver.ops = &read_only_state_driver_ops;
        state_.time = &time_;
        state_.management = &process_management_capability;
        entries_ = {{{kDriver, &driver_.driver}, {READ_ONLY_STATE_DRIVER_NUMBER, &state_.driver}}};
        kernel_.drivers = entries_.data();
        kernel_.driver_count = 2;
        kernel_init(&kernel_);
        read_only_state_init(&state_);
        p_ = MakeProcess();
        memset(Bytes(p_), 0xee, 64);
    }

    ~ReadOnlyState() override { process_watch(nullptr, nullptr, &process_management_capability); }

    void Lend(struct process *p, uint32_t length) {
        EXPECT_EQ(
            Call(p, kAllowReadable, READ_ONLY_STATE_DRIVER_NUMBER, 0, Start(p) + 512, length)[0],
            RETURN_SUCCESS_2_U32);
    }
    // Switches to the process once; its slice ends at once.
    void Run() {
        static Timer *timer;
        timer = &timer_;
        fake_arch.run = [](struct arch_context *, struct arch_syscall *) {
            timer->left = 0;
            return ARCH_SWITCH_INTERRUPT;
        };
        Step();
    }
    static uint8_t *Bytes(struct process *p) {
        return reinterpret_cast<uint8_t *>(p->memory.start + 512);
    }
    static uint32_t Word(struct process *p, uint32_t index) {
        uint32_t word = 0;
        memcpy(&word, Bytes(p) + 4 * index, 4);
        return word;
    }

    fake_alarm clock_ = {};
    struct wide_time time_ = {};
    struct read_only_state state_ = {};
    std::array<struct driver_entry, 2> entries_{};
    struct process *p_ = nullptr;
};

constexpr uint32_t kUntouched = 0xeeeeeeee;

TEST_F(ReadOnlyState, Commands) {
    EXPECT_EQ(Call(p_, kCommand, READ_ONLY_STATE_DRIVER_NUMBER, 0)[0], RETURN_SUCCESS);
    EXPECT_EQ(Call(p_, kCommand, READ_ONLY_STATE_DRIVER_NUMBER, 1)[0], RETURN_SUCCESS_U32);
    EXPECT_EQ(Call(p_, kCommand, READ_ONLY_STATE_DRIVER_NUMBER, 1)[1], 1u);
    EXPECT_EQ(Call(p_, kCommand, READ_ONLY_STATE_DRIVER_NUMBER, 2)[1], E_NOSUPPORT);
    EXPECT_EQ(Call(p_, kAllowReadable, READ_ONLY_STATE_DRIVER_NUMBER, 1, 0, 0)[1], E_INVAL);
}

TEST_F(ReadOnlyState, IsUpToDateAtEachSwitch) {
    Lend(p_, 16);
    Run();
    EXPECT_EQ(Word(p_, 0), 0u);
    EXPECT_EQ(Word(p_, 1), 0u);
    EXPECT_EQ(Word(p_, 2), 0xfffffff0u);
    EXPECT_EQ(Word(p_, 3), 0u);
    EXPECT_EQ(Word(p_, 4), kUntouched);
    Call(p_, kSubscribe, kDriver, 0, Function(p_));
    EXPECT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    EXPECT_EQ(Upcall(driver_, p_->id, 0), E_OK);
    fake_alarm_advance(&clock_, 0x20);
    Run();
    EXPECT_EQ(Word(p_, 0), 1u);
    EXPECT_EQ(Word(p_, 1), 2u);
    EXPECT_EQ(Word(p_, 2), 0x10u);
    EXPECT_EQ(Word(p_, 3), 1u);
}

TEST_F(ReadOnlyState, OnlyWhatFits) {
    for (uint32_t length : {0u, 3u, 4u, 7u, 8u, 12u, 15u}) {
        memset(Bytes(p_), 0xee, 64);
        Lend(p_, length);
        Run();
        EXPECT_EQ(Word(p_, 0) == kUntouched, length < 4) << length;
        EXPECT_EQ(Word(p_, 1) == kUntouched, length < 8) << length;
        EXPECT_EQ(Word(p_, 2), kUntouched) << length;
        EXPECT_EQ(Word(p_, 3), kUntouched) << length;
    }
}

// A process that never asked gets no grant of it, and one that takes its buffer back is left alone.
TEST_F(ReadOnlyState, OnlyForWhoAsked) {
    uintptr_t kernel_break = p_->kernel_break;
    Run();
    EXPECT_EQ(p_->kernel_break, kernel_break);
    EXPECT_EQ(Word(p_, 0), kUntouched);
    Lend(p_, 16);
    Lend(p_, 0);
    Run();
    EXPECT_EQ(Word(p_, 0), kUntouched);
}

TEST_F(ReadOnlyState, ARestartEndsIt) {
    Lend(p_, 16);
    Run();
    process_restart(p_);
    memset(Bytes(p_), 0xee, 64);
    Run();
    EXPECT_EQ(Word(p_, 0), kUntouched);
}

TEST_F(ReadOnlyState, NoRoomForTheGrant) {
    EXPECT_EQ(process_brk(p_, static_cast<uint32_t>(p_->kernel_break) - 8), E_OK);
    EXPECT_EQ(Call(p_, kAllowReadable, READ_ONLY_STATE_DRIVER_NUMBER, 0, Start(p_) + 512, 16)[1],
              E_NOMEM);
    Run();
    EXPECT_EQ(Word(p_, 0), kUntouched);
}

} // namespace
} // namespace detent
