// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "toolchains/emulate/flash_image.h"
}

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace {

uint32_t Get32(const uint8_t *p) {
    return p[0] | p[1] << 8 | p[2] << 16 | static_cast<uint32_t>(p[3]) << 24;
}

class FlashImage : public testing::Test {
  protected:
    ~FlashImage() override { free(image_.bytes); }

    // A file of size bytes of value; returns its path.
    const char *File(const std::string &name, size_t size, char value) {
        return File(name, std::string(size, value));
    }

    const char *File(const std::string &name, const std::string &bytes) {
        paths_.push_back(std::make_unique<std::string>(testing::TempDir() + "/" + name));
        std::ofstream(*paths_.back(), std::ios::binary) << bytes;
        return paths_.back()->c_str();
    }

    int Build(const std::vector<const char *> &paths) {
        return flash_image_build(&image_, paths.data(), paths.size());
    }

    struct flash_image image_ = {nullptr, 0x40000, 0x10000};
    std::vector<std::unique_ptr<std::string>> paths_;
};

TEST_F(FlashImage, IsErasedWithoutFiles) {
    ASSERT_EQ(Build({}), 0);
    for (uint32_t i = 0; i < image_.size; i++) {
        ASSERT_EQ(image_.bytes[i], 0xFF);
    }
}

TEST_F(FlashImage, AlignsEachFileToItsSizeAndFillsGapsWithPadding) {
    ASSERT_EQ(Build({File("a", 1024, 'a'), File("b", 3000, 'b')}), 0);
    EXPECT_EQ(image_.bytes[0], 'a');
    EXPECT_EQ(image_.bytes[4096], 'b');
    const uint8_t *padding = image_.bytes + 1024;
    EXPECT_EQ(Get32(padding), 2u | 16u << 16);
    EXPECT_EQ(Get32(padding + 4), 3072u);
    EXPECT_EQ(Get32(padding + 8), 0u);
    EXPECT_EQ(Get32(padding + 12), Get32(padding) ^ Get32(padding + 4));
    EXPECT_EQ(image_.bytes[4096 + 3000], 0xFF);
}

TEST_F(FlashImage, ReordersWhenTheOrderGivenDoesNotFit) {
    ASSERT_EQ(Build({File("small", 512, 's'), File("large", 0x8000, 'l'), File("half", 0x4000, 'h'),
                     File("rest", 0x2000, 'r')}),
              0);
}

TEST_F(FlashImage, PutsAFixedAddressFileWhereItIsLinked) {
    // Base header, then a fixed addresses header: RAM anywhere, program at 0x48000 + 28.
    std::string tbf("\x02\x00\x1c\x00\x00\x08\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00"
                    "\x05\x00\x08\x00\xff\xff\xff\xff\x1c\x80\x04\x00",
                    28);
    tbf.resize(2048, 'f');
    ASSERT_EQ(Build({File("any", 512, 'a'), File("fixed", tbf)}), 0);
    EXPECT_EQ(image_.bytes[0], 'a');
    EXPECT_EQ(image_.bytes[0x8000], 2);
    EXPECT_EQ(image_.bytes[0x8000 + 30], 'f');
}

TEST_F(FlashImage, RefusesWhatDoesNotFit) {
    EXPECT_EQ(Build({File("large", 0x10001, 'l')}), -1);
    free(image_.bytes);
    EXPECT_EQ(Build({File("one", 0x8000, '1'), File("two", 0x8000, '2'), File("3", 1, '3')}), -1);
}

TEST_F(FlashImage, RefusesMissingAndEmptyFiles) {
    EXPECT_EQ(Build({"/nonexistent/file.tbf"}), -1);
    free(image_.bytes);
    EXPECT_EQ(Build({File("empty", 0, 'x')}), -1);
}

} // namespace
