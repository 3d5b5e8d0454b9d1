// SPDX-License-Identifier: Apache-2.0 OR MIT
// Command, Exit, unknown classes (TRD 104, 4.3 and 4.7, 3.3), and all of them at random.
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "testing/fake_arch/fake_mpu.h"
}

#include <gtest/gtest.h>

#include <random>

namespace detent {
namespace {

class Syscall : public KernelTest {
  protected:
    struct process *p_ = MakeProcess();
};

TEST_F(Syscall, CommandReachesTheDriver) {
    driver_.answer = command_success_3_u32(1, 2, 3);
    EXPECT_EQ(Call(p_, kCommand, kDriver, 4, 5, 6), (Registers{RETURN_SUCCESS_3_U32, 1, 2, 3}));
    ASSERT_EQ(driver_.commands.size(), 1u);
    EXPECT_EQ(driver_.commands[0], (std::array<uint32_t, 3>{4, 5, 6}));
    EXPECT_TRUE(other_.commands.empty());
}

TEST_F(Syscall, EveryDriverIsFound) {
    const std::pair<uint32_t, FakeDriver *> all[] = {
        {kDriver, &driver_}, {kPlainDriver, &plain_}, {kOtherDriver, &other_}, {kBigDriver, &big_}};
    for (auto [number, driver] : all) {
        EXPECT_EQ(Call(p_, kCommand, number)[0], RETURN_SUCCESS);
        EXPECT_EQ(driver->commands.size(), 1u);
    }
}

TEST_F(Syscall, NoSuchDriver) {
    for (uint32_t number : {0u, 3u, 0x31u, kMissingDriver, UINT32_MAX}) {
        EXPECT_EQ(Call(p_, kCommand, number, 0, 7, 7),
                  (Registers{RETURN_FAILURE, E_NODEVICE, 0, 0}));
    }
    kernel_.driver_count = 0;
    EXPECT_EQ(Call(p_, kCommand, kDriver)[1], E_NODEVICE);
}

TEST_F(Syscall, CommandDoesNotAllocateAGrant) {
    uintptr_t before = p_->kernel_break;
    Call(p_, kCommand, kDriver, 1);
    EXPECT_EQ(p_->kernel_break, before);
}

TEST_F(Syscall, AnUpcallFromWithinACommandWaitsForYield) {
    Call(p_, kSubscribe, kDriver, 0, Function(p_), 0);
    driver_.during = [](struct process_id caller) {
        auto *driver = *process_grant(process_find(caller), 0);
        EXPECT_NE(driver, nullptr);
        struct process_upcall upcall = {{1, 2, 3}, 0, 0};
        EXPECT_EQ(upcall_queue(process_find(caller), &upcall), E_OK);
    };
    EXPECT_EQ(Call(p_, kCommand, kDriver, 1)[0], RETURN_SUCCESS);
    EXPECT_EQ(process_context(p_)->calls, 0u);
    Make(p_, kYield, kWait);
    EXPECT_EQ(process_context(p_)->calls, 1u);
}

TEST_F(Syscall, ACommandMayEndItsCaller) {
    driver_.during = [](struct process_id caller) {
        process_end(process_find(caller), PROCESS_TERMINATED);
    };
    Make(p_, kCommand, kDriver, 1);
    EXPECT_EQ(process_context(p_)->returns, 0u);
    EXPECT_EQ(p_->state, PROCESS_TERMINATED);
}

TEST_F(Syscall, ExitTerminate) {
    struct process_id id = p_->id;
    Make(p_, kExit, 0, 17);
    EXPECT_EQ(p_->state, PROCESS_TERMINATED);
    EXPECT_EQ(p_->completion_code, 17u);
    EXPECT_EQ(process_context(p_)->returns, 0u);
    EXPECT_EQ(process_find(id), nullptr);
    EXPECT_FALSE(process_is_ready(p_));
}

TEST_F(Syscall, ExitRestart) {
    struct process_id id = p_->id;
    Make(p_, kExit, 1, 18);
    EXPECT_EQ(p_->state, PROCESS_UNSTARTED);
    EXPECT_EQ(p_->completion_code, 18u);
    EXPECT_EQ(process_context(p_)->returns, 0u);
    EXPECT_EQ(process_find(id), nullptr);
    EXPECT_NE(process_find(p_->id), nullptr);
}

TEST_F(Syscall, ExitUnknown) {
    for (uint32_t number : {2u, 256u, UINT32_MAX}) {
        EXPECT_EQ(Call(p_, kExit, number, 5), (Registers{RETURN_FAILURE, E_NOSUPPORT, 0, 0}));
        EXPECT_EQ(p_->state, PROCESS_RUNNING);
    }
}

TEST_F(Syscall, UnknownClasses) {
    for (uint32_t number : {8u, 9u, 255u, UINT32_MAX}) {
        EXPECT_EQ(Call(p_, number, 0, 0, 0, 0), (Registers{RETURN_FAILURE, E_NOSUPPORT, 0, 0}));
    }
}

TEST_F(Syscall, ABreakThatTakesItsStackIsAFault) { // known-bugs row 14
    process_context(p_)->stack_pointer = Start(p_) + 256;
    Make(p_, kMemop, 0, Start(p_) + 256 + FAKE_ARCH_FRAME);
    EXPECT_EQ(p_->state, PROCESS_RUNNING);
    Make(p_, kMemop, 0, Start(p_) + 256 + FAKE_ARCH_FRAME - 1);
    EXPECT_EQ(p_->state, PROCESS_FAULTED);
    EXPECT_NE(debug_.text.find("no room on its stack"), std::string::npos);
}

TEST_F(Syscall, IsRemembered) {
    Call(p_, kCommand, kDriver, 1, 2, 3);
    Call(p_, kMemop, 2);
    EXPECT_EQ(p_->syscalls, 2u);
    EXPECT_EQ(p_->last_syscall.class_number, kMemop);
}

// known-bugs row 28. Values are drawn from where something happens: edges of the process's and its
// neighbour's memory, small numbers, and anything.
TEST_F(Syscall, AtRandom) {
    std::mt19937 random(1);
    struct process *witness = MakeProcess();
    memset(reinterpret_cast<void *>(witness->memory.start), 0x6b, 1024);
    fake_arch.granule = 64;
    for (int i = 0; i < 200000; i++) {
        const uint32_t edges[] = {static_cast<uint32_t>(p_->memory.start),
                                  static_cast<uint32_t>(p_->app_break),
                                  static_cast<uint32_t>(p_->kernel_break),
                                  static_cast<uint32_t>(p_->memory.accessible_end),
                                  static_cast<uint32_t>(p_->flash_start),
                                  static_cast<uint32_t>(p_->flash_allowed),
                                  static_cast<uint32_t>(p_->flash_end),
                                  static_cast<uint32_t>(witness->memory.start),
                                  0u};
        auto value = [&]() -> uint32_t {
            switch (random() % 4) {
            case 0:
                return random() % 16;
            case 1:
                return random();
            default:
                return edges[random() % std::size(edges)] + random() % 128 - 64;
            }
        };
        const uint32_t numbers[] = {kDriver, kOtherDriver, kPlainDriver, kBigDriver, 99};
        uint32_t class_number = random() % 9;
        bool takes_driver = class_number != kYield && class_number != kMemop;
        uint32_t first = takes_driver ? numbers[random() % 5] : random() % 13;
        Make(p_, class_number, first, random() % 4 == 0 ? value() : value() % 3, value(),
             random() % 2 == 0 ? value() : random() % 64);
        if (random() % 3 == 0) {
            (void)Upcall(random() % 2 == 0 ? driver_ : other_, p_->id, random() % 3, i);
        }
        if (p_->state >= PROCESS_FAULTED) {
            process_restart(p_);
        }
        if (p_->state == PROCESS_YIELDED_FOR) {
            (void)syscall_deliver(p_);
        }
        if (p_->state != PROCESS_RUNNING) {
            process_set_state(p_, PROCESS_RUNNING);
        }
        ASSERT_TRUE(process_check_invariants(p_));
        ASSERT_TRUE(fake_arch_can_write(process_mpu(p_), p_->memory.start,
                                        p_->app_break - p_->memory.start));
        ASSERT_FALSE(fake_arch_can_read(process_mpu(p_), p_->kernel_break, 1));
        grant_enter(scope, &driver_.driver, p_->id);
        if (scope.error == E_OK) {
            // What is lent lies below the break, now and later.
            struct slice_mut lent = grant_readwrite(&scope, 0);
            slice_fill(lent, 0x11);
            ASSERT_TRUE(lent.length == 0 ||
                        fake_arch_can_write(process_mpu(p_), reinterpret_cast<uintptr_t>(lent.data),
                                            lent.length));
        }
        // A break that came down to the stack is not of interest here.
        process_context(p_)->stack_pointer = p_->memory.start;
        if (p_->app_break - p_->memory.start < FAKE_ARCH_FRAME) {
            (void)process_brk(p_, Start(p_) + 1024);
        }
    }
    EXPECT_TRUE(process_check_invariants(witness));
    for (int i = 0; i < 1024; i++) {
        ASSERT_EQ(*reinterpret_cast<uint8_t *>(witness->memory.start + i), 0x6b);
    }
}

} // namespace
} // namespace detent
