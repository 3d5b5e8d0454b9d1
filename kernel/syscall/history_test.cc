// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "kernel/syscall/history.h"
}

#include <gtest/gtest.h>

namespace detent {
namespace {

class History : public KernelTest {
  protected:
    History() {
        history_.calls = {.items = calls_, .count = 12};
        history_.slots = 4;
        syscall_history_keep(&history_);
        p_ = MakeProcess();
        q_ = MakeProcess();
    }
    ~History() override { syscall_history_keep(nullptr); }

    // The lines of a report that are about calls.
    std::string Calls(const struct process *process) {
        Text text = {};
        text.writer.ops = &kTextOps;
        process_print_calls(process, &text.writer);
        return text.text;
    }

    struct arch_syscall calls_[12] = {};
    struct syscall_history history_ = {};
    struct process *p_, *q_;
};

TEST_F(History, NoneYet) {
    EXPECT_EQ(Calls(p_), "");
}

TEST_F(History, TheLastOfEachProcessNewestFirst) {
    Call(p_, kCommand, kDriver, 1, 2, 3);
    EXPECT_EQ(Calls(p_), "    command(0x00000001, 1, 2, 3)\r\n");
    Call(p_, kMemop, 2);
    Call(q_, kCommand, kDriver, 7);
    Call(p_, kAllowReadOnly, kDriver, 0, 0, 0);
    Call(p_, 9);
    EXPECT_EQ(Calls(p_), "    class 9\r\n"
                         "    allow_readonly(0x00000001, 0, 0x00000000, 0)\r\n"
                         "    memop(2, 0x00000000)\r\n");
    EXPECT_EQ(Calls(q_), "    command(0x00000001, 7, 0, 0)\r\n");
}

TEST_F(History, OutlivesARestart) {
    Call(p_, kMemop, 3);
    Make(p_, kExit, 1, 5);
    EXPECT_EQ(Calls(p_), "    exit(1, 5)\r\n    memop(3, 0x00000000)\r\n");
}

TEST_F(History, IsPartOfAReport) {
    Call(p_, kMemop, 4);
    Text text = {};
    text.writer.ops = &kTextOps;
    process_print(p_, &text.writer);
    EXPECT_NE(text.text.find("    memop(4, 0x00000000)\r\n"), std::string::npos);
}

TEST_F(History, NobodyKeepsThem) {
    syscall_history_keep(nullptr);
    Call(p_, kMemop, 2);
    EXPECT_EQ(Calls(p_), "");
}

} // namespace
} // namespace detent
