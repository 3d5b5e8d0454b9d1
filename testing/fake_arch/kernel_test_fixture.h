// SPDX-License-Identifier: Apache-2.0 OR MIT
// A whole kernel on the fake architecture for tests: two drivers with grants and one without, four
// process slots, a timer and a chip that tests move by hand, and system calls made as a process
// would make them. After every system call the memory invariants are checked. What is linked
// decides about protection: the target kernel_test_fixture brings a fake one, see fake_mpu.h.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>
#include <vector>

extern "C" {
#include "kernel/capability/mint.h"
#include "kernel/debug.h"
#include "kernel/debug/sink.h"
#include "kernel/grant.h"
#include "kernel/grant/record.h"
#include "kernel/kernel.h"
#include "kernel/process/create.h"
#include "kernel/process/memory.h"
#include "kernel/process/process.h"
#include "kernel/process/upcall.h"
#include "kernel/scheduler/round_robin.h"
#include "kernel/syscall/syscall.h"
#include "testing/fake_arch/fake_arch.h"
}

namespace detent {

constexpr uint32_t kDriver = 0x1;         // Two upcalls, 2 read-only, 1 read-write, 1 readable.
constexpr uint32_t kOtherDriver = 0x30;   // One upcall, and 16 bytes of state.
constexpr uint32_t kPlainDriver = 0x2;    // No grant.
constexpr uint32_t kBigDriver = 0x40;     // More state than a process has room for.
constexpr uint32_t kMissingDriver = 0x99; // Not there.

constexpr uint32_t kYield = 0, kSubscribe = 1, kCommand = 2, kAllowReadWrite = 3,
                   kAllowReadOnly = 4, kMemop = 5, kExit = 6, kAllowReadable = 7;
constexpr uint32_t kNoWait = 0, kWait = 1, kWaitFor = 2;

struct State {
    uint32_t words[4];
};

// A capsule that records its commands and answers as it is told.
struct FakeDriver {
    struct driver driver; // First: the kernel's pointer to it is one to this.
    std::vector<std::array<uint32_t, 3>> commands;
    struct command_return answer;
    void (*during)(struct process_id caller); // Called from within a command.
};

inline struct command_return FakeCommand(struct driver *driver, struct process_id caller,
                                         uint32_t number, uint32_t a, uint32_t b) {
    auto *self = reinterpret_cast<FakeDriver *>(driver);
    self->commands.push_back({number, a, b});
    if (self->during != nullptr) {
        self->during(caller);
    }
    return self->answer;
}

struct Text {
    struct writer writer; // First.
    std::string text;
};

inline void AppendText(struct writer *writer, struct slice bytes) {
    reinterpret_cast<Text *>(writer)->text.append(reinterpret_cast<const char *>(bytes.data),
                                                  bytes.length);
}

class KernelTest : public ::testing::Test {
  protected:
    struct Timer {
        struct scheduler_timer timer; // First.
        uint32_t left;
        uint32_t started; // The last slice, as long as it was, or its rest.
        uint32_t stops;
    };
    struct Chip {
        struct chip chip; // First.
        void (*on_service)();
        uint32_t serviced;
        uint32_t sleeps;
    };

    static constexpr uint32_t kRam = 2048; // What MakeProcess() asks for.
    static constexpr uint32_t kFirst = PROCESS_FIRST_STACK;
    static constexpr uint32_t kFlashSize = 0x400;
    static constexpr uint32_t kProtected = 0x40;

    KernelTest() {
        fake_arch_reset();
        plain_.driver.ops = &kPlainOps;
        driver_.driver.ops = &kDriverOps;
        other_.driver.ops = &kOtherOps;
        big_.driver.ops = &kBigOps;
        for (FakeDriver *d : {&plain_, &driver_, &other_, &big_}) {
            d->answer = command_success();
            d->during = nullptr;
        }
        drivers_ = {{{kDriver, &driver_.driver},
                     {kPlainDriver, &plain_.driver},
                     {kOtherDriver, &other_.driver},
                     {kBigDriver, &big_.driver}}};
        timer_.timer.ops = &kTimerOps;
        chip_.chip.ops = &kChipOps;
        round_robin_ = ROUND_ROBIN;
        debug_.writer.ops = &kTextOps;
        panic_text_.writer.ops = &kTextOps;
        debug_set_sink(&debug_.writer);
        kernel_.drivers = drivers_.data();
        kernel_.driver_count = static_cast<uint32_t>(drivers_.size());
        kernel_.processes = slots_;
        kernel_.process_slots = 4;
        kernel_.scheduler = &round_robin_.scheduler;
        kernel_.timer = &timer_.timer;
        kernel_.chip = &chip_.chip;
        kernel_.fault_policy = &fault_policy_stop;
        kernel_.version = "test";
        kernel_.panic_writer = &panic_text_.writer;
        kernel_init(&kernel_);
        pool_ = {reinterpret_cast<uintptr_t>(fake_arch_ram()), FAKE_ARCH_RAM_SIZE};
    }

    ~KernelTest() override { debug_set_sink(nullptr); }

    struct process_image Image(uint32_t ram = kRam) {
        struct process_image image = {};
        static const uint8_t name[] = {'a', 'p', 'p'};
        image.name = {name, sizeof(name)};
        image.flash_start = reinterpret_cast<uintptr_t>(fake_arch_flash()) + kFlashSize * images_++;
        image.flash_size = kFlashSize;
        image.protected_size = kProtected;
        image.entry = image.flash_start + kProtected + 0x21;
        image.minimum_ram = ram;
        return image;
    }

    struct process *Create(const struct process_image &image) {
        struct process_create_result result =
            process_create(&kernel_, &image, &pool_, &process_start_capability);
        EXPECT_EQ(result.error, PROCESS_CREATE_OK);
        return process_find(result.process);
    }

    // A process that runs, with its break 1024 bytes above its start, its stack in the first
    // quarter of that.
    struct process *MakeProcess(uint32_t ram = kRam) {
        struct process *process = Create(Image(ram));
        process_set_state(process, PROCESS_RUNNING);
        EXPECT_EQ(process_brk(process, Start(process) + 1024), E_OK);
        process_context(process)->stack_pointer = Start(process) + 256;
        EXPECT_TRUE(process_check_invariants(process));
        return process;
    }

    static uint32_t Start(const struct process *p) {
        return static_cast<uint32_t>(p->memory.start);
    }
    static uint32_t Function(const struct process *p) {
        return static_cast<uint32_t>(p->flash_allowed) + 0x101;
    }

    using Registers = std::array<uint32_t, 4>;

    void Make(struct process *p, uint32_t number, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0,
              uint32_t d = 0) {
        p->last_syscall = {number, {a, b, c, d}};
        syscall_handle(&kernel_, p);
        EXPECT_TRUE(process_check_invariants(p));
    }

    // Makes a system call that returns.
    Registers Call(struct process *p, uint32_t number, uint32_t a = 0, uint32_t b = 0,
                   uint32_t c = 0, uint32_t d = 0) {
        uint32_t before = process_context(p)->returns;
        Make(p, number, a, b, c, d);
        EXPECT_EQ(process_context(p)->returns, before + 1);
        return {process_context(p)->returned[0], process_context(p)->returned[1],
                process_context(p)->returned[2], process_context(p)->returned[3]};
    }

    static enum errorcode Upcall(FakeDriver &driver, struct process_id id, uint32_t number,
                                 uint32_t a = 0, uint32_t b = 0, uint32_t c = 0) {
        grant_enter(scope, &driver.driver, id);
        return scope.error != E_OK ? scope.error : grant_upcall(&scope, number, a, b, c);
    }

    void Step() { kernel_step(&kernel_, &main_loop_capability); }

    static inline const struct driver_ops kDriverOps = {
        FakeCommand, {.upcalls = 2, .readonly = 2, .readwrite = 1, .readable = 1, .state_size = 0}};
    static inline const struct driver_ops kOtherOps = {
        FakeCommand,
        {.upcalls = 1, .readonly = 0, .readwrite = 0, .readable = 0, .state_size = sizeof(State)}};
    static inline const struct driver_ops kPlainOps = {FakeCommand, {}};
    static inline const struct driver_ops kBigOps = {
        FakeCommand,
        {.upcalls = 1, .readonly = 1, .readwrite = 1, .readable = 1, .state_size = 40000}};
    static inline const struct writer_ops kTextOps = {AppendText};
    static inline const struct scheduler_timer_ops kTimerOps = {
        [](struct scheduler_timer *t, uint32_t us) {
            reinterpret_cast<Timer *>(t)->left = us;
            reinterpret_cast<Timer *>(t)->started = us;
        },
        [](struct scheduler_timer *t) {
            reinterpret_cast<Timer *>(t)->started = reinterpret_cast<Timer *>(t)->left;
        },
        [](struct scheduler_timer *t) {
            reinterpret_cast<Timer *>(t)->stops++;
            return reinterpret_cast<Timer *>(t)->left;
        },
        [](struct scheduler_timer *t) { return reinterpret_cast<Timer *>(t)->left; }};
    static inline const struct chip_ops kChipOps = {
        [](struct chip *c) {
            fake_arch.interrupt_pending = false;
            reinterpret_cast<Chip *>(c)->serviced++;
            if (reinterpret_cast<Chip *>(c)->on_service != nullptr) {
                reinterpret_cast<Chip *>(c)->on_service();
            }
        },
        [](struct chip *c) { reinterpret_cast<Chip *>(c)->sleeps++; }};

    FakeDriver driver_{}, other_{}, plain_{}, big_{};
    std::array<struct driver_entry, 4> drivers_{};
    struct process *slots_[4] = {};
    Timer timer_{};
    Chip chip_{};
    struct round_robin round_robin_ {};
    Text debug_{}, panic_text_{};
    struct kernel kernel_ {};
    struct mpu_pool pool_ {};
    uint32_t images_ = 0;
};

} // namespace detent
