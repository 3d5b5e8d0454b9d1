// SPDX-License-Identifier: Apache-2.0 OR MIT
// For tests: what the registers of the protection unit let an unprivileged program do, decoded as
// the Architecture Reference Manual says (DDI 0403, B3.5) into a set of addresses: all 2^32. It
// knows nothing of how mpu.c made them.
#pragma once

extern "C" {
#include "kernel/arch/cortex_m/mpu_config.h"
}

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace detent {

struct MpuRights {
    bool read, write, execute;
    bool operator==(const MpuRights &) const = default;
};

constexpr MpuRights kMpuNone{false, false, false};
constexpr MpuRights kMpuRam{true, true, false};
constexpr MpuRights kMpuCode{true, false, true};
constexpr MpuRights kMpuReadOnly{true, false, false};

// The bytes [start, end), all with the same rights.
struct MpuSpan {
    uint64_t start, end;
    MpuRights rights;
    bool operator==(const MpuSpan &) const = default;
};

// For messages of tests.
inline void PrintTo(const MpuSpan &span, std::ostream *out) {
    *out << std::hex << "[" << span.start << ", " << span.end << ") "
         << (span.rights.read ? "r" : "-") << (span.rights.write ? "w" : "-")
         << (span.rights.execute ? "x" : "-");
}

// Ascending, with some right each; neighbours differ or have a gap between them.
using MpuSpans = std::vector<MpuSpan>;

// What is wrong with a region's registers: values that the processor would round or leave
// unpredictable. Empty: nothing.
inline std::string MpuRegionProblem(const mpu_region &region, uint32_t number) {
    if ((region.rbar & 0x1F) != (0x10 | number)) {
        return "not valid for its own number";
    }
    if ((region.rasr & 1) == 0) {
        return "";
    }
    uint32_t log2_size = (region.rasr >> 1 & 0x1F) + 1;
    if (log2_size < 5) {
        return "smaller than 32 bytes";
    }
    if ((region.rbar & ~0x1Fu) % (uint64_t{1} << log2_size) != 0) {
        return "a base that is no multiple of the size";
    }
    if (log2_size < 8 && (region.rasr >> 8 & 0xFF) != 0) {
        return "subregions in a region of less than 256 bytes";
    }
    if ((region.rasr >> 24 & 7) == 4) {
        return "reserved access permissions";
    }
    return "";
}

inline std::string MpuProblem(const mpu_config &config) {
    for (uint32_t number = 0; number < MPU_REGIONS; number++) {
        std::string problem = MpuRegionProblem(config.region[number], number);
        if (!problem.empty()) {
            return "region " + std::to_string(number) + ": " + problem;
        }
    }
    return "";
}

// Table B3-15: unprivileged access. Execution needs the right to read, too.
inline MpuRights MpuRegionRights(uint32_t rasr) {
    bool execute_never = (rasr >> 28 & 1) != 0;
    switch (rasr >> 24 & 7) {
    case 2:
    case 6:
    case 7:
        return {true, false, !execute_never};
    case 3:
        return {true, true, !execute_never};
    default:
        return kMpuNone;
    }
}

// Whether the region is on at an address.
inline bool MpuRegionCovers(const mpu_region &region, uint64_t address) {
    uint64_t size = uint64_t{2} << (region.rasr >> 1 & 0x1F);
    uint64_t base = region.rbar & ~uint64_t{0x1F};
    return (region.rasr & 1) != 0 && address >= base && address - base < size &&
           (region.rasr >> 8 >> ((address - base) / (size / 8)) & 1) == 0;
}

// Where several regions are on, the highest-numbered one decides. Where none is: nothing, for the
// background map is the kernel's alone.
inline MpuRights MpuRightsAt(const mpu_config &config, uint64_t address) {
    for (int number = MPU_REGIONS - 1; number >= 0; number--) {
        if (MpuRegionCovers(config.region[number], address)) {
            return MpuRegionRights(config.region[number].rasr);
        }
    }
    return kMpuNone;
}

// Makes spans of what an ascending list of starts says: each goes on to the next.
inline MpuSpans MpuJoin(const MpuSpans &parts) {
    MpuSpans joined;
    for (const MpuSpan &part : parts) {
        if (part.rights == kMpuNone || part.start == part.end) {
            continue;
        }
        if (!joined.empty() && joined.back().end == part.start &&
            joined.back().rights == part.rights) {
            joined.back().end = part.end;
        } else {
            joined.push_back(part);
        }
    }
    return joined;
}

// All that is allowed, anywhere. Rights change at subregions' bounds only: between two of them one
// look is enough.
inline MpuSpans MpuDecode(const mpu_config &config) {
    std::vector<uint64_t> edges = {0, uint64_t{1} << 32};
    for (const mpu_region &region : config.region) {
        uint64_t size = uint64_t{2} << (region.rasr >> 1 & 0x1F);
        uint64_t base = region.rbar & ~uint64_t{0x1F};
        for (uint64_t part = 0; part <= 8 && (region.rasr & 1) != 0; part++) {
            edges.push_back(std::min(base + part * (size / 8), uint64_t{1} << 32));
        }
    }
    std::sort(edges.begin(), edges.end());
    MpuSpans parts;
    for (size_t i = 0; i + 1 < edges.size(); i++) {
        parts.push_back({edges[i], edges[i + 1], MpuRightsAt(config, edges[i])});
    }
    return MpuJoin(parts);
}

} // namespace detent
