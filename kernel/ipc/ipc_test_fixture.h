// SPDX-License-Identifier: Apache-2.0 OR MIT
// A kernel with IPC on the fake architecture, and what the tests of it do as processes. After every
// system call what each process can reach of the others is compared with what they lend.
#pragma once

#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

extern "C" {
#include "kernel/ipc/ipc.h"
#include "testing/fake_arch/fake_mpu.h"
}

namespace detent {

constexpr uint32_t kIpc = IPC_DRIVER_NUMBER;
constexpr uint32_t kDiscover = 1, kNotifyService = 2, kNotifyClient = 3;
constexpr uint32_t kSlots = 8;
constexpr uint32_t kBuffer = 64;

class Ipc : public KernelTest {
  protected:
    using Arguments = std::array<uint32_t, 4>;

    Ipc() {
        std::copy(drivers_.begin(), drivers_.end(), all_drivers_.begin());
        all_drivers_[4] = {IPC_DRIVER_NUMBER, &ipc_driver};
        kernel_.drivers = all_drivers_.data();
        kernel_.driver_count = static_cast<uint32_t>(all_drivers_.size());
        kernel_.processes = all_slots_;
        kernel_.process_slots = kSlots;
        kernel_init(&kernel_);
    }

    struct process *Named(const char *name, uint32_t ram = kRam) {
        struct process_image image = Image(ram);
        image.name = slice_from_string(name);
        struct process *process = Create(image);
        Run(process);
        return process;
    }

    // Lets a process begin, or begin again.
    void Run(struct process *p) {
        process_set_state(p, PROCESS_RUNNING);
        EXPECT_EQ(process_brk(p, Start(p) + 1024), E_OK);
        process_context(p)->stack_pointer = Start(p) + 256;
    }

    static uint32_t Id(const struct process *p) { return process_slot(p) + 1; }

    Registers Command(struct process *p, uint32_t number, uint32_t argument = 0) {
        Registers result = Call(p, kCommand, kIpc, number, argument);
        CheckReach();
        return result;
    }

    static Registers Failed(enum errorcode error) { return {RETURN_FAILURE, error, 0, 0}; }
    static constexpr Registers kSuccess = {RETURN_SUCCESS, 0, 0, 0};

    Registers Discover(struct process *p, const char *name) {
        uint32_t length = static_cast<uint32_t>(strlen(name));
        uint32_t at = static_cast<uint32_t>(p->flash_allowed) + 0x80;
        memcpy(reinterpret_cast<void *>(uintptr_t{at}), name, length);
        EXPECT_EQ(Call(p, kAllowReadOnly, kIpc, 0, at, length)[0], RETURN_SUCCESS_2_U32);
        Registers result = Command(p, kDiscover);
        Call(p, kAllowReadOnly, kIpc, 0, 0, 0);
        return result;
    }

    // A process that listens to notifications as a service does, its stack where it is.
    struct process *Service(const char *name = "service") {
        struct process *p = Named(name);
        Subscribe(p, Id(p), 7);
        return p;
    }

    void Subscribe(struct process *p, uint32_t id, uint32_t userdata) {
        EXPECT_EQ(Call(p, kSubscribe, kIpc, id, Function(p), userdata)[0], RETURN_SUCCESS_2_U32);
        CheckReach();
    }

    uint32_t Buffer(const struct process *p) { return Start(p) + 768; }

    // A process that has found the service, subscribed to it, and lends it a buffer.
    struct process *Client(struct process *service, const char *name = "client") {
        struct process *p = Named(name);
        Meet(p, service);
        return p;
    }

    void Meet(struct process *p, struct process *service) {
        std::string name(reinterpret_cast<const char *>(service->name), service->name_length);
        ASSERT_EQ(Discover(p, name.c_str()), (Registers{RETURN_SUCCESS_U32, Id(service), 0, 0}));
        Subscribe(p, Id(service), 9);
        EXPECT_EQ(Lend(p, service, Buffer(p), kBuffer)[0], RETURN_SUCCESS_2_U32);
    }

    Registers Lend(struct process *p, struct process *to, uint32_t address, uint32_t length) {
        Registers result = Call(p, kAllowReadWrite, kIpc, Id(to), address, length);
        CheckReach();
        return result;
    }

    // Takes the process's next upcall. False: there is none.
    bool Take(struct process *p, struct arch_call *taken) {
        uint32_t before = process_context(p)->calls;
        Make(p, kYield, kNoWait, 0);
        CheckReach();
        *taken = process_context(p)->called;
        return process_context(p)->calls > before;
    }

    void ExpectUpcall(struct process *p, const struct process *from, uint32_t length,
                      uint32_t address, uint32_t userdata) {
        struct arch_call taken;
        ASSERT_TRUE(Take(p, &taken));
        EXPECT_EQ(taken.function, Function(p));
        EXPECT_EQ(taken.argument[0], Id(from));
        EXPECT_EQ(taken.argument[1], length);
        EXPECT_EQ(taken.argument[2], address);
        EXPECT_EQ(taken.argument[3], userdata);
    }

    void ExpectNoUpcall(struct process *p) {
        struct arch_call taken;
        EXPECT_FALSE(Take(p, &taken));
    }

    // The client has notified the service, who has its buffer now.
    void Serve(struct process *client, struct process *service) {
        EXPECT_EQ(Command(client, kNotifyService, Id(service)), kSuccess);
        ExpectUpcall(service, client, kBuffer, Buffer(client), 7);
        ASSERT_TRUE(Reaches(service, Buffer(client)));
    }

    static bool Reaches(const struct process *p, uint32_t address) {
        return fake_arch_can_write(process_mpu(p), address, 1);
    }

    // What q lends to p: length 0, nothing. As the kernel has it, but for whom it is for.
    static std::array<uint32_t, 2> LentTo(struct process *q, const struct process *p) {
        struct grant_record *record = *process_grant(q, ipc_driver.grant);
        const struct grant_slot *slot = process_is_live(q) && record != nullptr
                                            ? grant_slot_of(record, GRANT_READWRITE, Id(p))
                                            : nullptr;
        return slot == nullptr ? std::array<uint32_t, 2>{}
                               : std::array<uint32_t, 2>{slot->value[0], slot->value[1]};
    }

    // Nobody reaches more of another one's block than what that one lends it; neither do they if
    // one of them has ended. And the bounds are in order.
    void CheckReach() {
        for (struct process *p : all_slots_) {
            for (struct process *q : all_slots_) {
                if (p == nullptr || q == nullptr || p == q) {
                    continue;
                }
                auto [address, length] = LentTo(q, p);
                for (uint32_t a = Start(q); a < Start(q) + q->memory.size; a += 32) {
                    bool lent = process_is_live(p) && a - address < length;
                    ASSERT_TRUE(lent || !Reaches(p, a)) << std::hex << a;
                    ASSERT_TRUE(lent || !fake_arch_can_read(process_mpu(p), a, 1)) << std::hex << a;
                }
            }
            if (p != nullptr && process_is_live(p)) {
                ASSERT_TRUE(process_check_invariants(p));
                ASSERT_FALSE(Reaches(p, static_cast<uint32_t>(p->kernel_break)));
                ASSERT_TRUE(Reaches(p, Start(p)));
            }
        }
    }

    std::array<struct driver_entry, 5> all_drivers_{};
    struct process *all_slots_[kSlots] = {};
};

} // namespace detent
