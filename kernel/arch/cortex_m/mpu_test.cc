// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the registers allow is decoded by mpu_oracle.h into a set of all addresses, and compared
// with what the driver said. Rows are those of the table of known bugs.
extern "C" {
#include "kernel/arch/mpu.h"
}
#include "kernel/arch/cortex_m/fake_cpu.h"
#include "kernel/arch/cortex_m/mpu_oracle.h"

#include <cstring>
#include <gtest/gtest.h>
#include <optional>
#include <random>
#include <vector>

namespace detent {

namespace {

class Mpu : public testing::Test {
  protected:
    void SetUp() override {
        fake_cpu_reset();
        scs_mpu.type = 8 << 8;
        mpu_config_reset(&config_);
    }

    // Exactly these, and nothing else in all the address space.
    void ExpectExactly(MpuSpans expected) {
        std::sort(expected.begin(), expected.end(),
                  [](const MpuSpan &a, const MpuSpan &b) { return a.start < b.start; });
        ASSERT_EQ(MpuProblem(config_), "");
        ASSERT_EQ(MpuDecode(config_), MpuJoin(expected));
    }

    void ExpectRam(const mpu_memory &memory) {
        ExpectExactly({{memory.start, memory.accessible_end, kMpuRam}});
    }

    // What must hold of a block, whatever was asked for.
    void ExpectSound(const mpu_memory &memory, mpu_pool pool, size_t own, size_t accessible,
                     size_t kernel) {
        ASSERT_GE(memory.start, pool.start);
        ASSERT_LE(memory.start + memory.size, pool.start + pool.size);
        ASSERT_GE(memory.size, own + kernel);
        ASSERT_GE(memory.accessible_end, memory.start + accessible);
        ASSERT_GE(memory.start + memory.size - memory.accessible_end, kernel);
        ASSERT_EQ(memory.size % 8, 0u);
        ExpectRam(memory);
    }

    // A block of which accessible bytes are so.
    errorcode Allocate(mpu_pool pool, uintptr_t fixed, size_t own, size_t kernel, size_t accessible,
                       mpu_memory *memory) {
        errorcode error = mpu_allocate_memory(pool, fixed, own, kernel, memory);
        if (error == E_OK) {
            EXPECT_EQ(memory->accessible_end, memory->start);
            EXPECT_EQ(mpu_update_memory(&config_, memory, memory->start + accessible,
                                        memory->start + memory->size - kernel),
                      E_OK);
        }
        return error;
    }

    // The smallest and the largest granule that reach so far, as a bound of what rounding may cost.
    static size_t Granule(size_t size) {
        size_t granule = 32;
        while (granule * 8 < size) { // A block reaches over eight granules at least.
            granule *= 2;
        }
        return granule;
    }

    mpu_config config_;
};

TEST_F(Mpu, StartsWithNothing) {
    ExpectExactly({});
}

// Rows 1, 7, 8, 27: over sizes, starts (unaligned pools, too) and breaks.
// Known bug 1.
TEST_F(Mpu, AllocatesExactlyWhatItSays) {
    std::mt19937 random(1);
    for (int round = 0; round < 20000; round++) {
        mpu_pool pool = {0x20000000 + random() % 0x4000, 0x1000 + random() % 0x8000};
        size_t kernel = random() % 0x600;
        size_t own = 1 + random() % 0x3000;
        // A step less than all, the step being at most what is promised.
        size_t step = std::max<size_t>(own / 4, 32);
        size_t accessible = random() % 4 == 0 && own > step ? own - step : random() % (own / 2 + 1);
        accessible = own < 64 ? 0 : accessible;
        mpu_memory memory;
        mpu_config_reset(&config_);
        auto error = Allocate(pool, 0, own, kernel, accessible, &memory);
        if (error != E_OK) {
            ASSERT_EQ(error, E_NOMEM);
            ASSERT_GT((own + kernel) * 3 / 2 + 2048, pool.size) << "it would have fitted";
            continue;
        }
        ExpectSound(memory, pool, own, accessible, kernel);
        if (HasFatalFailure()) {
            FAIL() << "round " << round;
        }
    }
}

// As above, without chance: each size around each power of two, at each way to begin.
TEST_F(Mpu, AllocatesEverySizeAtEveryStart) {
    for (size_t power = 256; power <= 0x4000; power *= 2) {
        for (size_t size : {power - 33, power - 8, power - 1, power, power + 1, power + 31,
                            power + power / 2, power + power / 2 + 1}) {
            for (uintptr_t start = 0x20000000; start < 0x20000000 + 2 * power;
                 start += power / 8 + 8) {
                for (size_t kernel : {size_t{0}, size_t{8}, size_t{200}, size_t{640}}) {
                    mpu_pool pool = {start, 0x10000};
                    mpu_memory memory;
                    mpu_config_reset(&config_);
                    ASSERT_EQ(Allocate(pool, 0, size, kernel, 128, &memory), E_OK);
                    ExpectSound(memory, pool, size, 128, kernel);
                    ASSERT_LE(memory.start + memory.size,
                              start + size + kernel + 2 * Granule(size) + 8)
                        << "wasteful";
                    if (HasFatalFailure()) {
                        FAIL() << size << " bytes at " << std::hex << start;
                    }
                }
            }
        }
    }
}

// What its start allows: the steps of the break are as small as 16 of them suffice.
TEST_F(Mpu, StepsAreSmall) {
    for (size_t own : {1, 500, 512, 513, 1000, 1024, 1025, 4096, 4097, 16384}) {
        mpu_memory memory;
        ASSERT_EQ(Allocate({0x20000000, 0x8000}, 0, own, 0x1000, own > 32 ? 1 : 0, &memory), E_OK);
        size_t step = 32;
        while (step * 16 < own) {
            step *= 2;
        }
        EXPECT_EQ(memory.accessible_end - memory.start, own > 32 ? step : 0) << own;
    }
    // From the seventh granule of 256 bytes on there is no way to the end; from the next eight on
    // is.
    mpu_memory memory;
    ASSERT_EQ(Allocate({0x20000601, 0x8000}, 0, 0xE00, 0x100, 1, &memory), E_OK);
    EXPECT_EQ(memory.start, 0x20000800u);
    EXPECT_EQ(memory.accessible_end, 0x20000900u);
}

TEST_F(Mpu, WastesLittle) {
    // Each block begins where the one before ended: four as on imix, in an unaligned pool.
    mpu_pool pool = {0x20001A28, 0x10000 - 0x1A28};
    size_t waste = 0;
    for (size_t minimum : {3600, 4096, 5000, 9000}) {
        mpu_memory memory;
        ASSERT_EQ(mpu_allocate_memory(pool, 0, minimum - 500, 500, &memory), E_OK);
        waste += memory.start + memory.size - pool.start - minimum;
        pool.size -= memory.start + memory.size - pool.start;
        pool.start = memory.start + memory.size;
    }
    EXPECT_LT(waste, 4u * 512);
}

TEST_F(Mpu, RefusesWhatDoesNotFit) {
    mpu_pool pool = {0x20002000, 0x2000};
    mpu_memory memory;
    EXPECT_EQ(mpu_allocate_memory(pool, 0, 0x1F81, 128, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(pool, 0, 0x2000, 1, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(pool, 0, 1, 0x2000, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(pool, 0, SIZE_MAX, 0, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(pool, 0, SIZE_MAX, SIZE_MAX, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(pool, 0, 16, SIZE_MAX - 15, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(pool, 0, 0x1F80, 128, &memory), E_OK);
    EXPECT_EQ(memory.start, pool.start);
    // It is large enough, but begins before a step of the hardware.
    pool = {0x20002008, 0x2000};
    EXPECT_EQ(mpu_allocate_memory(pool, 0, 0x1FF8, 8, &memory), E_NOMEM);
}

TEST_F(Mpu, FixedRamStartsThereOrNotAtAll) {
    mpu_pool pool = {0x20002000, 0x6000};
    mpu_memory memory;
    for (uintptr_t start : {0x20002000u, 0x20003000u, 0x20004800u, 0x20002020u}) {
        mpu_config_reset(&config_);
        size_t minimum = start % 0x100 == 0 ? 0x1000 : 0x100;
        ASSERT_EQ(Allocate(pool, start, minimum, 100, minimum / 2, &memory), E_OK);
        EXPECT_EQ(memory.start, start);
        ExpectRam(memory);
    }
    EXPECT_EQ(mpu_allocate_memory(pool, 0x20001FE0, 64, 0, &memory), E_INVAL);
    EXPECT_EQ(mpu_allocate_memory(pool, 0x20008000, 64, 0, &memory), E_INVAL);
    EXPECT_EQ(mpu_allocate_memory(pool, 0x20002004, 64, 0, &memory), E_INVAL);
    EXPECT_EQ(mpu_allocate_memory(pool, 0x20002020, 0x1000, 0, &memory), E_INVAL);
    EXPECT_EQ(mpu_allocate_memory(pool, 0x80002400, 64, 0, &memory), E_INVAL);
    EXPECT_EQ(mpu_allocate_memory(pool, 0x20007000, 0x1001, 0, &memory), E_NOMEM);
}

// Rows 1, 2, 5, 7, 27: each break from start to the kernel's part, the exact bounds among them.
// Known bugs 7 and 27.
TEST_F(Mpu, BreakIsEnforcedWhereItIsSaidToBe) {
    for (size_t minimum : {1024, 2500, 4096, 6000}) {
        mpu_pool pool = {0x20001F40, 0x6000};
        mpu_memory memory;
        mpu_config_reset(&config_);
        ASSERT_EQ(mpu_allocate_memory(pool, 0, minimum - 300, 300, &memory), E_OK);
        uintptr_t limit = memory.start + memory.size - 300;
        for (uintptr_t end = memory.start; end <= limit; end++) {
            mpu_memory before = memory;
            auto error = mpu_update_memory(&config_, &memory, end, limit);
            if (error != E_OK) {
                // Only the last granule, cut by the kernel's part, is out of reach.
                ASSERT_GT(end + 2048, limit);
                ASSERT_EQ(memory.accessible_end, before.accessible_end);
                continue;
            }
            ASSERT_GE(memory.accessible_end, end);
            ASSERT_LE(memory.accessible_end, limit);
            ASSERT_LT(memory.accessible_end - end, 1024u);
            ExpectRam(memory);
        }
    }
}

TEST_F(Mpu, BreakOutsideOfTheBlockChangesNothing) {
    mpu_pool pool = {0x20002000, 0x4000};
    mpu_memory memory;
    ASSERT_EQ(Allocate(pool, 0, 0xE00, 0x200, 0x400, &memory), E_OK);
    mpu_memory before = memory;
    mpu_config config_before = config_;
    uintptr_t kernel_start = memory.start + memory.size - 0x200;
    for (uintptr_t end : {memory.start - 1, kernel_start + 1, uintptr_t{0}, uintptr_t{UINT32_MAX},
                          uintptr_t{UINTPTR_MAX}}) {
        EXPECT_EQ(mpu_update_memory(&config_, &memory, end, kernel_start), E_NOMEM);
    }
    EXPECT_EQ(memory.accessible_end, before.accessible_end);
    EXPECT_EQ(std::memcmp(&config_, &config_before, sizeof(config_)), 0);
}

TEST_F(Mpu, AddsExactRegions) {
    std::mt19937 random(2);
    for (int round = 0; round < 400; round++) {
        uint32_t start = 0x40000 + random() % 0x200 * (round % 2 != 0 ? 32 : 512);
        uint32_t size = (1 + random() % 0x100) * (round % 3 != 0 ? 32 : 512);
        mpu_config_reset(&config_);
        auto error = mpu_add_region(&config_, start, size, MPU_READ_EXECUTE);
        if (error == E_NOMEM) {
            continue;
        }
        ASSERT_EQ(error, E_OK);
        uint64_t end = uint64_t{start} + size;
        ExpectExactly({{start, end, kMpuCode}});
        if (HasFatalFailure()) {
            FAIL() << std::hex << start << ", " << size;
        }
    }
}

// Every pair of bounds within a kilobyte, of those that five regions give: all or nothing.
TEST_F(Mpu, AddsEveryRegionExactlyOrNotAtAll) {
    int added = 0;
    for (uint32_t start = 0x40000; start < 0x40400; start += 32) {
        for (uint32_t end = start + 32; end <= 0x40800; end += 32) {
            mpu_config_reset(&config_);
            auto error = mpu_add_region(&config_, start, end - start, MPU_READ);
            ASSERT_TRUE(error == E_OK || error == E_NOMEM);
            ExpectExactly(error == E_OK ? MpuSpans{{start, end, kMpuReadOnly}} : MpuSpans{});
            if (HasFatalFailure()) {
                FAIL() << std::hex << start << " to " << end;
            }
            added += error == E_OK;
        }
    }
    EXPECT_GT(added, 1400) << "of 1552";
}

TEST_F(Mpu, UsualImagesTakeFewRegions) {
    for (auto [start, size] : {std::pair<uint32_t, uint32_t>{0x40000, 0x1000},
                               {0x40000, 0x2000},
                               {0x42000, 0x800},
                               {0x40000, 0x3000},
                               {0x30000, 0x10000},
                               {0x40000, 0x40000}}) {
        mpu_config_reset(&config_);
        ASSERT_EQ(mpu_add_region(&config_, start, size, MPU_READ_EXECUTE), E_OK);
        EXPECT_EQ(config_.region[3].rasr, 0u) << "a second region for " << size;
    }
}

TEST_F(Mpu, RefusesWhatItCannotEnforceExactly) {
    EXPECT_EQ(mpu_add_region(&config_, 0x40000, 0, MPU_READ), E_INVAL);
    EXPECT_EQ(mpu_add_region(&config_, 0x40000, 33, MPU_READ), E_INVAL);
    EXPECT_EQ(mpu_add_region(&config_, 0x40004, 32, MPU_READ), E_INVAL);
    EXPECT_EQ(mpu_add_region(&config_, 0xFFFFFFE0, 0x40, MPU_READ), E_INVAL); // Row 30.
    EXPECT_EQ(mpu_add_region(&config_, 0x40000, 0xFFFFFFE0, MPU_READ), E_INVAL);
    EXPECT_EQ(mpu_remove_region(&config_, 0x40000, 0x1000), E_INVAL);
}

// Row 15: over sizes, starts, and alignments that powers of two and eighths of them have.
TEST_F(Mpu, IsARegionIfOneIsExact) {
    std::mt19937 random(3);
    uint32_t regions = 0;
    for (int round = 0; round < 3000; round++) {
        uint32_t unit = 1u << (5 + random() % 6);
        uint32_t start = 0x20000000 + random() % 64 * unit + (round % 16 == 0 ? random() % 64 : 0);
        uint32_t size = random() % 20 * unit + (round % 16 == 1 ? random() % 64 : 0);
        mpu_config_reset(&config_);
        auto error = mpu_add_region(&config_, start, size, MPU_READ_WRITE);
        bool one = error == E_OK && config_.region[MPU_RAM_REGIONS + 1].rasr == 0;
        ASSERT_EQ(mpu_is_region(start, size), one) << std::hex << start << ' ' << size;
        if (!one) {
            continue;
        }
        regions++;
        if (round % 8 == 0) {
            ExpectExactly({{start, uint64_t{start} + size, kMpuRam}});
        }
    }
    EXPECT_GT(regions, 500u);
    // What libtock-c promises: a power of two, aligned to itself.
    for (uint32_t size = 32; size <= 0x8000; size *= 2) {
        for (uint32_t start = 0x20000000; start < 0x20010000; start += size) {
            ASSERT_TRUE(mpu_is_region(start, size));
        }
    }
    for (auto [start, size] : {std::pair<uint32_t, uint32_t>{0x20000000, 0},
                               {0x20000000, 16},
                               {0x20000010, 32},
                               {0x20000001, 32},
                               {0x20000020, 0x120},
                               {0x200000E0, 0x40},
                               {0xFFFFFFE0, 0x40},
                               {0x20000000, 0xFFFFFFE0}}) {
        EXPECT_FALSE(mpu_is_region(start, size)) << std::hex << start << ' ' << size;
    }
}

TEST_F(Mpu, RegionsRunOutWithoutHarm) {
    for (uint32_t i = 0; i < 5; i++) {
        ASSERT_EQ(mpu_add_region(&config_, 0x40000 + i * 0x1000, 0x800, MPU_READ), E_OK);
    }
    mpu_config before = config_;
    EXPECT_EQ(mpu_add_region(&config_, 0x50000, 0x800, MPU_READ), E_NOMEM);
    EXPECT_EQ(std::memcmp(&config_, &before, sizeof(config_)), 0);
    ASSERT_EQ(mpu_remove_region(&config_, 0x43000, 0x800), E_OK);
    ExpectExactly({{0x40000, 0x40800, kMpuReadOnly},
                   {0x41000, 0x41800, kMpuReadOnly},
                   {0x42000, 0x42800, kMpuReadOnly},
                   {0x44000, 0x44800, kMpuReadOnly}});
    EXPECT_EQ(mpu_remove_region(&config_, 0x43000, 0x800), E_INVAL);
    EXPECT_EQ(mpu_add_region(&config_, 0x50000, 0x800, MPU_READ_WRITE), E_OK);
    EXPECT_EQ(MpuRightsAt(config_, 0x507FF), kMpuRam);
}

// Known bug 15.
TEST_F(Mpu, RemovesEveryPartOfWhatItAdded) {
    for (auto access : {MPU_READ_EXECUTE, MPU_READ, MPU_READ_WRITE}) {
        ASSERT_EQ(mpu_add_region(&config_, 0x40020, 0x1760, access), E_OK);
        ASSERT_EQ(mpu_remove_region(&config_, 0x40020, 0x1760), E_OK);
        ExpectExactly({});
    }
}

// Row 30, 15: the RAM stays as it is whatever is added and removed.
// Known bug 15.
TEST_F(Mpu, AddedRegionsLeaveTheRamAlone) {
    mpu_pool pool = {0x20002000, 0x4000};
    mpu_memory memory;
    ASSERT_EQ(Allocate(pool, 0, 0xE00, 0x200, 0x400, &memory), E_OK);
    ASSERT_EQ(mpu_add_region(&config_, 0x40000, 0x1800, MPU_READ_EXECUTE), E_OK);
    ExpectExactly({{memory.start, memory.accessible_end, kMpuRam}, {0x40000, 0x41800, kMpuCode}});
    ASSERT_EQ(mpu_remove_region(&config_, 0x40000, 0x1800), E_OK);
    ExpectRam(memory);
}

// A process's whole life against a model that is a list of intervals: its break moves, grants are
// taken from it, buffers of others are shared with it and taken back, it is restarted.
TEST_F(Mpu, AgreesWithAListOfIntervals) {
    constexpr MpuRights kRights[] = {kMpuCode, kMpuReadOnly, kMpuRam};
    for (uint32_t seed = 0; seed < 200; seed++) {
        std::mt19937 random(seed);
        mpu_pool pool = {0x20000000 + random() % 0x2000, 0xC000};
        size_t kernel = random() % 600;
        mpu_memory memory;
        mpu_config_reset(&config_);
        ASSERT_EQ(mpu_allocate_memory(pool, 0, 136 + random() % 0x3000, kernel, &memory), E_OK);
        uintptr_t kernel_start = memory.start + memory.size - kernel;
        MpuSpans added;
        for (int step = 0; step < 200; step++) {
            mpu_memory before = memory;
            switch (random() % 4) {
            case 0: { // The break, anywhere around the block.
                uintptr_t end = memory.start - 64 + random() % (memory.size + 128);
                if (mpu_update_memory(&config_, &memory, end, kernel_start) == E_OK) {
                    ASSERT_GE(memory.accessible_end, end);
                    ASSERT_LE(memory.accessible_end, kernel_start);
                } else {
                    ASSERT_EQ(memory.accessible_end, before.accessible_end);
                }
                break;
            }
            case 1: { // A grant.
                uintptr_t start = kernel_start - random() % 200 / 8 * 8;
                if (start >= memory.accessible_end) {
                    kernel_start = start;
                }
                break;
            }
            case 2: { // A buffer of another process, each in a place of its own.
                uint32_t start = 0x30000000 + static_cast<uint32_t>(added.size()) * 0x10000 +
                                 random() % 0x100 * 32;
                uint32_t size = (1 + random() % 64) * 32;
                auto access = static_cast<mpu_access>(random() % 3);
                bool is_taken = std::any_of(added.begin(), added.end(), [=](const MpuSpan &s) {
                    return s.start < start + size && start < s.end;
                });
                if (!is_taken && mpu_add_region(&config_, start, size, access) == E_OK) {
                    added.push_back({start, start + size, kRights[access]});
                }
                break;
            }
            default:
                if (!added.empty()) {
                    size_t i = random() % added.size();
                    ASSERT_EQ(
                        mpu_remove_region(&config_, added[i].start, added[i].end - added[i].start),
                        E_OK);
                    added.erase(added.begin() + static_cast<std::ptrdiff_t>(i));
                }
            }
            MpuSpans expected = added;
            expected.push_back({memory.start, memory.accessible_end, kMpuRam});
            ExpectExactly(expected);
            if (HasFatalFailure()) {
                FAIL() << "seed " << seed << " step " << step;
            }
        }
    }
}

TEST_F(Mpu, NeedsEightRegions) {
    scs_mpu.type = 0;
    EXPECT_EQ(mpu_init(), E_NOSUPPORT);
    scs_mpu.type = 4 << 8;
    EXPECT_EQ(mpu_init(), E_NOSUPPORT);
    scs_mpu.type = 8 << 8;
    EXPECT_EQ(mpu_init(), E_OK);
    EXPECT_EQ(scs_mpu.ctrl, 5u) << "on, with the kernel's own rights";
    EXPECT_EQ(scs_mpu.region[0].rbar, 0x17u) << "the guard: region 7 from address 0";
    EXPECT_EQ(scs_mpu.region[0].rasr, 1u << 28 | 15 << 1 | 1) << "64 kB, no access, no execution";
}

// Rows 5, 6, 25: never stale. The fake keeps the last four regions that were written.
// Known bug 25.
TEST_F(Mpu, AppliesEveryChangeAndNothingTwice) {
    ASSERT_EQ(mpu_init(), E_OK);
    auto applied = [&](const mpu_config &config) {
        std::memset(static_cast<void *>(&scs_mpu.region), 0xEE, sizeof(scs_mpu.region));
        mpu_apply(&config);
        if (scs_mpu.region[0].rbar == 0xEEEEEEEE) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            EXPECT_EQ(scs_mpu.region[i].rbar, config.region[4 + i].rbar);
            EXPECT_EQ(scs_mpu.region[i].rasr, config.region[4 + i].rasr);
        }
        return true;
    };
    mpu_memory memory;
    ASSERT_EQ(Allocate({0x20002000, 0x4000}, 0, 0xE00, 0x200, 0x400, &memory), E_OK);
    EXPECT_TRUE(applied(config_));
    EXPECT_FALSE(applied(config_));
    mpu_config copy = config_; // As the kernel moves it: the same content.
    EXPECT_FALSE(applied(copy));
    ASSERT_EQ(mpu_update_memory(&copy, &memory, memory.start + 0x500, memory.start + 0x900), E_OK);
    EXPECT_TRUE(applied(copy));
    EXPECT_TRUE(applied(config_)) << "the old content under the other name";
    EXPECT_TRUE(applied(copy));
    ASSERT_EQ(mpu_add_region(&copy, 0x40000, 0x800, MPU_READ), E_OK);
    EXPECT_TRUE(applied(copy));
    ASSERT_EQ(mpu_remove_region(&copy, 0x40000, 0x800), E_OK);
    EXPECT_TRUE(applied(copy));
    mpu_config_reset(&copy); // A new process in the same memory.
    EXPECT_TRUE(applied(copy));
}

} // namespace
} // namespace detent
