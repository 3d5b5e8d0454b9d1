// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

namespace detent {
namespace {

class Trace : public KernelTest {
  protected:
    std::string Of(uint32_t number, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0,
                   uint32_t d = 0) {
        debug_.text.clear();
        Make(p_, number, a, b, c, d);
        return debug_.text;
    }

    struct process *p_ = MakeProcess();
};

TEST_F(Trace, EveryClass) {
    EXPECT_EQ(Of(kCommand, kDriver, 1, 2, 3), "[0] command(0x00000001, 1, 2, 3) = success\r\n");
    EXPECT_EQ(Of(kCommand, kMissingDriver),
              "[0] command(0x00000099, 0, 0, 0) = failure NODEVICE\r\n");
    driver_.answer = command_success_3_u32(7, 8, 9);
    EXPECT_EQ(Of(kCommand, kDriver, 1), "[0] command(0x00000001, 1, 0, 0) = success 7 8 9\r\n");
    EXPECT_EQ(Of(kSubscribe, kDriver, 9, 0, 5),
              "[0] subscribe(0x00000001, 9, 0x00000000, 0x00000005) = failure NOSUPPORT 0x00000000 "
              "0x00000005\r\n");
    EXPECT_EQ(Of(kAllowReadOnly, kDriver, 0, 0, 0),
              "[0] allow_readonly(0x00000001, 0, 0x00000000, 0) = success 0x00000000 "
              "0x00000000\r\n");
    EXPECT_EQ(Of(kMemop, 99), "[0] memop(99, 0x00000000) = failure NOSUPPORT\r\n");
    EXPECT_EQ(Of(77), "[0] class 77 = failure NOSUPPORT\r\n");
    EXPECT_EQ(Of(kYield, kWait), "[0] yield(1, 0, 0)\r\n");
    process_set_state(p_, PROCESS_RUNNING);
    EXPECT_EQ(Of(kExit, 0, 4), "[0] exit(0, 4)\r\n");
}

TEST_F(Trace, AProcessThatItsOwnCommandEnded) {
    driver_.during = [](struct process_id id) {
        process_end(process_find(id), PROCESS_TERMINATED);
    };
    EXPECT_EQ(Of(kCommand, kDriver), "");
}

} // namespace
} // namespace detent
