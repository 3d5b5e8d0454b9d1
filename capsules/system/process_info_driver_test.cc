// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "capsules/system/process_info_driver.h"
#include "kernel/process/info.h"
}

#include <gtest/gtest.h>

namespace detent {
namespace {

class ProcessInfoDriver : public KernelTest {
  protected:
    ProcessInfoDriver() {
        driver_of_info_.driver.ops = &process_info_driver_ops;
        driver_of_info_.management = &process_management_capability;
        entries_ = {
            {{kDriver, &driver_.driver}, {PROCESS_INFO_DRIVER_NUMBER, &driver_of_info_.driver}}};
        kernel_.drivers = entries_.data();
        kernel_.driver_count = 2;
        kernel_init(&kernel_);
        p_ = MakeProcess();
        other_process_ = MakeProcess();
    }

    Registers Command(uint32_t number, uint32_t argument = 0) {
        return Call(p_, kCommand, PROCESS_INFO_DRIVER_NUMBER, number, argument);
    }

    // Lends length bytes of the process's memory, which are then at Word().
    void Lend(uint32_t length) {
        Call(p_, kAllowReadWrite, PROCESS_INFO_DRIVER_NUMBER, 0, Start(p_) + 512, length);
        memset(Bytes(), 0xee, 64);
    }
    uint8_t *Bytes() { return reinterpret_cast<uint8_t *>(p_->memory.start + 512); }
    uint32_t Word(uint32_t index) {
        uint32_t word = 0;
        memcpy(&word, Bytes() + 4 * index, 4);
        return word;
    }

    struct process_info_driver driver_of_info_ = {};
    std::array<struct driver_entry, 2> entries_{};
    struct process *p_ = nullptr, *other_process_ = nullptr;
};

constexpr uint32_t kUntouched = 0xeeeeeeee;

TEST_F(ProcessInfoDriver, IdsAndShortIds) {
    other_process_->short_id = 0x1234;
    EXPECT_EQ(Command(0)[0], RETURN_SUCCESS);
    EXPECT_EQ(Command(1)[1], 2u);
    Lend(12);
    EXPECT_EQ(Command(2)[1], 2u);
    EXPECT_EQ(Word(0), p_->id.value);
    EXPECT_EQ(Word(1), other_process_->id.value);
    EXPECT_EQ(Word(2), kUntouched);
    EXPECT_EQ(Command(3)[1], 2u);
    EXPECT_EQ(Word(0), 0u);
    EXPECT_EQ(Word(1), 0x1234u);
}

TEST_F(ProcessInfoDriver, OnlyWholeWordsThatFit) {
    for (uint32_t length : {0u, 3u, 4u, 7u}) {
        Lend(length);
        EXPECT_EQ(Command(2)[1], 2u);
        EXPECT_EQ(Word(0), length < 4 ? kUntouched : p_->id.value);
        EXPECT_EQ(Word(1), kUntouched);
    }
}

TEST_F(ProcessInfoDriver, Name) {
    Lend(8);
    EXPECT_EQ(Command(4, other_process_->id.value)[0], RETURN_SUCCESS);
    EXPECT_EQ(memcmp(Bytes(), "app\0\xee", 5), 0);
    Lend(3);
    EXPECT_EQ(Command(4, other_process_->id.value)[0], RETURN_SUCCESS);
    EXPECT_EQ(memcmp(Bytes(), "app\xee", 4), 0);
    Lend(0);
    EXPECT_EQ(Command(4, other_process_->id.value)[0], RETURN_SUCCESS);
}

TEST_F(ProcessInfoDriver, Counters) {
    Lend(16);
    other_process_->expired_slices = 3;
    other_process_->restarts = 5;
    process_set_state(other_process_, PROCESS_YIELDED);
    EXPECT_EQ(Command(5, other_process_->id.value)[0], RETURN_SUCCESS);
    EXPECT_EQ(Word(0), 3u);
    EXPECT_EQ(Word(1), other_process_->syscalls);
    EXPECT_EQ(Word(2), 5u);
    EXPECT_EQ(Word(3), PROCESS_INFO_YIELDED);
    Lend(8);
    EXPECT_EQ(Command(5, other_process_->id.value)[0], RETURN_SUCCESS);
    EXPECT_EQ(Word(2), kUntouched);
}

TEST_F(ProcessInfoDriver, WhatIsNotThere) {
    uint32_t stale = other_process_->id.value;
    process_restart(other_process_);
    for (uint32_t id : {stale, 0u, 3u, 0xffu, UINT32_MAX}) {
        for (uint32_t number : {4u, 5u}) {
            EXPECT_EQ(Command(number, id)[0], RETURN_FAILURE);
            EXPECT_EQ(Command(number, id)[1], E_INVAL);
        }
    }
    EXPECT_EQ(Command(10, p_->id.value)[1], E_NOSUPPORT);
    EXPECT_EQ(Command(6)[1], E_NOSUPPORT);
}

TEST_F(ProcessInfoDriver, NoRoomForTheGrant) {
    EXPECT_EQ(process_brk(p_, static_cast<uint32_t>(p_->kernel_break) - 8), E_OK);
    EXPECT_EQ(Command(2)[1], E_NOMEM);
    EXPECT_EQ(Command(1)[0], RETURN_SUCCESS_U32);
}

} // namespace
} // namespace detent
