// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// For tests on the host: the system calls of libtock/tock.h, answered by drivers of the test's own.
//
// A test makes a FakeKernel, and has command() answered by a function for each driver. Upcalls are
// queued with schedule() and run by yield() in order, as the kernel does. A yield with nothing to
// run asks the test's `idle` function to make something happen; when that does not, it is an error,
// for the process would sleep forever.

#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <utility>

extern "C" {
#include "libtock/tock.h"
}

class FakeKernel {
  public:
    using Command = std::function<syscall_return_t(uint32_t number, uint32_t arg1, uint32_t arg2)>;

    struct Buffer {
        void *data = nullptr;
        size_t size = 0;
    };

    // There is one at a time: the system calls find it.
    FakeKernel();
    ~FakeKernel();
    FakeKernel(const FakeKernel &) = delete;
    FakeKernel &operator=(const FakeKernel &) = delete;

    // Queues an upcall for the process.
    void schedule(uint32_t driver, uint32_t subscribe, uint32_t arg0, uint32_t arg1 = 0,
                  uint32_t arg2 = 0);

    static syscall_return_t success() { return {TOCK_SYSCALL_SUCCESS, {}}; }
    static syscall_return_t success(uint32_t value) { return {TOCK_SYSCALL_SUCCESS_U32, {value}}; }
    static syscall_return_t failure(statuscode_t status) {
        return {TOCK_SYSCALL_FAILURE, {static_cast<uint32_t>(status)}};
    }

    // What the process has shared.
    Buffer readwrite(uint32_t driver, uint32_t allow) { return readwrite_[{driver, allow}]; }
    Buffer readonly(uint32_t driver, uint32_t allow) { return readonly_[{driver, allow}]; }

    std::map<uint32_t, Command> drivers;
    std::function<void()> idle;

    // What the system calls do.
    bool run_upcall();
    bool wait();
    yield_waitfor_return_t wait_for(uint32_t driver, uint32_t subscribe);
    subscribe_return_t subscribe(uint32_t driver, uint32_t subscribe, subscribe_upcall *upcall,
                                 void *userdata);
    Buffer allow(std::map<std::pair<uint32_t, uint32_t>, Buffer> &shared, uint32_t driver,
                 uint32_t allow, Buffer buffer);
    std::map<std::pair<uint32_t, uint32_t>, Buffer> readwrite_;
    std::map<std::pair<uint32_t, uint32_t>, Buffer> readonly_;

  private:
    struct Upcall {
        uint32_t driver;
        uint32_t subscribe;
        uint32_t args[3];
    };
    struct Subscription {
        subscribe_upcall *upcall = nullptr;
        void *userdata = nullptr;
    };

    std::deque<Upcall> queue_;
    std::map<std::pair<uint32_t, uint32_t>, Subscription> subscriptions_;
};
