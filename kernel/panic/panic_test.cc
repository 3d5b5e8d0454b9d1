// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>
#include <unistd.h>

extern "C" {
#include "kernel/panic/panic.h"
}

namespace detent {
namespace {

// Writes to stderr, where a death test sees it.
const struct writer_ops kStderrOps = {
    [](struct writer *, struct slice bytes) { (void)!write(2, bytes.data, bytes.length); }};

class Panic : public KernelTest {
  protected:
    Panic() { Use(&stderr_); }
    void Use(struct writer *writer) {
        kernel_.panic_writer = writer;
        kernel_init(&kernel_);
    }
    struct writer stderr_ = {&kStderrOps};
};

TEST_F(Panic, SaysWhatAndWho) {
    struct process *p = MakeProcess();
    Make(p, kYield, kWait);
    MakeProcess();
    EXPECT_DEATH(panic("the moon is full"),
                 "Kernel panic: the moon is full\r\ntest\r\napp: yielded\r\n"
                 "(.|\r|\n)*app: running\r\n");
}

TEST_F(Panic, OfAFault) {
    struct panic_fault fault = {
        "bus fault", 0x1234,
        [](const struct panic_fault *, struct writer *w) { write_string(w, "registers\r\n"); }};
    EXPECT_DEATH(panic_from_fault(&fault), "bus fault at 0x00001234\r\ntest\r\nregisters");
}

TEST_F(Panic, OfAFaultThatNobodyKnowsThePlaceOf) {
    struct panic_fault fault = {"kernel stack overflow", 0, nullptr};
    EXPECT_DEATH(panic_from_fault(&fault), "Kernel panic: kernel stack overflow\r\ntest\r\n");
}

TEST_F(Panic, EndsAsTheBoardSays) {
    kernel_.panic_end = []() { _exit(3); };
    EXPECT_EXIT(panic("x"), ::testing::ExitedWithCode(3), "Kernel panic: x");
}

TEST_F(Panic, WithinAPanicEndsAtOnce) {
    static const struct writer_ops broken = {[](struct writer *, struct slice) { panic("again"); }};
    static struct writer writer = {&broken};
    Use(&writer);
    kernel_.panic_end = []() { _exit(3); };
    EXPECT_EXIT(panic("x"), ::testing::ExitedWithCode(3), "");
}

TEST_F(Panic, WithoutAWriter) {
    Use(nullptr);
    kernel_.panic_end = []() { _exit(3); };
    EXPECT_EXIT(panic("x"), ::testing::ExitedWithCode(3), "");
}

} // namespace
} // namespace detent
