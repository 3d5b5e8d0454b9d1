// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "apps/libtock/testing/fake_kernel.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

FakeKernel *kernel = nullptr;

} // namespace

FakeKernel::FakeKernel() {
    kernel = this;
}

FakeKernel::~FakeKernel() {
    kernel = nullptr;
}

void FakeKernel::schedule(uint32_t driver, uint32_t subscribe, uint32_t arg0, uint32_t arg1,
                          uint32_t arg2) {
    queue_.push_back({driver, subscribe, {arg0, arg1, arg2}});
}

bool FakeKernel::run_upcall() {
    while (!queue_.empty()) {
        const Upcall next = queue_.front();
        queue_.pop_front();
        const Subscription to = subscriptions_[{next.driver, next.subscribe}];
        if (to.upcall != nullptr) {
            to.upcall(static_cast<int>(next.args[0]), static_cast<int>(next.args[1]),
                      static_cast<int>(next.args[2]), to.userdata);
            return true;
        }
    }
    return false;
}

bool FakeKernel::wait() {
    if (queue_.empty() && idle) {
        idle();
    }
    if (queue_.empty()) {
        ADD_FAILURE() << "the process would sleep forever";
        return false;
    }
    return true;
}

yield_waitfor_return_t FakeKernel::wait_for(uint32_t driver, uint32_t subscribe) {
    for (;;) {
        auto found = std::find_if(queue_.begin(), queue_.end(), [&](const Upcall &u) {
            return u.driver == driver && u.subscribe == subscribe;
        });
        if (found != queue_.end()) {
            const Upcall upcall = *found;
            queue_.erase(found);
            return {upcall.args[0], upcall.args[1], upcall.args[2]};
        }
        const size_t before = queue_.size();
        if (idle) {
            idle();
        }
        if (queue_.size() == before) {
            ADD_FAILURE() << "the process would sleep forever";
            return {};
        }
    }
}

subscribe_return_t FakeKernel::subscribe(uint32_t driver, uint32_t subscribe,
                                         subscribe_upcall *upcall, void *userdata) {
    if (drivers.count(driver) == 0) {
        return {false, upcall, userdata, TOCK_STATUSCODE_NODEVICE};
    }
    // Pending upcalls of the old subscription are dropped (TRD 104, section 4.2).
    queue_.erase(std::remove_if(queue_.begin(), queue_.end(),
                                [&](const Upcall &u) {
                                    return u.driver == driver && u.subscribe == subscribe;
                                }),
                 queue_.end());
    Subscription &subscription = subscriptions_[{driver, subscribe}];
    const Subscription before = subscription;
    subscription = {upcall, userdata};
    return {true, before.upcall, before.userdata, TOCK_STATUSCODE_SUCCESS};
}

FakeKernel::Buffer FakeKernel::allow(std::map<std::pair<uint32_t, uint32_t>, Buffer> &shared,
                                     uint32_t driver, uint32_t allow, Buffer buffer) {
    std::swap(shared[{driver, allow}], buffer);
    return buffer;
}

// ---- The system calls --------------------------------------------------------------------------

extern "C" {

void yield(void) {
    while (kernel->wait() && !kernel->run_upcall()) {
    }
}

int yield_no_wait(void) {
    return kernel->run_upcall() ? 1 : 0;
}

yield_waitfor_return_t yield_wait_for(uint32_t driver, uint32_t subscribe) {
    return kernel->wait_for(driver, subscribe);
}

subscribe_return_t subscribe(uint32_t driver, uint32_t subscribe, subscribe_upcall *upcall,
                             void *userdata) {
    return kernel->subscribe(driver, subscribe, upcall, userdata);
}

syscall_return_t command(uint32_t driver, uint32_t command, int arg1, int arg2) {
    if (kernel->drivers.count(driver) == 0) {
        return FakeKernel::failure(TOCK_STATUSCODE_NODEVICE);
    }
    return kernel->drivers[driver](command, static_cast<uint32_t>(arg1),
                                   static_cast<uint32_t>(arg2));
}

allow_rw_return_t allow_readwrite(uint32_t driver, uint32_t allow, void *ptr, size_t size) {
    if (kernel->drivers.count(driver) == 0) {
        return {false, ptr, size, TOCK_STATUSCODE_NODEVICE};
    }
    const FakeKernel::Buffer old = kernel->allow(kernel->readwrite_, driver, allow, {ptr, size});
    return {true, old.data, old.size, TOCK_STATUSCODE_SUCCESS};
}

allow_ro_return_t allow_readonly(uint32_t driver, uint32_t allow, const void *ptr, size_t size) {
    if (kernel->drivers.count(driver) == 0) {
        return {false, ptr, size, TOCK_STATUSCODE_NODEVICE};
    }
    const FakeKernel::Buffer old =
        kernel->allow(kernel->readonly_, driver, allow, {const_cast<void *>(ptr), size});
    return {true, old.data, old.size, TOCK_STATUSCODE_SUCCESS};
}

memop_return_t memop(uint32_t, uintptr_t) {
    return {TOCK_STATUSCODE_NOSUPPORT, 0};
}

void tock_exit(uint32_t completion_code) {
    ADD_FAILURE() << "tock_exit(" << completion_code << ")";
    abort();
}

} // extern "C"
