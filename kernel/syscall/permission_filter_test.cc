// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/syscall/filter.h"
}
#include "kernel/tbf/tbf_builder.h"
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

namespace detent {
namespace {

constexpr std::array<uint32_t, 4> kRefused = {RETURN_FAILURE, E_NODEVICE, 0, 0};

class PermissionFilter : public KernelTest {
  protected:
    struct Entry {
        uint32_t driver, offset;
        uint64_t commands;
    };

    struct process *Permitted(const std::vector<Entry> &entries) {
        TbfBuilder::Half(bytes_, static_cast<uint32_t>(entries.size()));
        for (const Entry &entry : entries) {
            TbfBuilder::Word(bytes_, entry.driver);
            TbfBuilder::Word(bytes_, entry.offset);
            TbfBuilder::Word(bytes_, static_cast<uint32_t>(entry.commands));
            TbfBuilder::Word(bytes_, static_cast<uint32_t>(entry.commands >> 32));
        }
        kernel_.filter = &permission_filter;
        struct process *process = MakeProcess();
        process->permissions = bytes_.data();
        return process;
    }

    TbfBuilder::Bytes bytes_;
};

TEST_F(PermissionFilter, WithoutPermissionsEverythingIsAllowed) {
    kernel_.filter = &permission_filter;
    struct process *p = MakeProcess();
    EXPECT_EQ(Call(p, kCommand, kDriver, 3)[0], RETURN_SUCCESS);
    EXPECT_EQ(Call(p, kSubscribe, kDriver, 0, 0, 0)[0], RETURN_SUCCESS_2_U32);
}

TEST_F(PermissionFilter, AnEmptyListAllowsNoDriver) {
    struct process *p = Permitted({});
    EXPECT_EQ(Call(p, kCommand, kDriver, 0), kRefused);
    EXPECT_TRUE(driver_.commands.empty());
}

TEST_F(PermissionFilter, CommandsByTheirBits) {
    struct process *p = Permitted({{kDriver, 0, 0x8000000000000005}, {kDriver, 2, 2}});
    for (uint32_t number : {0u, 2u, 63u, 129u}) {
        EXPECT_EQ(Call(p, kCommand, kDriver, number)[0], RETURN_SUCCESS) << number;
    }
    for (uint32_t number : {1u, 3u, 62u, 64u, 128u, 130u, 0xFFFFFFFFu}) {
        EXPECT_EQ(Call(p, kCommand, kDriver, number), kRefused) << number;
    }
    EXPECT_EQ(driver_.commands.size(), 4u);
}

TEST_F(PermissionFilter, OtherDriversAreNotThere) {
    struct process *p = Permitted({{kDriver, 0, 0xFF}});
    uint32_t address = Start(p);
    using Return = std::array<uint32_t, 4>;
    EXPECT_EQ(Call(p, kCommand, kOtherDriver, 0), kRefused);
    EXPECT_EQ(Call(p, kSubscribe, kOtherDriver, 0, 0, 7),
              (Return{RETURN_FAILURE_2_U32, E_NODEVICE, 0, 7}));
    for (uint32_t allow : {kAllowReadWrite, kAllowReadOnly, kAllowReadable}) {
        EXPECT_EQ(Call(p, allow, kOtherDriver, 0, address, 4),
                  (Return{RETURN_FAILURE_2_U32, E_NODEVICE, address, 4}));
    }
    EXPECT_EQ(*process_grant(p, other_.driver.grant), nullptr);
}

TEST_F(PermissionFilter, AnyEntryAllowsSubscribeAndAllow) {
    struct process *p = Permitted({{kOtherDriver, 0, 1}, {kDriver, 1, 0}});
    EXPECT_EQ(Call(p, kSubscribe, kDriver, 0, 0, 0)[0], RETURN_SUCCESS_2_U32);
    EXPECT_EQ(Call(p, kAllowReadWrite, kDriver, 0, Start(p), 4)[0], RETURN_SUCCESS_2_U32);
    EXPECT_EQ(Call(p, kAllowReadOnly, kDriver, 0, Start(p), 4)[0], RETURN_SUCCESS_2_U32);
    EXPECT_EQ(Call(p, kCommand, kDriver, 0), kRefused);
}

TEST_F(PermissionFilter, YieldMemopAndExitAreNotFiltered) {
    struct process *p = Permitted({});
    EXPECT_EQ(Call(p, kMemop, 2)[0], RETURN_SUCCESS_U32);
    Make(p, kYield, kNoWait);
    Make(p, kExit, 0, 0);
    EXPECT_EQ(p->state, PROCESS_TERMINATED);
}

} // namespace
} // namespace detent
