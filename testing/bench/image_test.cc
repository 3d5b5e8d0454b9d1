// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/image.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace {

// The counter's firmware: its source says where what is.
constexpr char kFirmware[] = "testing/bench/counter/firmware.elf";

struct Image : testing::Test {
    Image() { EXPECT_EQ(image_read(&image_, kFirmware), nullptr); }
    ~Image() { image_free(&image_); }
    struct image image_;
};

TEST_F(Image, KnowsSymbols) {
    const struct image_symbol *process = image_find(&image_, "_apps_start");
    ASSERT_NE(process, nullptr);
    EXPECT_EQ(process->address, 0x2000u);
    EXPECT_EQ(image_find(&image_, "nobody"), nullptr);
    const struct image_symbol *reset = image_find(&image_, "reset");
    ASSERT_NE(reset, nullptr);
    EXPECT_EQ(reset->address % 2, 0u); // Without the bit of Thumb code.
    EXPECT_TRUE(reset->is_function);
    EXPECT_FALSE(image_find(&image_, "_vectors")->is_function);
}

TEST_F(Image, FindsWhatAnAddressIsIn) {
    const struct image_symbol *supervisor = image_find(&image_, "supervisor");
    ASSERT_NE(supervisor, nullptr);
    EXPECT_EQ(image_at(&image_, supervisor->address), supervisor);
    EXPECT_EQ(image_at(&image_, supervisor->address + supervisor->size - 1), supervisor);
    EXPECT_NE(image_at(&image_, supervisor->address + supervisor->size), supervisor);
    EXPECT_EQ(image_at(&image_, 0x10000000), nullptr);
}

TEST_F(Image, ReadsWhatIsLoaded) {
    uint32_t word = 0;
    ASSERT_TRUE(image_word(&image_, 4, &word)); // The vector table's reset entry.
    EXPECT_EQ(word, image_find(&image_, "reset")->address | 1);
    EXPECT_FALSE(image_word(&image_, 0x10000, &word));
    EXPECT_FALSE(image_word(&image_, 0xfffffffe, &word));
}

TEST_F(Image, HasSections) {
    size_t size = 0;
    const uint8_t *text = image_section(&image_, ".text", &size);
    ASSERT_NE(text, nullptr);
    EXPECT_GT(size, 128u);
    EXPECT_EQ(text[3], 0x20); // The initial stack pointer's high byte.
    EXPECT_EQ(image_section(&image_, ".nothing", &size), nullptr);
}

TEST(ImageFile, SaysWhatIsWrong) {
    struct image image;
    EXPECT_STREQ(image_read(&image, "/nowhere"), "cannot be read");
    std::string path = std::string(getenv("TEST_TMPDIR")) + "/text";
    std::ofstream(path) << "no image, and longer than the header of one would be, to be sure of it";
    EXPECT_STREQ(image_read(&image, path.c_str()), "is no 32-bit little-endian ELF file");
    image_free(&image);
}

// Cut off anywhere, it is refused or read, and nothing beyond its end is touched.
TEST(ImageFile, MayBeCutOff) {
    std::ifstream whole(kFirmware, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(whole), {});
    ASSERT_GT(bytes.size(), 1000u);
    std::string path = std::string(getenv("TEST_TMPDIR")) + "/part";
    for (size_t size = 0; size < bytes.size(); size += 37) {
        std::ofstream(path, std::ios::binary) << bytes.substr(0, size);
        struct image image;
        if (image_read(&image, path.c_str()) == nullptr) {
            uint32_t word;
            image_word(&image, 0, &word);
            image_at(&image, 0x90);
        }
        image_free(&image);
    }
}

} // namespace
