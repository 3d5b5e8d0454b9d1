// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "toolchains/board/pack/pack.h"
}

#include <gtest/gtest.h>

#include <vector>

namespace {

std::vector<pack_entry> Pack(const std::vector<uint32_t> &words) {
    std::vector<pack_entry> entries(words.size());
    entries.resize(pack(words.data(), words.size(), entries.data()));
    return entries;
}

// As the reset handler does.
std::vector<uint32_t> Unpack(const std::vector<pack_entry> &entries, size_t count) {
    std::vector<uint32_t> words(count);
    size_t at = SIZE_MAX;
    for (const pack_entry &entry : entries) {
        EXPECT_NE(entry.distance, 0); // The end.
        at += entry.distance;
        EXPECT_LT(at, count);
        words.at(at) = entry.value;
    }
    return words;
}

TEST(Pack, NothingForZeros) {
    EXPECT_TRUE(Pack({}).empty());
    EXPECT_TRUE(Pack({0, 0, 0}).empty());
    EXPECT_TRUE(Pack(std::vector<uint32_t>(1000)).empty());
}

TEST(Pack, OneEntryForEachOtherWord) {
    std::vector<pack_entry> entries = Pack({7, 0, 0, 9, 10, 0});
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_EQ(entries[0].distance, 1);
    EXPECT_EQ(entries[0].value, 7u);
    EXPECT_EQ(entries[1].distance, 3);
    EXPECT_EQ(entries[1].value, 9u);
    EXPECT_EQ(entries[2].distance, 1);
    EXPECT_EQ(entries[2].value, 10u);
}

TEST(Pack, StepsOverLongGaps) {
    for (size_t gap : {253, 254, 255, 256, 509, 510, 511, 5000}) {
        std::vector<uint32_t> words(gap + 3);
        words[0] = 1;
        words[gap] = 2;
        EXPECT_EQ(Unpack(Pack(words), words.size()), words) << gap;
        EXPECT_EQ(Pack(words).size(), 2 + (gap - 1) / 255) << gap;
        words[0] = 0;
        EXPECT_EQ(Unpack(Pack(words), words.size()), words) << gap;
    }
}

TEST(Pack, AnyPattern) {
    uint32_t random = 1;
    for (int round = 0; round < 200; round++) {
        std::vector<uint32_t> words(random % 700);
        for (uint32_t &word : words) {
            random = random * 1664525 + 1013904223;
            word = (random >> 16) % static_cast<uint32_t>(1 + round) == 0 ? random : 0;
        }
        EXPECT_EQ(Unpack(Pack(words), words.size()), words);
    }
}

TEST(Pack, FindsWhatRefersToTheKernelsEnd) {
    constexpr uint32_t kEnd = 0x5a5a0000;
    for (uint32_t word : {kEnd, kEnd - 1, kEnd + 4, kEnd - 0x10000, kEnd + 0xffff}) {
        const uint32_t words[] = {0, 0x20000000, word};
        EXPECT_TRUE(pack_refers_to_end(words, 3, kEnd)) << word;
        EXPECT_FALSE(pack_refers_to_end(words, 2, kEnd));
    }
    for (uint32_t word : {kEnd - 0x10001, kEnd + 0x10000, 0u, UINT32_MAX}) {
        EXPECT_FALSE(pack_refers_to_end(&word, 1, kEnd)) << word;
    }
}

} // namespace
