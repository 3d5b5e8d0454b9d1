// SPDX-License-Identifier: Apache-2.0 OR MIT
// The oracle reads the register values as the Architecture Reference Manual does (DDI 0403, B3.5)
// and knows nothing of how mpu.c made them. Rows are those of the table of known bugs.
extern "C" {
#include "kernel/arch/cortex_m/mpu_config.h"
#include "kernel/arch/mpu.h"
}
#include "kernel/arch/cortex_m/fake_cpu.h"

#include <cstring>
#include <functional>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace {

struct Rights {
    bool read;
    bool write;
    bool execute;
    bool operator==(const Rights &) const = default;
};

constexpr Rights kNone{false, false, false};
constexpr Rights kRam{true, true, false};
constexpr Rights kCode{true, false, true};
constexpr Rights kReadOnly{true, false, false};

// The region that decides about an address: the highest-numbered one that is on there.
Rights OracleAt(const mpu_config &config, uint64_t address) {
    for (int number = MPU_REGIONS - 1; number >= 0; number--) {
        uint32_t rbar = config.region[number].rbar;
        uint32_t rasr = config.region[number].rasr;
        EXPECT_EQ(rbar & 0x1F, 0x10u | static_cast<uint32_t>(number)) << "VALID and the number";
        if ((rasr & 1) == 0) {
            continue;
        }
        uint32_t log2_size = (rasr >> 1 & 0x1F) + 1;
        EXPECT_GE(log2_size, 5u);
        uint64_t size = uint64_t{1} << log2_size;
        uint64_t base = rbar & ~uint64_t{0x1F};
        EXPECT_EQ(base % size, 0u) << "a base that the processor would round";
        uint32_t disabled = rasr >> 8 & 0xFF;
        if (log2_size < 8) {
            EXPECT_EQ(disabled, 0u) << "no subregions this small";
        }
        if (address < base || address - base >= size ||
            (disabled >> ((address - base) / (size / 8)) & 1) != 0) {
            continue;
        }
        bool execute_never = (rasr >> 28 & 1) != 0;
        switch (rasr >> 24 & 7) {
        case 2:
        case 6:
            return {true, false, !execute_never};
        case 3:
            return {true, true, !execute_never};
        default:
            return kNone;
        }
    }
    return kNone;
}

// Every place where rights could change, and one byte around each.
void ExpectExactly(const mpu_config &config, uint64_t low, uint64_t high,
                   const std::function<Rights(uint64_t)> &expected,
                   const std::vector<uint64_t> &edges) {
    for (uint64_t address = low; address < high; address += 32) {
        ASSERT_EQ(OracleAt(config, address), expected(address)) << std::hex << address;
        ASSERT_EQ(OracleAt(config, address + 31), expected(address + 31)) << std::hex << address;
    }
    for (uint64_t edge : edges) {
        for (uint64_t address : {edge - 1, edge, edge + 1, edge + 31, edge + 32}) {
            ASSERT_EQ(OracleAt(config, address), expected(address)) << std::hex << address;
        }
    }
}

class Mpu : public testing::Test {
  protected:
    void SetUp() override {
        fake_cpu_reset();
        scs.mpu.type = 8 << 8;
        mpu_config_reset(&config_);
    }

    void ExpectRam(const mpu_memory &memory, mpu_pool pool) {
        uint64_t start = memory.start, end = memory.accessible_end;
        ExpectExactly(config_, pool.start - 0x2000, pool.start + pool.size + 0x2000,
                      [=](uint64_t a) { return a >= start && a < end ? kRam : kNone; },
                      {start, end, memory.start + memory.size});
    }

    mpu_config config_;
};

TEST_F(Mpu, StartsWithNothing) {
    for (uint64_t address = 0; address < uint64_t{1} << 32; address += 0x10000) {
        ASSERT_EQ(OracleAt(config_, address), kNone);
    }
}

// Rows 1, 7, 8, 27: over sizes, starts (unaligned pools, too) and breaks.
// Known bug 1.
TEST_F(Mpu, AllocatesExactlyWhatItSays) {
    std::mt19937 random(1);
    for (int round = 0; round < 1500; round++) {
        mpu_pool pool = {0x20000000 + random() % 0x4000, 0x1000 + random() % 0x8000};
        size_t accessible = random() % 0x2800;
        size_t kernel = random() % 0x600;
        size_t minimum = random() % 0x3000;
        mpu_memory memory;
        mpu_config_reset(&config_);
        auto error = mpu_allocate_memory(&config_, pool, minimum, accessible, kernel, &memory);
        if (error != E_OK) {
            ASSERT_EQ(error, E_NOMEM);
            ASSERT_GT(std::max(minimum, accessible + kernel) * 3 / 2 + 2048, pool.size)
                << "it would have fitted";
            continue;
        }
        ASSERT_GE(memory.start, pool.start);
        ASSERT_LE(memory.start + memory.size, pool.start + pool.size);
        ASSERT_GE(memory.size, minimum);
        ASSERT_GE(memory.accessible_end, memory.start + accessible);
        ASSERT_GE(memory.start + memory.size - memory.accessible_end, kernel);
        ASSERT_EQ(memory.size % 8, 0u);
        if (round % 8 == 0) {
            ExpectRam(memory, pool);
        }
    }
}

TEST_F(Mpu, WastesLittle) {
    // Each block begins where the one before ended: four as on imix, in an unaligned pool.
    mpu_pool pool = {0x20001A28, 0x10000 - 0x1A28};
    size_t waste = 0;
    for (size_t minimum : {3600, 4096, 5000, 9000}) {
        mpu_memory memory;
        ASSERT_EQ(mpu_allocate_memory(&config_, pool, minimum, 128, 500, &memory), E_OK);
        waste += memory.start + memory.size - pool.start - minimum;
        pool.size -= memory.start + memory.size - pool.start;
        pool.start = memory.start + memory.size;
    }
    EXPECT_LT(waste, 4u * 512);
}

TEST_F(Mpu, RefusesWhatDoesNotFit) {
    mpu_pool pool = {0x20002000, 0x2000};
    mpu_memory memory;
    EXPECT_EQ(mpu_allocate_memory(&config_, pool, 0x2001, 128, 128, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(&config_, pool, 0, 0x2000, 1, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(&config_, pool, SIZE_MAX, 0, 0, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(&config_, pool, 0, SIZE_MAX, SIZE_MAX, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(&config_, pool, 0, 16, SIZE_MAX - 15, &memory), E_NOMEM);
    EXPECT_EQ(mpu_allocate_memory(&config_, pool, 0x2000, 128, 128, &memory), E_OK);
    EXPECT_EQ(memory.start, pool.start);
}

TEST_F(Mpu, FixedRamStartsThereOrNotAtAll) {
    mpu_pool pool = {0x20002000, 0x6000};
    mpu_memory memory;
    for (uintptr_t start : {0x20002000u, 0x20003000u, 0x20004800u, 0x20002020u}) {
        mpu_config_reset(&config_);
        size_t minimum = start % 0x100 == 0 ? 0x1000 : 0x100;
        ASSERT_EQ(mpu_allocate_memory_at(&config_, pool, start, minimum, minimum / 2, 100, &memory),
                  E_OK);
        EXPECT_EQ(memory.start, start);
        ExpectRam(memory, pool);
    }
    EXPECT_EQ(mpu_allocate_memory_at(&config_, pool, 0x20001FE0, 64, 64, 0, &memory), E_INVAL);
    EXPECT_EQ(mpu_allocate_memory_at(&config_, pool, 0x20008000, 64, 64, 0, &memory), E_INVAL);
    EXPECT_EQ(mpu_allocate_memory_at(&config_, pool, 0x20002004, 64, 64, 0, &memory), E_INVAL);
    EXPECT_EQ(mpu_allocate_memory_at(&config_, pool, 0x20002020, 0x1000, 64, 0, &memory), E_INVAL);
    EXPECT_EQ(mpu_allocate_memory_at(&config_, pool, 0x80002400, 64, 64, 0, &memory), E_INVAL);
    EXPECT_EQ(mpu_allocate_memory_at(&config_, pool, 0x20007000, 0x1001, 64, 0, &memory), E_NOMEM);
}

// Rows 1, 2, 5, 7, 27: each break from start to the kernel's part, the exact bounds among them.
// Known bugs 7 and 27.
TEST_F(Mpu, BreakIsEnforcedWhereItIsSaidToBe) {
    for (size_t minimum : {1024, 2500, 4096, 6000}) {
        mpu_pool pool = {0x20001F40, 0x6000};
        mpu_memory memory;
        mpu_config_reset(&config_);
        ASSERT_EQ(mpu_allocate_memory(&config_, pool, minimum, 100, 300, &memory), E_OK);
        uintptr_t limit = memory.start + memory.size - 300;
        for (uintptr_t end = memory.start; end <= limit; end += 61) {
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
            ExpectRam(memory, pool);
        }
    }
}

TEST_F(Mpu, BreakOutsideOfTheBlockChangesNothing) {
    mpu_pool pool = {0x20002000, 0x4000};
    mpu_memory memory;
    ASSERT_EQ(mpu_allocate_memory(&config_, pool, 0x1000, 0x400, 0x200, &memory), E_OK);
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
        ExpectExactly(config_, start - 0x1000, end + 0x1000,
                      [=](uint64_t a) { return a >= start && a < end ? kCode : kNone; },
                      {start, end});
    }
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
            uint64_t end = uint64_t{start} + size;
            ExpectExactly(config_, start - 0x1000, end + 0x1000,
                          [=](uint64_t a) { return a >= start && a < end ? kRam : kNone; },
                          {start, end});
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
    EXPECT_EQ(OracleAt(config_, 0x43000), kNone);
    EXPECT_EQ(OracleAt(config_, 0x42000), kReadOnly);
    EXPECT_EQ(mpu_remove_region(&config_, 0x43000, 0x800), E_INVAL);
    EXPECT_EQ(mpu_add_region(&config_, 0x50000, 0x800, MPU_READ_WRITE), E_OK);
    EXPECT_EQ(OracleAt(config_, 0x507FF), kRam);
}

// Known bug 15.
TEST_F(Mpu, RemovesEveryPartOfWhatItAdded) {
    for (auto access : {MPU_READ_EXECUTE, MPU_READ, MPU_READ_WRITE}) {
        ASSERT_EQ(mpu_add_region(&config_, 0x40020, 0x1760, access), E_OK);
        ASSERT_EQ(mpu_remove_region(&config_, 0x40020, 0x1760), E_OK);
        for (uint64_t a = 0x3F000; a < 0x43000; a += 32) {
            ASSERT_EQ(OracleAt(config_, a), kNone);
        }
    }
}

// Row 30, 15: the RAM stays as it is whatever is added and removed.
// Known bug 15.
TEST_F(Mpu, AddedRegionsLeaveTheRamAlone) {
    mpu_pool pool = {0x20002000, 0x4000};
    mpu_memory memory;
    ASSERT_EQ(mpu_allocate_memory(&config_, pool, 0x1000, 0x400, 0x200, &memory), E_OK);
    ASSERT_EQ(mpu_add_region(&config_, 0x40000, 0x1800, MPU_READ_EXECUTE), E_OK);
    ExpectRam(memory, pool);
    ASSERT_EQ(mpu_remove_region(&config_, 0x40000, 0x1800), E_OK);
    ExpectRam(memory, pool);
}

TEST_F(Mpu, NeedsEightRegions) {
    scs.mpu.type = 0;
    EXPECT_EQ(mpu_init(), E_NOSUPPORT);
    scs.mpu.type = 4 << 8;
    EXPECT_EQ(mpu_init(), E_NOSUPPORT);
    scs.mpu.type = 8 << 8;
    EXPECT_EQ(mpu_init(), E_OK);
    EXPECT_EQ(scs.mpu.ctrl, 5u) << "on, with the kernel's own rights";
    EXPECT_EQ(scs.mpu.region[0].rbar, 0x17u) << "the guard: region 7 from address 0";
    EXPECT_EQ(scs.mpu.region[0].rasr, 1u << 28 | 15 << 1 | 1) << "64 kB, no access, no execution";
}

// Rows 5, 6, 25: never stale. The fake keeps the last four regions that were written.
// Known bug 25.
TEST_F(Mpu, AppliesEveryChangeAndNothingTwice) {
    ASSERT_EQ(mpu_init(), E_OK);
    auto applied = [&](const mpu_config &config) {
        std::memset(static_cast<void *>(&scs.mpu.region), 0xEE, sizeof(scs.mpu.region));
        mpu_apply(&config);
        if (scs.mpu.region[0].rbar == 0xEEEEEEEE) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            EXPECT_EQ(scs.mpu.region[i].rbar, config.region[4 + i].rbar);
            EXPECT_EQ(scs.mpu.region[i].rasr, config.region[4 + i].rasr);
        }
        return true;
    };
    mpu_memory memory;
    ASSERT_EQ(mpu_allocate_memory(&config_, {0x20002000, 0x4000}, 0x1000, 0x400, 0x200, &memory),
              E_OK);
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
