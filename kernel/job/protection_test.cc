// SPDX-License-Identifier: Apache-2.0 OR MIT
// A job under the Cortex-M's memory protection, whose steps are coarser than the job's sizes.
#include "kernel/arch/cortex_m/mpu_oracle.h"
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "kernel/arch/cortex_m/mpu_on_host.h"
#include "kernel/job/job.h"
}

#include <algorithm>

namespace detent {
namespace {

class JobProtection : public KernelTest {
  protected:
    static void SetUpTestSuite() { mpu_on_host_reset(); }

    void Prepare(size_t offset, size_t length) {
        job_ = {};
        job_.kernel = &kernel_;
        job_.memory = {fake_arch_ram() + offset, length};
        job_.code = {fake_arch_flash(), 0x1000};
        data_ = static_cast<uint8_t *>(job_prepare(&job_, kStack, kData));
    }

    static constexpr size_t kStack = 1000, kData = 1500; // No multiple of a step.
    struct job job_ {};
    uint8_t *data_ = nullptr;
};

// Wherever its memory lies: enough is just enough, and all of stack and data can be reached.
TEST_F(JobProtection, TakesNoMoreThanTheStepsAsk) {
    size_t own = mpu_config_size + arch_context_size + kStack + kData;
    // A step at either end, one of the next larger size at most, and what alignment to 8 takes.
    size_t most = own + size_t{2} * 512 + 32;
    for (size_t offset = 0; offset < 2048; offset += 40) {
        size_t length = own;
        for (Prepare(offset, length); data_ == nullptr && length < most; Prepare(offset, length)) {
            length += 8;
        }
        ASSERT_NE(data_, nullptr) << offset;
        MpuSpans spans = MpuDecode(*job_.protection);
        auto ram = std::find_if(spans.begin(), spans.end(),
                                [](const MpuSpan &span) { return span.rights == kMpuRam; });
        ASSERT_NE(ram, spans.end());
        uintptr_t memory = reinterpret_cast<uintptr_t>(job_.memory.data);
        EXPECT_LE(ram->start, job_.stack.start);
        EXPECT_GE(ram->end, reinterpret_cast<uintptr_t>(data_) + kData);
        EXPECT_GE(ram->start, reinterpret_cast<uintptr_t>(job_.context) + arch_context_size);
        EXPECT_LE(ram->end, memory + length);
        EXPECT_EQ(spans.size(), 2u) << "code and RAM";
    }
}

} // namespace
} // namespace detent
