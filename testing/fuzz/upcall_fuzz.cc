// SPDX-License-Identifier: Apache-2.0 OR MIT
// A process's upcall queue against a model made from TRD 104 (4.1, 4.2) and
// kernel/process/upcall.h: capsules queue upcalls, the process subscribes, unsubscribes, and yields
// in every way. Which upcall is called, with what, what Yield-WaitFor returns, and when the process
// may run: all as the model says.
#include "testing/fake_arch/kernel_test_fixture.h"
#include "testing/fuzz/input.h"
#include "testing/fuzz/require.h"

#include <deque>

namespace detent {
namespace {

constexpr uint32_t kSubscriptions = 3;
constexpr int kOperationsMost = 400;

struct Subscription {
    uint32_t driver, number, function, userdata;
};

struct Pending {
    uint32_t subscription;
    uint32_t argument[3];
};

class UpcallFuzz : public KernelTest {
  public:
    UpcallFuzz(const uint8_t *data, size_t size) : input_(data, size) {}

    void TestBody() override {
        p_ = MakeProcess();
        for (int count = 0; count < kOperationsMost && !input_.IsEmpty(); count++) {
            switch (input_.Below(4)) {
            case 0:
                Queue();
                break;
            case 1:
                Subscribe();
                break;
            default:
                Yield();
                break;
            }
            REQUIRE(process_check_invariants(p_));
            REQUIRE(p_->upcall_count == queue_.size());
            REQUIRE(p_->dropped_upcalls == dropped_);
            REQUIRE(process_is_ready(p_) == IsReady());
        }
    }

  private:
    bool IsNull(const Pending &pending) { return table_[pending.subscription].function == 0; }

    auto FindAwaited() {
        return std::find_if(queue_.begin(), queue_.end(),
                            [&](const Pending &p) { return p.subscription == awaited_; });
    }

    bool IsReady() {
        switch (p_->state) {
        case PROCESS_RUNNING:
            return true;
        case PROCESS_YIELDED:
            return !queue_.empty();
        default:
            return FindAwaited() != queue_.end();
        }
    }

    // Several, so that the queue gets full.
    void Queue() {
        uint32_t subscription = input_.Below(kSubscriptions);
        FakeDriver &driver = subscription == 2 ? other_ : driver_;
        for (uint32_t count = 1 + input_.Below(4); count > 0; count--) {
            Pending pending = {subscription, {++serial_, input_.Byte(), ~serial_}};
            enum errorcode error =
                Upcall(driver, p_->id, table_[subscription].number, pending.argument[0],
                       pending.argument[1], pending.argument[2]);
            REQUIRE(error == Expect(pending));
        }
    }

    enum errorcode Expect(const Pending &pending) {
        if (p_->state == PROCESS_YIELDED && IsNull(pending)) {
            return E_OK; // Yield-Wait would skip it.
        }
        if (queue_.size() == PROCESS_UPCALLS_MAX) {
            auto oldest_null = std::find_if(queue_.begin(), queue_.end(),
                                            [&](const Pending &p) { return IsNull(p); });
            if (oldest_null == queue_.end()) {
                dropped_++;
                return E_NOMEM;
            }
            queue_.erase(oldest_null);
        }
        queue_.push_back(pending);
        return E_OK;
    }

    void Subscribe() {
        if (p_->state != PROCESS_RUNNING) {
            return;
        }
        uint32_t index = input_.Below(kSubscriptions);
        Subscription &subscription = table_[index];
        uint32_t function = input_.Bool() ? Function(p_) + 2 * input_.Below(8) : 0;
        uint32_t userdata = ++serial_;
        auto r = Call(p_, kSubscribe, subscription.driver, subscription.number, function, userdata);
        REQUIRE(r[0] == RETURN_SUCCESS_2_U32);
        REQUIRE(r[1] == subscription.function && r[2] == subscription.userdata);
        subscription.function = function;
        subscription.userdata = userdata;
        std::erase_if(queue_, [&](const Pending &p) { return p.subscription == index; });
    }

    void Yield() {
        if (p_->state != PROCESS_RUNNING) {
            return Deliver();
        }
        switch (input_.Below(4)) {
        case 0:
            return NoWait();
        case 1:
            return Wait();
        default:
            return WaitFor();
        }
    }

    // What the main loop does with a process that waits, as soon as it is ready.
    void Deliver() {
        bool ready = IsReady();
        if (!ready) {
            return;
        }
        uint32_t calls = process_context(p_)->calls, returns = process_context(p_)->returns;
        bool waits_for = p_->state == PROCESS_YIELDED_FOR;
        REQUIRE(syscall_deliver(p_) == (waits_for || HasFunction()));
        if (waits_for) {
            ExpectReturn(returns);
        } else {
            ExpectCall(calls);
        }
    }

    bool HasFunction() {
        return std::any_of(queue_.begin(), queue_.end(),
                           [&](const Pending &p) { return !IsNull(p); });
    }

    void NoWait() {
        uint32_t flag = Start(p_) + 512;
        uint32_t calls = process_context(p_)->calls;
        bool expected = HasFunction();
        *reinterpret_cast<uint8_t *>(uintptr_t{flag}) = 2;
        Make(p_, kYield, kNoWait, flag);
        REQUIRE(*reinterpret_cast<uint8_t *>(uintptr_t{flag}) == expected);
        ExpectCall(calls);
        REQUIRE(p_->state == PROCESS_RUNNING);
    }

    void Wait() {
        uint32_t calls = process_context(p_)->calls;
        bool expected = HasFunction();
        Make(p_, kYield, kWait);
        ExpectCall(calls);
        REQUIRE(p_->state == (expected ? PROCESS_RUNNING : PROCESS_YIELDED));
    }

    void WaitFor() {
        awaited_ = input_.Below(kSubscriptions + 1);
        uint32_t returns = process_context(p_)->returns;
        if (awaited_ == kSubscriptions) { // One that does not exist: for ever. Not this process.
            return;
        }
        bool expected = FindAwaited() != queue_.end();
        Make(p_, kYield, kWaitFor, table_[awaited_].driver, table_[awaited_].number);
        if (expected) {
            ExpectReturn(returns);
        }
        REQUIRE(p_->state == (expected ? PROCESS_RUNNING : PROCESS_YIELDED_FOR));
    }

    // The oldest upcall that is not null is called; null ones before it, or all, are gone.
    void ExpectCall(uint32_t calls_before) {
        const struct arch_context *context = process_context(p_);
        while (!queue_.empty() && IsNull(queue_.front())) {
            queue_.pop_front();
        }
        REQUIRE(context->calls == calls_before + !queue_.empty());
        if (queue_.empty()) {
            return;
        }
        Pending pending = queue_.front();
        queue_.pop_front();
        const Subscription &subscription = table_[pending.subscription];
        REQUIRE(context->called.function == subscription.function);
        REQUIRE(std::memcmp(context->called.argument, pending.argument, 12) == 0);
        REQUIRE(context->called.argument[3] == subscription.userdata);
    }

    // Yield-WaitFor's return: the oldest upcall of the subscription, null or not.
    void ExpectReturn(uint32_t returns_before) {
        const struct arch_context *context = process_context(p_);
        auto found = FindAwaited();
        REQUIRE(found != queue_.end());
        REQUIRE(context->returns == returns_before + 1 && context->returned_count == 3);
        REQUIRE(std::memcmp(context->returned, found->argument, 12) == 0);
        REQUIRE(p_->state == PROCESS_RUNNING);
        queue_.erase(found);
    }

    Input input_;
    struct process *p_ = nullptr;
    Subscription table_[kSubscriptions] = {
        {kDriver, 0, 0, 0}, {kDriver, 1, 0, 0}, {kOtherDriver, 0, 0, 0}};
    std::deque<Pending> queue_;
    uint32_t awaited_ = 0;
    uint32_t serial_ = 0;
    uint32_t dropped_ = 0;
};

} // namespace
} // namespace detent

extern "C" int LLVMFuzzerInitialize(int *, char ***) {
    GTEST_FLAG_SET(break_on_failure, true); // What the fixture expects is a finding, too.
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    detent::UpcallFuzz(data, size).TestBody();
    return 0;
}
