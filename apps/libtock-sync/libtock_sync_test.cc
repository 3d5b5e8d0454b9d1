// SPDX-License-Identifier: Apache-2.0 OR MIT

extern "C" {
#include "libtock-sync/interface/button.h"
#include "libtock-sync/interface/console.h"
#include "libtock-sync/peripherals/rng.h"
#include "libtock-sync/services/alarm.h"
}

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "apps/libtock/testing/fake_kernel.h"

namespace {

class Sync : public ::testing::Test {
  protected:
    Sync() {
        kernel_.drivers[DRIVER_NUM_CONSOLE] = [this](uint32_t number, uint32_t length, uint32_t) {
            if (number == 1) {
                const FakeKernel::Buffer buffer = kernel_.readonly(DRIVER_NUM_CONSOLE, 1);
                output_.append(static_cast<const char *>(buffer.data),
                               std::min<size_t>(buffer.size, length));
                kernel_.schedule(DRIVER_NUM_CONSOLE, 1, length);
            } else if (number == 2) {
                const FakeKernel::Buffer buffer = kernel_.readwrite(DRIVER_NUM_CONSOLE, 1);
                const size_t size = std::min<size_t>(length, input_.size());
                memcpy(buffer.data, input_.data(), size);
                input_.erase(0, size);
                kernel_.schedule(DRIVER_NUM_CONSOLE, 2, 0, static_cast<uint32_t>(size));
            }
            return FakeKernel::success();
        };
    }

    FakeKernel kernel_;
    std::string output_;
    std::string input_;
};

TEST_F(Sync, WriteWaitsAndTakesTheBufferBack) {
    EXPECT_EQ(putnstr("hello", 5), RETURNCODE_SUCCESS);
    EXPECT_EQ(output_, "hello");
    EXPECT_EQ(kernel_.readonly(DRIVER_NUM_CONSOLE, 1).data, nullptr);
}

TEST_F(Sync, WriteLeavesOtherUpcallsForLater) {
    int upcalls = 0;
    kernel_.drivers[42] = [](uint32_t, uint32_t, uint32_t) { return FakeKernel::success(); };
    ASSERT_TRUE(
        subscribe(
            42, 0, [](int, int, int, void *count) { ++*static_cast<int *>(count); }, &upcalls)
            .success);
    kernel_.schedule(42, 0, 0);
    uint32_t written = 0;
    EXPECT_EQ(libtocksync_console_write(reinterpret_cast<const uint8_t *>("abc"), 3, &written),
              RETURNCODE_SUCCESS);
    EXPECT_EQ(written, 3U);
    EXPECT_EQ(upcalls, 0);
    EXPECT_EQ(yield_no_wait(), 1);
    EXPECT_EQ(upcalls, 1);
}

TEST_F(Sync, ReadsCharacters) {
    input_ = "xyz";
    EXPECT_EQ(getch(), 'x');
    char rest[2];
    EXPECT_EQ(getnstr(rest, 2), RETURNCODE_SUCCESS);
    EXPECT_EQ(std::string(rest, 2), "yz");
    EXPECT_EQ(kernel_.readwrite(DRIVER_NUM_CONSOLE, 1).data, nullptr);
}

TEST_F(Sync, AnswersOfTheDriverComeThrough) {
    kernel_.drivers[DRIVER_NUM_CONSOLE] = [](uint32_t, uint32_t, uint32_t) {
        return FakeKernel::failure(TOCK_STATUSCODE_BUSY);
    };
    EXPECT_EQ(putnstr("x", 1), RETURNCODE_EBUSY);
    EXPECT_EQ(getch(), RETURNCODE_EBUSY);
    kernel_.drivers.clear();
    EXPECT_EQ(putnstr("x", 1), RETURNCODE_ENODEVICE);
}

TEST_F(Sync, RandomBytes) {
    kernel_.drivers[DRIVER_NUM_RNG] = [this](uint32_t, uint32_t count, uint32_t) {
        memset(kernel_.readwrite(DRIVER_NUM_RNG, 0).data, 0x5a, count);
        kernel_.schedule(DRIVER_NUM_RNG, 0, 0, count);
        return FakeKernel::success();
    };
    uint8_t bytes[4] = {};
    int count = 0;
    EXPECT_EQ(libtocksync_rng_get_random_bytes(bytes, 4, 3, &count), RETURNCODE_SUCCESS);
    EXPECT_EQ(count, 3);
    EXPECT_EQ(bytes[2], 0x5a);
    EXPECT_EQ(bytes[3], 0);
}

TEST_F(Sync, WaitsForThePressOfOneButton) {
    kernel_.drivers[DRIVER_NUM_BUTTON] = [](uint32_t, uint32_t button, uint32_t) {
        return button < 2 ? FakeKernel::success() : FakeKernel::failure(TOCK_STATUSCODE_INVAL);
    };
    kernel_.schedule(DRIVER_NUM_BUTTON, 0, 0, 1); // Another button.
    kernel_.schedule(DRIVER_NUM_BUTTON, 0, 1, 0); // A release.
    kernel_.schedule(DRIVER_NUM_BUTTON, 0, 1, 1);
    kernel_.schedule(DRIVER_NUM_BUTTON, 0, 1, 1);
    EXPECT_EQ(libtocksync_button_wait_for_press(1), RETURNCODE_SUCCESS);
    EXPECT_EQ(yield_wait_for(DRIVER_NUM_BUTTON, 0).data0, 1U) << "the last is still there";
    EXPECT_EQ(libtocksync_button_wait_for_press(2), RETURNCODE_EINVAL);
}

class Delay : public ::testing::Test {
  protected:
    Delay() {
        kernel_.drivers[DRIVER_NUM_ALARM] = [this](uint32_t number, uint32_t arg1, uint32_t arg2) {
            if (number == 6) {
                expires_ = arg1 + arg2;
                return FakeKernel::success(expires_);
            }
            return number == 3 ? FakeKernel::success()
                               : FakeKernel::success(number == 1 ? 16000 : now_);
        };
        kernel_.idle = [this] {
            now_ = expires_;
            kernel_.schedule(DRIVER_NUM_ALARM, 0, now_, expires_);
        };
    }

    FakeKernel kernel_;
    uint32_t now_ = 0xfffffff0;
    uint32_t expires_ = 0;
};

TEST_F(Delay, Waits) {
    EXPECT_EQ(libtocksync_alarm_delay_ms(1), RETURNCODE_SUCCESS);
    EXPECT_EQ(now_, 0U);
}

TEST_F(Delay, YieldForTimesOut) {
    bool condition = false;
    EXPECT_EQ(libtocksync_alarm_yield_for_with_timeout(&condition, 2), RETURNCODE_FAIL);
    EXPECT_EQ(now_, 16U);
    condition = true;
    EXPECT_EQ(libtocksync_alarm_yield_for_with_timeout(&condition, 2), RETURNCODE_SUCCESS);
}

} // namespace
