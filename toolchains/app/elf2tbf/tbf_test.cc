// SPDX-License-Identifier: Apache-2.0 OR MIT

extern "C" {
#include "toolchains/app/elf2tbf/tbf.h"
}

#include <gtest/gtest.h>

#include <vector>

namespace {

// The words of a header, worked out by hand from the format's description.
std::vector<uint32_t> Words(const tbf_header &header) {
    bytes out = {};
    tbf_append_header(&out, &header);
    std::vector<uint32_t> words;
    for (size_t at = 0; at < out.size; at += 4) {
        words.push_back(bytes_u32_at(&out, at));
    }
    EXPECT_EQ(out.size, tbf_header_size(&header));
    bytes_free(&out);
    return words;
}

// As above, from the element that follows Main and Program on.
std::vector<uint32_t> Elements(const tbf_header &header) {
    std::vector<uint32_t> words = Words(header);
    return {words.begin() + (16 + 16 + 24) / 4, words.end()};
}

tbf_header Plain() {
    tbf_header header = {};
    header.enabled = true;
    header.name = "";
    return header;
}

TEST(Tbf, PlainHeader) {
    tbf_header header = Plain();
    header.total_size = 0x200;
    header.init_offset = 0x1d;
    header.minimum_ram = 0x1000;
    header.binary_end_offset = 0x150;
    header.app_version = 3;
    header.name = "ab";
    header.has_kernel_version = true;
    header.kernel_major = 2;
    const std::vector<uint32_t> expected = {
        0x00480002, 0x00000200, 0x00000001, 0x00566130,                         // base
        0x000c0001, 0x0000001d, 0x00000000, 0x00001000,                         // Main
        0x00140009, 0x0000001d, 0x00000000, 0x00001000, 0x00000150, 0x00000003, // Program
        0x00020003, 0x00006261,                                                 // name, padded
        0x00040008, 0x00000002,                                                 // kernel version
    };
    EXPECT_EQ(Words(header), expected);
}

TEST(Tbf, DisabledIsOneBit) {
    tbf_header header = Plain();
    header.enabled = false;
    EXPECT_EQ(Words(header)[2], 0U);
}

TEST(Tbf, ChecksumIsExclusiveOrOfAllOtherWords) {
    tbf_header header = Plain();
    header.name = "checksum";
    header.total_size = 0x12345678;
    std::vector<uint32_t> words = Words(header);
    uint32_t sum = 0;
    for (size_t i = 0; i < words.size(); i++) {
        sum ^= i == 3 ? 0 : words[i];
    }
    EXPECT_EQ(words[3], sum);
}

TEST(Tbf, FixedAddressesAndShortId) {
    tbf_header header = Plain();
    header.has_fixed_addresses = true;
    header.fixed_ram = 0x20004000;
    header.fixed_flash = 0x00040080;
    header.has_short_id = true;
    header.short_id = 0xabcd;
    const std::vector<uint32_t> expected = {0x00080005, 0x20004000, 0x00040080, 0x0004000a, 0xabcd};
    EXPECT_EQ(Elements(header), expected);
}

TEST(Tbf, PermissionsShareTheBitsOfADriver) {
    tbf_header header = Plain();
    ASSERT_TRUE(tbf_permit(&header, 1, 0));
    ASSERT_TRUE(tbf_permit(&header, 1, 33));
    ASSERT_TRUE(tbf_permit(&header, 0x40001, 65));
    // Length 2 + 2 * 16, the count, two entries of driver, offset and 64 bits, two bytes of
    // padding. The count takes half a word, so everything after it is shifted by two bytes.
    const std::vector<uint32_t> expected = {0x00220006, 0x00010002, 0x00000000, 0x00010000,
                                            0x00020000, 0x00010000, 0x00010004, 0x00020000,
                                            0x00000000, 0x00000000};
    EXPECT_EQ(Elements(header), expected);
}

TEST(Tbf, PermissionsAreLimited) {
    tbf_header header = Plain();
    for (uint32_t driver = 0; driver < TBF_MAX_PERMISSIONS; driver++) {
        ASSERT_TRUE(tbf_permit(&header, driver, 1));
    }
    EXPECT_FALSE(tbf_permit(&header, TBF_MAX_PERMISSIONS, 1));
    EXPECT_TRUE(tbf_permit(&header, 0, 2));
}

TEST(Tbf, StoragePermissions) {
    tbf_header header = Plain();
    header.has_storage = true;
    header.storage_write_id = 7;
    header.storage_read = {{8, 9}, 2};
    header.storage_access = {{10}, 1};
    // Length 4 + 2 + 2 + 3 * 4.
    const std::vector<uint32_t> expected = {0x00140007, 7, 0x00080002, 0x00090000, 0x00010000, 10};
    EXPECT_EQ(Elements(header), expected);
}

TEST(Tbf, FlashRegions) {
    tbf_header header = Plain();
    header.flash_regions[0] = {0x100, 0x40};
    header.flash_region_count = 1;
    const std::vector<uint32_t> expected = {0x00080002, 0x100, 0x40};
    EXPECT_EQ(Elements(header), expected);
}

TEST(Tbf, ReservedFooter) {
    bytes out = {};
    tbf_append_reserved_footer(&out, 12);
    ASSERT_EQ(out.size, 12U);
    EXPECT_EQ(bytes_u32_at(&out, 0), 0x00080080U);
    EXPECT_EQ(bytes_u32_at(&out, 4), 0U);
    EXPECT_EQ(bytes_u32_at(&out, 8), 0U);
    bytes_free(&out);
}

} // namespace
