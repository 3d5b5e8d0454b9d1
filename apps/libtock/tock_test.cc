// SPDX-License-Identifier: Apache-2.0 OR MIT

extern "C" {
#include "libtock/tock.h"
}

#include <gtest/gtest.h>

#include "apps/libtock/testing/fake_kernel.h"

namespace {

constexpr uint32_t kDriver = 42;

TEST(Tock, FailuresBecomeNegativeReturnCodes) {
    const syscall_return_t failure = {TOCK_SYSCALL_FAILURE, {TOCK_STATUSCODE_NOMEM}};
    uint32_t value = 77;
    EXPECT_EQ(tock_command_return_novalue_to_returncode(failure), RETURNCODE_ENOMEM);
    EXPECT_EQ(tock_command_return_u32_to_returncode(failure, &value), RETURNCODE_ENOMEM);
    EXPECT_EQ(value, 77U) << "stored on success only";
    const syscall_return_t with_value = {TOCK_SYSCALL_FAILURE_U32_U32, {TOCK_STATUSCODE_BUSY}};
    EXPECT_EQ(tock_command_return_novalue_to_returncode(with_value), RETURNCODE_EBUSY);
}

TEST(Tock, SuccessesStoreTheirValues) {
    uint32_t one = 0;
    uint32_t two = 0;
    uint64_t wide = 0;
    EXPECT_EQ(tock_command_return_novalue_to_returncode({TOCK_SYSCALL_SUCCESS, {}}), 0);
    EXPECT_EQ(tock_command_return_u32_to_returncode({TOCK_SYSCALL_SUCCESS_U32, {5}}, &one), 0);
    EXPECT_EQ(one, 5U);
    EXPECT_EQ(tock_command_return_u32_u32_to_returncode({TOCK_SYSCALL_SUCCESS_U32_U32, {6, 7}},
                                                        &one, &two),
              0);
    EXPECT_EQ(one, 6U);
    EXPECT_EQ(two, 7U);
    EXPECT_EQ(tock_command_return_u64_to_returncode({TOCK_SYSCALL_SUCCESS_U64, {8, 9}}, &wide), 0);
    EXPECT_EQ(wide, 0x900000008U);
}

TEST(Tock, OtherVariantsAreBadReturnValues) {
    uint32_t value = 0;
    EXPECT_EQ(tock_command_return_novalue_to_returncode({TOCK_SYSCALL_SUCCESS_U32, {1}}),
              RETURNCODE_EBADRVAL);
    EXPECT_EQ(tock_command_return_u32_to_returncode({TOCK_SYSCALL_SUCCESS, {}}, &value),
              RETURNCODE_EBADRVAL);
    EXPECT_EQ(
        tock_command_return_u32_to_returncode({static_cast<syscall_rtype_t>(200), {}}, &value),
        RETURNCODE_EBADRVAL);
    EXPECT_EQ(tock_command_return_novalue_to_returncode({static_cast<syscall_rtype_t>(4), {1}}),
              RETURNCODE_EBADRVAL)
        << "a reserved variant has no code";
    EXPECT_EQ(tock_command_return_novalue_to_returncode({TOCK_SYSCALL_FAILURE, {0}}),
              RETURNCODE_EBADRVAL)
        << "a failure is never a success";
    EXPECT_EQ(tock_command_return_novalue_to_returncode({TOCK_SYSCALL_FAILURE, {0x80000000}}),
              RETURNCODE_EBADRVAL);
    EXPECT_EQ(tock_allow_rw_return_to_returncode({}), RETURNCODE_EBADRVAL);
    EXPECT_EQ(tock_subscribe_return_to_returncode({}), RETURNCODE_EBADRVAL);
}

TEST(Tock, EveryCodeHasAName) {
    EXPECT_STREQ(tock_strerr(TOCK_STATUSCODE_NODEVICE), "no such device");
    EXPECT_STREQ(tock_strrcode(RETURNCODE_ENODEVICE), "no such device");
    EXPECT_STREQ(tock_strrcode(RETURNCODE_EBADRVAL), "unexpected return variant");
    EXPECT_STREQ(tock_strerr(static_cast<statuscode_t>(500)), "unknown status");
    EXPECT_STREQ(tock_strerr(static_cast<statuscode_t>(-1)), "unknown status");
}

TEST(Tock, DriverExistsIfCommandZeroSucceeds) {
    FakeKernel kernel;
    EXPECT_FALSE(driver_exists(kDriver));
    kernel.drivers[kDriver] = [](uint32_t, uint32_t, uint32_t) { return FakeKernel::success(3); };
    EXPECT_TRUE(driver_exists(kDriver));
}

TEST(Tock, YieldForReturnsAtOnceIfTheConditionHolds) {
    bool condition = true;
    yield_for(&condition); // There is no kernel: a system call would end the test.
}

TEST(Tock, YieldForRunsUpcallsUntilTheConditionHolds) {
    FakeKernel kernel;
    kernel.drivers[kDriver] = [](uint32_t, uint32_t, uint32_t) { return FakeKernel::success(); };
    bool condition = false;
    ASSERT_TRUE(subscribe(
                    kDriver, 0,
                    [](int last, int, int, void *flag) { *static_cast<bool *>(flag) = last != 0; },
                    &condition)
                    .success);
    kernel.schedule(kDriver, 0, 0);
    kernel.schedule(kDriver, 0, 1);
    kernel.schedule(kDriver, 0, 0);
    yield_for(&condition);
    EXPECT_TRUE(condition);
    EXPECT_EQ(yield_no_wait(), 1) << "the third is still there";
    EXPECT_EQ(yield_no_wait(), 0);
}

} // namespace
