// SPDX-License-Identifier: Apache-2.0 OR MIT
// IPC between processes that lie, die, restart and are replaced at any moment. A model keeps who
// lends what to whom, since both began. After every operation each process reaches, by the
// registers of the Cortex-M's protection unit, its own memory, of what others lend it whole
// buffers, and nothing else; and an upcall names a live process and a buffer that is in reach, or
// none.
#include "testing/fake_arch/kernel_test_fixture.h"
#include "testing/fuzz/input.h"
#include "testing/fuzz/kernel_checks.h"

extern "C" {
#include "kernel/arch/cortex_m/mpu_on_host.h"
#include "kernel/ipc/ipc.h"
#include "kernel/process/management.h"
}

namespace {
constexpr uint32_t kIpcSlots = 6;
}

extern "C" const struct driver_ops ipc_driver_ops = IPC_DRIVER_OPS(kIpcSlots);

namespace detent {
namespace {

constexpr uint32_t kIpc = IPC_DRIVER_NUMBER;
constexpr uint32_t kUserdata = 0x1BC; // Of subscriptions to IPC.
constexpr int kOperationsMost = 400;
constexpr const char *kNames[] = {"a", "b", "a", "long name", "c", "d"};

struct Buffer {
    uint32_t address, length; // length 0: none.
};

class IpcFuzz : public KernelTest {
  public:
    IpcFuzz(const uint8_t *data, size_t size) : input_(data, size) {}

    void TestBody() override {
        std::copy(drivers_.begin(), drivers_.end(), all_drivers_.begin());
        all_drivers_[4] = {IPC_DRIVER_NUMBER, &ipc_driver};
        kernel_.drivers = all_drivers_.data();
        kernel_.driver_count = static_cast<uint32_t>(all_drivers_.size());
        kernel_.processes = all_slots_;
        kernel_.process_slots = kIpcSlots;
        kernel_.fault_policy = input_.Bool() ? &fault_policy_restart : &fault_policy_stop;
        kernel_init(&kernel_);
        whole_ = pool_;
        for (uint32_t slot = 0; slot < kIpcSlots - 1; slot++) { // One stays free at first.
            MakeOne();
        }
        for (int count = 0; count < kOperationsMost && !input_.IsEmpty(); count++) {
            Operation();
            Watch();
            checks_.Kernel(whole_, [&](const struct process *p) { return SharedWith(p); });
        }
    }

  private:
    // Operations.

    void Operation() {
        uint32_t slot = input_.Below(kIpcSlots);
        struct process *p = all_slots_[slot];
        uint32_t choice = input_.Below(16);
        if (p == nullptr) {
            return MakeOne();
        }
        if (!process_is_live(p) || p->stopped || choice == 0) {
            return Manage(p);
        }
        if (p->state != PROCESS_RUNNING) {
            return Deliver(p);
        }
        process_context(p)->stack_pointer = Start(p) + 64;
        switch (choice) {
        case 1:
        case 2:
            return Discover(p);
        case 3:
        case 4:
            Make(p, kSubscribe, kIpc, AnyId(), input_.Below(8) == 7 ? 0 : Function(p), kUserdata);
            return;
        case 5:
        case 6:
        case 7:
            Make(p, kCommand, kIpc, input_.Below(5), AnyId());
            return;
        case 8:
        case 9:
        case 10:
            return Lend(p);
        case 11:
            return Move(p);
        case 12:
            Make(p, kAllowReadOnly, input_.Bool() ? kDriver : kIpc, input_.Below(3),
                 Start(p) + input_.Byte() * 8u, input_.Byte());
            return;
        case 13:
            return Meet(p);
        default:
            return Yield(p);
        }
    }

    // What a client does, up to the notification, with a process that listens.
    void Meet(struct process *p) {
        struct process *q = all_slots_[input_.Below(kIpcSlots)];
        if (q == nullptr || q == p || q->state != PROCESS_RUNNING || q->stopped) {
            return;
        }
        uint32_t id = process_slot(q) + 1;
        Make(q, kSubscribe, kIpc, id, Function(q), kUserdata);
        DiscoverName(p, q->name, q->name_length);
        if (p->state == PROCESS_RUNNING) {
            LendTo(p, id, Start(p) + 256 + input_.Below(16) * 32, 32u << input_.Below(3));
            Make(p, kCommand, kIpc, 2 + input_.Below(2), id);
        }
    }

    void MakeOne() {
        struct mpu_pool gap;
        if (images_ == FAKE_ARCH_FLASH_SIZE / kFlashSize ||
            !process_gap(whole_, input_.Below(3), &gap)) {
            return;
        }
        struct process_image image = Image(1024 + 32u * input_.Byte());
        image.name = slice_from_string(input_.Pick(kNames));
        (void)process_create(&kernel_, &image, &gap, &process_start_capability);
    }

    void Manage(struct process *p) {
        switch (input_.Below(8)) {
        case 0:
            (void)process_stop(p->id, &process_management_capability);
            return;
        case 1:
            (void)process_terminate(p->id, &process_management_capability);
            return;
        case 2:
            (void)process_make_fault(p->id, &process_management_capability);
            return;
        case 3:
            (void)process_remove(p->id, &process_start_capability);
            return;
        case 4:
            (void)process_start_again(p->id, &process_management_capability);
            return;
        case 5:
            if (p->state == PROCESS_RUNNING) {
                Make(p, kExit, input_.Below(3), 0);
            }
            return;
        default:
            (void)process_resume(p->id, &process_management_capability);
            Begin(p);
        }
    }

    // Lets a process begin, with room for its buffers.
    void Begin(struct process *p) {
        if (p->state == PROCESS_UNSTARTED && !p->stopped) {
            process_set_state(p, PROCESS_RUNNING);
            process_context(p)->stack_pointer = Start(p) + 64;
            Make(p, kMemop, 0, Start(p) + 896);
        }
    }

    void Discover(struct process *p) {
        const char *name = input_.Pick(kNames);
        DiscoverName(p, reinterpret_cast<const uint8_t *>(name),
                     static_cast<uint32_t>(strlen(name)));
    }

    void DiscoverName(struct process *p, const uint8_t *name, uint32_t length) {
        uint32_t at = Start(p) + 128;
        if (p->app_break >= at + length) {
            std::memcpy(reinterpret_cast<void *>(uintptr_t{at}), name, length);
            Make(p, kAllowReadOnly, kIpc, 0, at, length);
        }
        Make(p, kCommand, kIpc, 1);
    }

    void Lend(struct process *p) {
        uint32_t id = AnyId();
        uint32_t at = Start(p) + input_.Below(32) * 32 + (input_.Below(16) == 15 ? 4 : 0);
        LendTo(p, id, at, input_.Below(8) * 32 + (input_.Below(16) == 15 ? 8 : 0));
    }

    void LendTo(struct process *p, uint32_t id, uint32_t at, uint32_t length) {
        uint32_t returns = process_context(p)->returns;
        Make(p, kAllowReadWrite, kIpc, id, at, length);
        bool done = process_context(p)->returns > returns &&
                    process_context(p)->returned[0] == RETURN_SUCCESS_2_U32;
        if (done && id >= 1 && id <= kIpcSlots) {
            lent_[process_slot(p)][id - 1] = {at, length};
        }
    }

    void Move(struct process *p) {
        Make(p, kMemop, 0, static_cast<uint32_t>(p->memory.start) + input_.Half() % 4096);
    }

    void Yield(struct process *p) {
        uint32_t calls = process_context(p)->calls;
        switch (input_.Below(3)) {
        case 0:
            Make(p, kYield, kWait);
            break;
        case 1:
            Make(p, kYield, kWaitFor, kIpc, AnyId());
            return;
        default:
            Make(p, kYield, kNoWait, 0);
        }
        ExpectSoundUpcall(p, calls);
    }

    void Deliver(struct process *p) {
        uint32_t calls = process_context(p)->calls;
        if (p->state == PROCESS_UNSTARTED) {
            return Begin(p);
        }
        bool calls_it = p->state == PROCESS_YIELDED;
        if (process_is_ready(p)) {
            (void)syscall_deliver(p);
        }
        if (calls_it) {
            ExpectSoundUpcall(p, calls);
        }
    }

    // Checks.

    void ExpectSoundUpcall(const struct process *p, uint32_t calls_before) {
        const struct arch_context *context = process_context(p);
        const uint32_t *argument = context->called.argument;
        if (context->calls == calls_before || argument[3] != kUserdata ||
            context->called.function != Function(p)) {
            return;
        }
        REQUIRE(argument[0] >= 1 && argument[0] <= kIpcSlots);
        const struct process *from = all_slots_[argument[0] - 1];
        REQUIRE(from != nullptr && process_is_live(from) && from != p);
        const Buffer &lent = lent_[process_slot(from)][process_slot(p)];
        REQUIRE(argument[1] == 0 || (argument[1] == lent.length && argument[2] == lent.address));
        REQUIRE(argument[1] == 0 || Reaches(p, lent));
    }

    static bool Reaches(const struct process *p, const Buffer &buffer) {
        return MpuRightsAt(*process_mpu(p), buffer.address).write;
    }

    // Forgets what was lent by or to those who have ended or begun anew.
    void Watch() {
        for (uint32_t slot = 0; slot < kIpcSlots; slot++) {
            const struct process *p = all_slots_[slot];
            uint32_t life = p != nullptr && process_is_live(p) ? p->id.value : 0;
            if (life == life_[slot]) {
                continue;
            }
            life_[slot] = life;
            for (uint32_t other = 0; other < kIpcSlots; other++) {
                lent_[slot][other] = lent_[other][slot] = {0, 0};
            }
        }
    }

    // Of what the others lend to it, what it reaches: all of a buffer or nothing.
    MpuSpans SharedWith(const struct process *p) {
        MpuSpans spans;
        for (uint32_t slot = 0; slot < kIpcSlots; slot++) {
            const Buffer &lent = lent_[slot][process_slot(p)];
            if (slot != process_slot(p) && lent.length > 0 && Reaches(p, lent)) {
                spans.push_back({lent.address, uint64_t{lent.address} + lent.length, kMpuRam});
            }
        }
        return spans;
    }

    // One that somebody has, or nobody.
    uint32_t AnyId() {
        uint8_t choice = input_.Byte();
        return choice < 0xF0 ? 1 + choice % kIpcSlots : choice * 0x01010101u >> choice % 32;
    }

    Input input_;
    KernelChecks checks_;
    std::array<struct driver_entry, 5> all_drivers_{};
    struct process *all_slots_[kIpcSlots] = {};
    struct mpu_pool whole_ {};
    Buffer lent_[kIpcSlots][kIpcSlots] = {}; // By whom, to whom.
    uint32_t life_[kIpcSlots] = {};          // Its id; 0: it does not live.
};

} // namespace
} // namespace detent

extern "C" int LLVMFuzzerInitialize(int *, char ***) {
    GTEST_FLAG_SET(break_on_failure, true); // What the fixture expects is a finding, too.
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    mpu_on_host_reset();
    detent::IpcFuzz(data, size).TestBody();
    return 0;
}
