// SPDX-License-Identifier: Apache-2.0 OR MIT
// The oracle that tests of memory protection trust, on values that were worked out by hand.
#include "kernel/arch/cortex_m/mpu_oracle.h"

#include <gtest/gtest.h>

namespace detent {
namespace {

// A region's registers, as the manual writes them: SRD, SIZE, AP, XN.
mpu_region Region(uint32_t number, uint32_t base, uint32_t log2_size, uint32_t disabled,
                  uint32_t permission, bool execute_never) {
    return {base | 0x10 | number, static_cast<uint32_t>(execute_never) << 28 | permission << 24 |
                                      disabled << 8 | (log2_size - 1) << 1 | 1};
}

mpu_config Nothing() {
    mpu_config config = {};
    for (uint32_t number = 0; number < MPU_REGIONS; number++) {
        config.region[number].rbar = 0x10 | number;
    }
    return config;
}

TEST(MpuOracle, NothingIsOnWithoutTheEnableBit) {
    mpu_config config = Nothing();
    EXPECT_EQ(MpuDecode(config), MpuSpans{});
    config.region[2] = Region(2, 0x20000000, 10, 0, 3, true);
    config.region[2].rasr &= ~1u;
    EXPECT_EQ(MpuDecode(config), MpuSpans{});
    EXPECT_EQ(MpuProblem(config), "");
}

TEST(MpuOracle, SubregionsAreEighthsAndAHigherRegionDecides) {
    mpu_config config = Nothing();
    config.region[1] = Region(1, 0x20000400, 10, 0x81, 3, true); // First and last eighth are off.
    EXPECT_EQ(MpuDecode(config), (MpuSpans{{0x20000480, 0x20000780, kMpuRam}}));
    config.region[4] = Region(4, 0x20000500, 8, 0, 2, true); // Read-only over its middle,
    EXPECT_EQ(MpuDecode(config), (MpuSpans{{0x20000480, 0x20000500, kMpuRam},
                                           {0x20000500, 0x20000600, kMpuReadOnly},
                                           {0x20000600, 0x20000780, kMpuRam}}));
    config.region[6] = Region(6, 0x20000500, 8, 0xF0, 0, true); // and nothing over half of that.
    EXPECT_EQ(MpuDecode(config), (MpuSpans{{0x20000480, 0x20000500, kMpuRam},
                                           {0x20000580, 0x20000600, kMpuReadOnly},
                                           {0x20000600, 0x20000780, kMpuRam}}));
}

TEST(MpuOracle, KnowsEveryPermissionAndTheWholeAddressSpace) {
    mpu_config config = Nothing();
    const MpuRights expected[] = {kMpuNone, kMpuNone, kMpuCode, {true, true, true},
                                  kMpuNone, kMpuNone, kMpuCode, kMpuCode};
    for (uint32_t permission = 0; permission < 8; permission++) {
        config.region[0] = Region(0, 0, 32, 0, permission, false);
        MpuSpans all = {{0, uint64_t{1} << 32, expected[permission]}};
        EXPECT_EQ(MpuDecode(config), expected[permission] == kMpuNone ? MpuSpans{} : all);
    }
}

TEST(MpuOracle, NamesWhatTheProcessorWouldRound) {
    mpu_config config = Nothing();
    for (auto [region, part] : {std::pair{Region(3, 0x20000100, 10, 0, 3, true), "multiple"},
                                {Region(3, 0x20000000, 7, 1, 3, true), "subregions"},
                                {Region(3, 0x20000000, 4, 0, 3, true), "32"},
                                {Region(2, 0x20000000, 10, 0, 3, true), "number"},
                                {Region(3, 0x20000000, 10, 0, 4, true), "reserved"}}) {
        config.region[3] = region;
        EXPECT_NE(MpuProblem(config).find(part), std::string::npos) << MpuProblem(config);
    }
}

} // namespace
} // namespace detent
