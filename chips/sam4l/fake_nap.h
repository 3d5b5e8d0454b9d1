// SPDX-License-Identifier: Apache-2.0 OR MIT
// For tests: nap() of kernel/arch/cortex_m/nap.h, which notes how long it was asked to last.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

struct FakeNap {
    std::vector<uint32_t> cycles;                        // Of each nap.
    std::function<void(uint32_t)> nap = [](uint32_t) {}; // What happens meanwhile.
};

extern FakeNap fake_nap;
