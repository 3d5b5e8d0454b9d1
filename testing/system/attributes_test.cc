// SPDX-License-Identifier: Apache-2.0 OR MIT
// Reads the kernel attributes of a board's images as a host tool does: from the last byte before
// the applications' flash downward.
//     attributes_test ELF BIN KERNEL APPLICATIONS: the images, and where its flash and that begin.
#include <cstdint>
#include <cstring>
#include <elf.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace {

constexpr uint32_t kSize = 1000; // What tockloader reads.

std::string Argument(size_t number) {
    return testing::internal::GetArgvs()[number];
}

uint32_t Address(size_t number) {
    return static_cast<uint32_t>(std::stoul(Argument(number), nullptr, 0));
}

std::vector<char> File(const std::string &path) {
    std::ifstream file(path, std::ios::binary);
    return {(std::istreambuf_iterator<char>(file)), {}};
}

// What lies in flash before the applications when the ELF file was programmed.
std::vector<uint8_t> Flash() {
    std::vector<char> image = File(Argument(1));
    const uint32_t applications = Address(4);
    std::vector<uint8_t> flash(kSize, 0xFF);
    Elf32_Ehdr header;
    memcpy(&header, image.data(), sizeof(header));
    for (uint32_t i = 0; i < header.e_phnum; i++) {
        Elf32_Phdr segment;
        memcpy(&segment, image.data() + header.e_phoff + i * sizeof(segment), sizeof(segment));
        for (uint32_t at = 0; segment.p_type == PT_LOAD && at < segment.p_filesz; at++) {
            uint32_t address = segment.p_paddr + at;
            if (address >= applications - kSize && address < applications) {
                flash[address - (applications - kSize)] =
                    static_cast<uint8_t>(image[segment.p_offset + at]);
            }
        }
    }
    return flash;
}

uint32_t Value(const std::vector<uint8_t> &bytes, size_t at, size_t size) {
    uint32_t value = 0;
    memcpy(&value, bytes.data() + at, size);
    return value;
}

TEST(Attributes, AsAToolReadsThem) {
    std::vector<uint8_t> flash = Flash();
    ASSERT_EQ(std::string(flash.end() - 4, flash.end()), "TOCK");
    ASSERT_EQ(flash[kSize - 5], 1) << "version";
    std::map<uint32_t, std::vector<uint8_t>> records;
    size_t end = kSize - 8;
    while (end >= 12 && Value(flash, end - 4, 2) >> 8 == 1) {
        uint32_t type = Value(flash, end - 4, 2), length = Value(flash, end - 2, 2);
        ASSERT_EQ(length, 8u);
        records[type] = {flash.begin() + end - 12, flash.begin() + end - 4};
        end -= 12;
    }
    ASSERT_EQ(records.size(), 3u);
    EXPECT_EQ(end, kSize - 44u) << "before them nothing";

    uint32_t ram = Value(records[0x0101], 0, 4), ram_size = Value(records[0x0101], 4, 4);
    EXPECT_GT(ram, 0x20000000u);
    EXPECT_EQ(ram + ram_size, 0x20010000u);
    EXPECT_EQ(Value(records[0x0102], 0, 4), Address(3));
    EXPECT_GT(Value(records[0x0102], 4, 4), 0x2000u);
    EXPECT_LT(Value(records[0x0102], 4, 4), 0x8000u);
    EXPECT_EQ(records[0x0103], (std::vector<uint8_t>{2, 0, 2, 0, 0, 0, 0, 0}));
}

// So that a tool that programs a flat copy of flash programs them, too.
TEST(Attributes, TheBinaryReachesToThem) {
    std::vector<char> binary = File(Argument(2));
    ASSERT_EQ(binary.size(), Address(4) - Address(3));
    std::vector<uint8_t> flash = Flash();
    EXPECT_EQ(std::vector<uint8_t>(binary.end() - 44, binary.end()),
              std::vector<uint8_t>(flash.end() - 44, flash.end()));
}

} // namespace
