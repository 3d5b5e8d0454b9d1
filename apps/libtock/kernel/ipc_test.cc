// SPDX-License-Identifier: Apache-2.0 OR MIT

extern "C" {
#include "libtock/kernel/ipc.h"
}

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "apps/libtock/testing/fake_kernel.h"

namespace {

class Ipc : public testing::Test {
  protected:
    Ipc() {
        kernel_.drivers[IPC_DRIVER_NUM] = [this](uint32_t number, uint32_t arg1, uint32_t) {
            commands_.push_back({number, arg1});
            FakeKernel::Buffer name = kernel_.readonly(IPC_DRIVER_NUM, 0);
            if (number == 1) {
                return std::string(static_cast<const char *>(name.data), name.size) == "service"
                           ? FakeKernel::success(3)
                           : FakeKernel::failure(TOCK_STATUSCODE_NODEVICE);
            }
            return arg1 == 3 ? FakeKernel::success() : FakeKernel::failure(TOCK_STATUSCODE_INVAL);
        };
    }

    FakeKernel kernel_;
    std::vector<std::pair<uint32_t, uint32_t>> commands_;
};

TEST_F(Ipc, Discover) {
    size_t id = 77;
    EXPECT_EQ(ipc_discover("servic", &id), RETURNCODE_ENODEVICE);
    EXPECT_EQ(id, 77u);
    EXPECT_EQ(ipc_discover("service", &id), RETURNCODE_SUCCESS);
    EXPECT_EQ(id, 3u);
    EXPECT_EQ(kernel_.readonly(IPC_DRIVER_NUM, 0).size, 0u) << "the name is the caller's again";
}

TEST_F(Ipc, NoIpcOnTheBoard) {
    kernel_.drivers.clear();
    size_t id = 0;
    EXPECT_EQ(ipc_discover("service", &id), RETURNCODE_ENODEVICE);
    EXPECT_EQ(ipc_notify_service(3), RETURNCODE_ENODEVICE);
}

TEST_F(Ipc, Notify) {
    EXPECT_EQ(ipc_notify_service(3), RETURNCODE_SUCCESS);
    EXPECT_EQ(ipc_notify_client(3), RETURNCODE_SUCCESS);
    EXPECT_EQ(ipc_notify_client(4), RETURNCODE_EINVAL);
    EXPECT_EQ(commands_, (std::vector<std::pair<uint32_t, uint32_t>>{{2, 3}, {3, 3}, {3, 4}}));
}

TEST_F(Ipc, Share) {
    char buffer[64];
    EXPECT_EQ(ipc_share(3, buffer, sizeof buffer), RETURNCODE_SUCCESS);
    EXPECT_EQ(kernel_.readwrite(IPC_DRIVER_NUM, 3).data, buffer);
    EXPECT_EQ(kernel_.readwrite(IPC_DRIVER_NUM, 3).size, sizeof buffer);
    EXPECT_EQ(ipc_share(3, nullptr, 0), RETURNCODE_SUCCESS);
    EXPECT_EQ(kernel_.readwrite(IPC_DRIVER_NUM, 3).size, 0u);
}

TEST_F(Ipc, Callbacks) {
    std::vector<int> got;
    auto callback = [](int pid, int length, int buffer, void *ud) {
        for (int value : {pid, length, buffer}) {
            static_cast<std::vector<int> *>(ud)->push_back(value);
        }
    };
    EXPECT_EQ(ipc_register_client_callback(5, callback, &got), RETURNCODE_SUCCESS);
    EXPECT_EQ(ipc_register_service_callback("other", callback, &got), RETURNCODE_ENODEVICE);
    EXPECT_EQ(ipc_register_service_callback("service", callback, &got), RETURNCODE_SUCCESS);
    kernel_.schedule(IPC_DRIVER_NUM, 5, 5, 0, 0);
    kernel_.schedule(IPC_DRIVER_NUM, 3, 2, 64, 4096);
    yield();
    yield();
    EXPECT_EQ(got, (std::vector<int>{5, 0, 0, 2, 64, 4096}));
}

} // namespace
