// SPDX-License-Identifier: Apache-2.0 OR MIT

extern "C" {
#include "toolchains/app/elf2tbf/tab.h"
}

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace {

class Tab : public ::testing::Test {
  protected:
    ~Tab() override { bytes_free(&tab_); }

    std::string Text(size_t at, size_t size) {
        return std::string(reinterpret_cast<char *>(tab_.data) + at, size);
    }

    std::string Field(size_t at) { return reinterpret_cast<char *>(tab_.data) + at; }

    bytes tab_ = {};
};

TEST_F(Tab, FileHasAUstarHeaderWithoutOwnerOrTime) {
    tab_append_file(&tab_, "cortex-m4.tbf", "hello", 5);
    ASSERT_EQ(tab_.size, 1024U);
    EXPECT_EQ(Field(0), "cortex-m4.tbf");
    EXPECT_EQ(Field(100), "0000644");
    EXPECT_EQ(Field(108), "0000000");
    EXPECT_EQ(Field(116), "0000000");
    EXPECT_EQ(Field(124), "00000000005");
    EXPECT_EQ(Field(136), "00000000000");
    EXPECT_EQ(Text(156, 1), "0");
    EXPECT_EQ(Text(257, 8), std::string("ustar\0"
                                        "00",
                                        8));
    EXPECT_EQ(Text(512, 6), std::string("hello\0", 6));
}

TEST_F(Tab, ChecksumCountsItsOwnFieldAsSpaces) {
    tab_append_file(&tab_, "a", nullptr, 0);
    unsigned sum = 0;
    for (size_t i = 0; i < 512; i++) {
        sum += i >= 148 && i < 156 ? ' ' : tab_.data[i];
    }
    EXPECT_EQ(strtoul(Field(148).c_str(), nullptr, 8), sum);
    EXPECT_EQ(Field(148).size(), 6U);
}

TEST_F(Tab, MetadataIsWhatTockloaderReads) {
    tab_append_metadata(&tab_, "blink", 2, 0);
    const std::string expected = "tab-version = 1\n"
                                 "name = \"blink\"\n"
                                 "minimum-tock-kernel-version = \"2.0\"\n";
    EXPECT_EQ(Field(0), "metadata.toml");
    EXPECT_EQ(Text(512, expected.size() + 1), expected + std::string(1, '\0'));
}

TEST_F(Tab, EndsWithEmptyBlocksInAWholeRecord) {
    tab_append_file(&tab_, "a", "b", 1);
    tab_finish(&tab_);
    EXPECT_EQ(tab_.size, 10240U);
    for (size_t i = 1024; i < tab_.size; i++) {
        ASSERT_EQ(tab_.data[i], 0) << i;
    }
}

} // namespace
