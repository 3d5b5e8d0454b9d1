// SPDX-License-Identifier: Apache-2.0 OR MIT
// The system call dispatcher with whole processes behind it: up to four of them run under the main
// loop, make system calls with arguments that lie, spoil their stack pointers, fault and are
// interrupted, while capsules enter their grants, use what they lent and queue upcalls, and a
// person stops, restarts and removes them. Memory protection is the Cortex-M's own driver.
//
// After every operation everything in kernel_checks.h holds. Processes' memories stay apart: what
// one of them does changes no byte of another, of flash, or of memory that belongs to nobody.
#include "testing/fake_arch/kernel_test_fixture.h"
#include "testing/fuzz/input.h"
#include "testing/fuzz/kernel_checks.h"

extern "C" {
#include "kernel/arch/cortex_m/mpu_on_host.h"
#include "kernel/deferred_call.h"
#include "kernel/process/management.h"
}

namespace detent {
namespace {

constexpr uint32_t kPool = 14 * 1024;
constexpr int kOperationsMost = 300; // A longer input finds nothing that a shorter one would not.
constexpr uint32_t kDrivers[] = {kDriver,      kDriver,      kDriver,    kOtherDriver,
                                 kOtherDriver, kPlainDriver, kBigDriver, kMissingDriver};

class SyscallFuzz : public KernelTest {
  public:
    SyscallFuzz(const uint8_t *data, size_t size) : input_(data, size) { self = this; }

    void TestBody() override {
        kernel_.fault_policy = input_.Bool() ? &fault_policy_restart : &fault_policy_stop;
        pool_.size = kPool;
        pool_.start += input_.Byte(); // RAM need not begin at a round address.
        pool_.size -= 256;
        whole_ = pool_;
        fake_arch.run = Run;
        deferred_.ops = &kDeferredOps;
        for (int count = 0; count < kOperationsMost && !input_.IsEmpty(); count++) {
            Operation();
            checks_.Kernel(whole_);
        }
        input_ = Input(nullptr, 0);
        CheckFlash();
        Settle();
    }

  private:
    // Operations.

    void Operation() {
        switch (input_.Below(16)) {
        case 0:
            return MakeOne();
        case 1:
            return Manage();
        case 2:
            return UseGrant();
        case 3:
            return Remove();
        case 4:
            return SetAnswer();
        case 5:
            deferred_call_set(&deferred_);
            return;
        case 6:
            fake_arch.interrupt_pending = true;
            return;
        case 7:
            timer_.left = input_.Byte();
            return;
        default:
            return StepAlone();
        }
    }

    // A new process in a part of RAM that is free.
    void MakeOne() {
        struct mpu_pool gap;
        if (images_ == FAKE_ARCH_FLASH_SIZE / kFlashSize ||
            !process_gap(whole_, input_.Below(4), &gap)) {
            return;
        }
        struct process_image image = Image(512 + 16u * input_.Byte());
        static const struct process_flash_region regions[] = {{0x100, 0x80}, {0x200, 0x200}};
        image.flash_regions = regions;
        image.flash_region_count = input_.Below(3);
        if (input_.Below(8) == 1) {
            image.fixed_ram = Interesting(nullptr);
        }
        uintptr_t before = gap.size;
        struct process_create_result result =
            process_create(&kernel_, &image, &gap, &process_start_capability);
        REQUIRE(result.error == PROCESS_CREATE_OK || gap.size == before);
        Keep(result.process);
    }

    void Manage() {
        others_acted_ = true;
        static constexpr enum errorcode (*kOperations[])(
            struct process_id, const struct process_management_capability *) = {
            process_stop,      process_resume,      process_resume,
            process_terminate, process_start_again, process_make_fault};
        auto operation = input_.Pick(kOperations);
        (void)operation(AnyId(), &process_management_capability);
        KeepAll();
    }

    void Remove() { (void)process_remove(AnyId(), &process_start_capability); }

    // What drivers answer to commands, and what they do meanwhile.
    void SetAnswer() {
        FakeDriver &driver = AnyDriver();
        static constexpr enum return_variant kVariants[] = {
            RETURN_FAILURE,       RETURN_FAILURE_U32,    RETURN_FAILURE_2_U32, RETURN_FAILURE_U64,
            RETURN_SUCCESS,       RETURN_SUCCESS_U32,    RETURN_SUCCESS_2_U32, RETURN_SUCCESS_U64,
            RETURN_SUCCESS_3_U32, RETURN_SUCCESS_U32_U64};
        driver.answer = command_return_make(input_.Pick(kVariants), input_.Byte(), 2, 3);
        static constexpr void (*kDuring[])(struct process_id) = {
            nullptr, [](struct process_id) { self->UseGrant(); },
            [](struct process_id) { self->Manage(); },
            [](struct process_id caller) {
                grant_enter(scope, &self->driver_.driver, caller);
                self->UseGrant(); // May be the same: it is not entered twice.
                self->Manage();
            }};
        driver.during = input_.Pick(kDuring);
    }

    // A capsule at work, for any process.
    void UseGrant() {
        others_acted_ = true;
        FakeDriver &driver = AnyDriver();
        struct process_id id = AnyId();
        bool exists = process_find(id) != nullptr;
        grant_enter(scope, &driver.driver, id);
        REQUIRE(scope.error != E_OK || exists);
        uint32_t number = input_.Below(4);
        if (scope.error == E_OK) {
            const struct process *p = process_find(id);
            CheckLent(p, grant_readonly(&scope, number), false);
            struct slice_mut write = grant_readwrite(&scope, number);
            CheckLent(p, slice_const(write), true);
            slice_fill(write, input_.Byte());
            struct slice_mut readable = grant_readable(&scope, number);
            CheckLent(p, slice_const(readable), true);
            slice_fill(readable, input_.Byte());
        } else {
            REQUIRE(grant_readonly(&scope, number).length == 0);
            REQUIRE(grant_readwrite(&scope, number).length == 0);
        }
        for (uint32_t count = input_.Below(12); count > 0; count--) {
            enum errorcode error = grant_upcall(&scope, number, count, input_.Byte(), 7);
            REQUIRE(error == E_OK || error == E_NOMEM || error == E_INVAL);
        }
    }

    // What a capsule gets is memory that the process itself could use in this way.
    static void CheckLent(const struct process *p, struct slice bytes, bool to_write) {
        if (bytes.length == 0) {
            return;
        }
        uint64_t start = reinterpret_cast<uintptr_t>(bytes.data), end = start + bytes.length;
        bool is_there = false;
        for (const MpuSpan &span : MpuDecode(*process_mpu(p))) {
            is_there = is_there ||
                       (start >= span.start && end <= span.end && (span.rights.write || !to_write));
        }
        REQUIRE(is_there);
        // (Flash lies above RAM here, or below it: as the host's system has it.)
        REQUIRE(start < p->memory.start || start >= p->memory.start + p->memory.size ||
                end <= p->app_break);
    }

    // A round of the main loop, in which at most one process acts, once.
    void Round() {
        acted_ = nullptr;
        Step();
    }

    // In a round, others' memory and grants stay as they are, unless a capsule or a person does
    // something to them meanwhile.
    void StepAlone() {
        others_acted_ = false;
        std::memcpy(before_, fake_arch_ram(), sizeof(before_));
        struct process *processes[4];
        uintptr_t grants[4];
        for (uint32_t slot = 0; slot < 4; slot++) {
            processes[slot] = slots_[slot];
            grants[slot] = slots_[slot] != nullptr ? slots_[slot]->kernel_break : 0;
        }
        Round();
        KeepAll();
        int changed = 0;
        for (uint32_t slot = 0; slot < 4 && !others_acted_; slot++) {
            const struct process *p = processes[slot];
            if (p != nullptr && !IsAsBefore(p, grants[slot])) {
                changed++;
                REQUIRE(acted_ == nullptr || acted_ == p);
            }
        }
        REQUIRE(changed <= 1);
    }

    // Whether a process's own memory, and its grants from an address on, are as they were.
    bool IsAsBefore(const struct process *p, uintptr_t grants) {
        return p->kernel_break == grants && IsSame(p->memory.start, p->memory.accessible_end) &&
               IsSame(grants, process_first_kernel_break(p));
    }

    bool IsSame(uintptr_t start, uintptr_t end) {
        size_t offset = start - reinterpret_cast<uintptr_t>(fake_arch_ram());
        return std::memcmp(before_ + offset, fake_arch_ram() + offset, end - start) == 0;
    }

    // What a process does when it runs. It does one thing, then the time slice is over: the next
    // round may be another's.
    static enum arch_switch_reason Run(struct arch_context *context, struct arch_syscall *call) {
        return self->Act(context, call);
    }

    enum arch_switch_reason Act(struct arch_context *context, struct arch_syscall *call) {
        struct process *p = nullptr;
        for (struct process *candidate : slots_) {
            if (candidate != nullptr && process_context(candidate) == context) {
                p = candidate;
            }
        }
        REQUIRE(p != nullptr && process_is_live(p) && !p->stopped);
        if (fake_arch.interrupt_pending) {
            return ARCH_SWITCH_INTERRUPT; // As a processor does with one that came before.
        }
        if (acted_ != nullptr) {
            timer_.left = 0;
            return ARCH_SWITCH_INTERRUPT;
        }
        acted_ = p;
        checks_.Reach(p);
        context->stack_pointer = p->memory.start + 64; // Room for what the kernel writes there.
        switch (input_.Below(32)) {
        case 28:
            return ARCH_SWITCH_INTERRUPT;
        case 29:
            return ARCH_SWITCH_FAULT;
        case 30:
            context->stack_pointer = Interesting(p);
            break;
        case 31:
            Scribble(p);
            break;
        }
        Choose(p, call);
        return ARCH_SWITCH_SYSCALL;
    }

    // Writes to all that it may write.
    void Scribble(const struct process *p) {
        for (const MpuSpan &span : MpuDecode(*process_mpu(p))) {
            if (span.rights.write) {
                std::memset(reinterpret_cast<void *>(span.start), input_.Byte(),
                            span.end - span.start);
            }
        }
    }

    void Choose(const struct process *p, struct arch_syscall *call) {
        static constexpr uint32_t kClasses[] = {
            kYield,         kYield,         kSubscribe,      kSubscribe,     kCommand, kCommand,
            kAllowReadOnly, kAllowReadOnly, kAllowReadable,  kAllowReadable, kMemop,   kMemop,
            kMemop,         kExit,          kAllowReadWrite, kAllowReadWrite};
        uint8_t choice = input_.Byte();
        call->class_number = choice < 0xF0 ? kClasses[choice % 16] : choice % 16;
        uint32_t *argument = call->argument;
        switch (call->class_number) {
        case kYield:
            argument[0] = input_.Below(4);
            argument[1] = argument[0] == kWaitFor ? AnyDriverNumber() : Interesting(p);
            argument[2] = input_.Below(4);
            return;
        case kSubscribe:
        case kCommand:
            argument[0] = AnyDriverNumber();
            argument[1] = input_.Below(4);
            argument[2] = Function(p);
            argument[3] = input_.Byte();
            return;
        case kAllowReadWrite:
        case kAllowReadOnly:
        case kAllowReadable:
            argument[0] = AnyDriverNumber();
            argument[1] = input_.Below(3);
            argument[2] = Interesting(p);
            argument[3] = input_.Bool() ? input_.Below(64) : Interesting(p) - argument[2];
            return;
        case kMemop:
            argument[0] = input_.Bool() ? input_.Below(2) : input_.Below(13);
            argument[1] = argument[0] == 1 ? input_.Byte() * 8u - 512 : Interesting(p);
            return;
        default:
            argument[0] = input_.Below(8);
            argument[1] = input_.Byte();
            return;
        }
    }

    // Choices.

    // Numbers that matter to a process: bounds of its own and of others' memory, and near them.
    uint32_t Interesting(const struct process *p) {
        uint8_t choice = input_.Byte();
        if (choice == 0xFF) {
            return input_.Word();
        }
        if (p == nullptr || choice >= 0xF0) {
            p = slots_[choice % 4];
        } else if (choice >= 0x80) { // Its own RAM.
            return static_cast<uint32_t>(p->memory.start +
                                         input_.Half() % (p->app_break - p->memory.start + 8));
        }
        if (p == nullptr) {
            return static_cast<uint32_t>(whole_.start);
        }
        const uintptr_t values[] = {0,
                                    UINT32_MAX,
                                    p->memory.start,
                                    p->app_break,
                                    p->kernel_break,
                                    p->memory.accessible_end,
                                    p->memory.start + p->memory.size,
                                    p->high_water,
                                    p->flash_start,
                                    p->flash_allowed,
                                    p->flash_end,
                                    p->memory.size,
                                    p->app_break - p->memory.start,
                                    p->kernel_break - p->app_break};
        uint32_t value = static_cast<uint32_t>(values[choice % std::size(values)]);
        // Near it as a rule.
        int offset = static_cast<int8_t>(input_.Byte());
        offset = offset >= -64 && offset < 64 ? offset / 4 : offset * 16;
        return value + static_cast<uint32_t>(offset);
    }

    // To be called: null, in its flash, or anywhere.
    uint32_t Function(const struct process *p) {
        uint8_t choice = input_.Byte();
        return choice < 0x40   ? 0
               : choice < 0xC0 ? static_cast<uint32_t>(p->flash_allowed) + choice
                               : Interesting(p);
    }

    uint32_t AnyDriverNumber() { return input_.Pick(kDrivers); }

    FakeDriver &AnyDriver() {
        FakeDriver *const drivers[] = {&driver_, &other_, &plain_, &big_};
        return *input_.Pick(drivers);
    }

    // An id that was given out, stale or not, or one that never was.
    struct process_id AnyId() {
        uint8_t choice = input_.Byte();
        if (choice >= 0xF0 || known_.empty()) {
            return {input_.Word()};
        }
        return choice % 2 != 0 ? known_[known_.size() - 1 - choice / 2 % known_.size()]
                               : LatestIn(choice / 2 % 4);
    }

    struct process_id LatestIn(uint32_t slot) {
        return slots_[slot] == nullptr ? process_id_none() : slots_[slot]->id;
    }

    void Keep(struct process_id id) {
        for (struct process_id known : known_) {
            if (process_id_equal(known, id)) {
                return;
            }
        }
        known_.push_back(id);
    }

    void KeepAll() {
        for (const struct process *p : slots_) {
            if (p != nullptr) {
                Keep(p->id);
            }
        }
    }

    // At the end.

    // Flash, and the RAM that was never anybody's.
    void CheckFlash() {
        REQUIRE(IsAll(0xF1, fake_arch_flash(), FAKE_ARCH_FLASH_SIZE));
        const uint8_t *ram = fake_arch_ram();
        size_t offset = whole_.start - reinterpret_cast<uintptr_t>(ram);
        REQUIRE(IsAll(0xA5, ram, offset));
        REQUIRE(IsAll(0xA5, ram + offset + whole_.size, FAKE_ARCH_RAM_SIZE - offset - whole_.size));
    }

    static bool IsAll(uint8_t value, const uint8_t *bytes, size_t size) {
        return size == 0 || (bytes[0] == value && std::memcmp(bytes, bytes + 1, size - 1) == 0);
    }

    // With no input left, processes make the harmless call 0 for ever: nothing gets stuck.
    void Settle() {
        for (int i = 0; i < 20; i++) {
            Round();
            checks_.Kernel(whole_);
        }
        fake_arch.run = nullptr;
    }

    static inline SyscallFuzz *self;
    static void RunDeferred(struct deferred_call *) { self->UseGrant(); }
    static inline const struct deferred_call_ops kDeferredOps = {RunDeferred};

    Input input_;
    KernelChecks checks_;
    struct mpu_pool whole_ {};
    struct deferred_call deferred_ {};
    std::vector<struct process_id> known_;
    const struct process *acted_ = nullptr;
    bool others_acted_ = false;
    uint8_t before_[kPool];
};

} // namespace
} // namespace detent

extern "C" int LLVMFuzzerInitialize(int *, char ***) {
    GTEST_FLAG_SET(break_on_failure, true); // What the fixture expects is a finding, too.
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    mpu_on_host_reset();
    detent::SyscallFuzz(data, size).TestBody();
    return 0;
}
