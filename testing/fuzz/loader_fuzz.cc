// SPDX-License-Identifier: Apache-2.0 OR MIT
// The loader on whole flash images: it comes to an end whatever lies there, and what it makes of it
// are sound processes, within their flash and RAM and apart from each other, that can start. The
// first byte says whether checksums are made right and whether short ids are unique.
#include "testing/fake_arch/kernel_test_fixture.h"
#include "testing/fuzz/images.h"
#include "testing/fuzz/input.h"
#include "testing/fuzz/kernel_checks.h"

extern "C" {
#include "kernel/arch/cortex_m/mpu_on_host.h"
#include "kernel/deferred_call.h"
#include "kernel/loader/loader.h"
#include "kernel/loader/unique_short_ids.h"
}

namespace detent {
namespace {

constexpr size_t kFlash = 0x2000;

class LoaderFuzz : public KernelTest {
  public:
    LoaderFuzz(const uint8_t *data, size_t size) : input_(data, size) {}

    void TestBody() override {
        uint8_t flags = input_.Byte();
        Fill((flags & 1) != 0);
        loader_.kernel = &kernel_;
        loader_.flash = slice_over(fake_arch_flash(), kFlash);
        loader_.memory = pool_;
        loader_.start = &process_start_capability;
        loader_.refuses = (flags & 2) != 0 ? unique_short_ids : nullptr;
        loader_start(&loader_);
        // A step for each object, of which the smallest has 16 bytes.
        for (size_t steps = 0; deferred_call_is_pending(&loader_.call); steps++) {
            REQUIRE(steps <= kFlash / 16 + 1);
            Step();
        }
        CheckProcesses();
        fake_arch.run = nullptr; // Each waits for ever as soon as it has started.
        for (int i = 0; i < 8; i++) {
            Step();
            checks_.Kernel(pool_);
        }
        REQUIRE(std::memcmp(fake_arch_flash(), before_, kFlash) == 0);
    }

  private:
    void Fill(bool seal) {
        uint8_t *flash = fake_arch_flash();
        std::memset(flash, 0xFF, kFlash);
        std::memcpy(flash, input_.data(), std::min(input_.size(), kFlash));
        if (seal) {
            SealChain(flash, kFlash);
        }
        std::memcpy(before_, flash, kFlash);
    }

    void CheckProcesses() {
        checks_.Kernel(pool_);
        uint64_t end = reinterpret_cast<uintptr_t>(fake_arch_flash());
        const uint64_t flash_end = end + kFlash;
        for (uint32_t slot = 0; slot < 4 && slots_[slot] != nullptr; slot++) {
            const struct process *p = slots_[slot];
            REQUIRE(p->flash_start >= end && p->flash_end <= flash_end);
            REQUIRE(p->flash_start < p->flash_allowed && p->flash_allowed <= p->entry);
            REQUIRE(p->entry < p->flash_end);
            REQUIRE(p->memory.start + p->memory.size <= loader_.memory.start);
            end = p->flash_end;
        }
        REQUIRE(loader_.memory.start + loader_.memory.size == pool_.start + pool_.size);
    }

    Input input_;
    KernelChecks checks_;
    struct loader loader_ = {};
    uint8_t before_[kFlash];
};

} // namespace
} // namespace detent

extern "C" int LLVMFuzzerInitialize(int *, char ***) {
    GTEST_FLAG_SET(break_on_failure, true); // What the fixture expects is a finding, too.
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    mpu_on_host_reset();
    detent::LoaderFuzz(data, size).TestBody();
    return 0;
}
