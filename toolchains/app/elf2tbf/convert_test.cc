// SPDX-License-Identifier: Apache-2.0 OR MIT

extern "C" {
#include "toolchains/app/elf2tbf/bytes.h"
#include "toolchains/app/elf2tbf/convert.h"
#include "toolchains/app/elf2tbf/credentials.h"
#include "toolchains/app/elf2tbf/tbf.h"
}

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "toolchains/app/elf2tbf/elf_builder.h"

namespace {

enum {
    PROGBITS = 1,
    SYMTAB = 2,
    STRTAB = 3,
    NOBITS = 8,
    REL = 9,
    W = 1,
    A = 2,
    X = 4,
    ABS32 = 2,
    REL32 = 3,
    GOT_BREL = 26,
    MOVW_ABS = 47,
};

const ElfBuilder::Content kText = {0xde, 0xad, 0xbe, 0xef, 0x01, 0x02, 0x03, 0x04};
const ElfBuilder::Content kData = {0x11, 0x22, 0x33, 0x44};

class Convert : public ::testing::Test {
  protected:
    ~Convert() override { bytes_free(&tbf_); }

    void SetUp() override {
        options_.header.enabled = true;
        options_.header.name = "app";
        options_.app_heap = 100;
        options_.kernel_heap = 200;
        // .text is 1, .data is 2, names are 3, symbols are 4.
        elf_.section(".text", PROGBITS, A | X, 0x80000000, kText);
        elf_.section(".data", PROGBITS, A | W, 0x408, kData);
        elf_.segment(1, 0x80000000, 0x80000000);
        elf_.segment(2, 0x408, 0x80000008);
        const std::string names = std::string("\0place\0object\0nobody\0", 21);
        elf_.section(".strtab", STRTAB, 0, 0, {names.begin(), names.end()});
        ElfBuilder::Content symbols;
        for (const auto &symbol :
             {ElfBuilder::symbol(0, 0, 0), ElfBuilder::symbol(1, 0x80000004, 1),
              ElfBuilder::symbol(7, 0x408, 2), ElfBuilder::symbol(14, 0, 0)}) {
            symbols.insert(symbols.end(), symbol.begin(), symbol.end());
        }
        elf_.section(".symtab", SYMTAB, 0, 0, symbols, 3);
        elf_.section(".stack", NOBITS, A | W, 0, {}, 0, 0, 1021);
        elf_.section(".bss", NOBITS, A | W, 0x40c, {}, 0, 0, 20);
    }

    // A relocation of `place` (a section) against a symbol: 1 in .text, 2 in .data, 3 undefined.
    void Relocate(uint32_t place, uint32_t offset, uint32_t symbol, uint32_t type) {
        elf_.section(".rel", REL, 0, 0, ElfBuilder::relocation(offset, symbol, type), 4, place);
    }

    bool Run() {
        const ElfBuilder::Content file = elf_.build();
        bytes in = {};
        bytes_append(&in, file.data(), file.size());
        const bool good = convert(&tbf_, &in, &options_, &problem_);
        bytes_free(&in);
        return good;
    }

    std::string Problem() { return problem_.text; }

    uint32_t Word(size_t at) { return bytes_u32_at(&tbf_, at); }

    size_t HeaderSize() { return Word(0) >> 16; }

    ElfBuilder elf_;
    convert_options options_ = {};
    bytes tbf_ = {};
    problem problem_ = {};
};

TEST_F(Convert, ImageFollowsTheHeader) {
    ASSERT_TRUE(Run()) << Problem();
    const size_t image = HeaderSize();
    EXPECT_EQ(memcmp(tbf_.data + image, kText.data(), 8), 0);
    EXPECT_EQ(memcmp(tbf_.data + image + 8, kData.data(), 4), 0);
    EXPECT_EQ(Word(image + 12), 0U) << "length of no relocations";
    EXPECT_EQ(Word(20), 1U) << "entry point, with the Thumb bit";
    EXPECT_EQ(Word(48), image + 16) << "end of the image";
}

TEST_F(Convert, RamIsStackDataAndHeaps) {
    ASSERT_TRUE(Run()) << Problem();
    EXPECT_EQ(Word(28), 1024U + 24 + 100 + 200);
    options_.minimum_ram = 4096;
    bytes_free(&tbf_);
    ASSERT_TRUE(Run()) << Problem();
    EXPECT_EQ(Word(28), 4096U);
}

TEST_F(Convert, SizeIsAPowerOfTwoFilledWithReservedCredentials) {
    ASSERT_TRUE(Run()) << Problem();
    ASSERT_EQ(tbf_.size, 512U);
    EXPECT_EQ(Word(4), 512U);
    const size_t end = HeaderSize() + 16;
    EXPECT_EQ(Word(end), 128U | (512 - end - 4) << 16);
    EXPECT_EQ(Word(end + 4), 0U);
}

TEST_F(Convert, MinimumFooterIsKeptFree) {
    options_.minimum_footer_size = 600;
    ASSERT_TRUE(Run()) << Problem();
    EXPECT_EQ(tbf_.size, 1024U);
}

TEST_F(Convert, CredentialsComeBeforeWhatIsReserved) {
    ASSERT_TRUE(credentials_add_hash(&options_.credentials, "sha256"));
    options_.minimum_footer_size = 60;
    ASSERT_TRUE(Run()) << Problem();
    EXPECT_EQ(tbf_.size, 512U);
    const size_t end = HeaderSize() + 16;
    EXPECT_EQ(Word(end), 36U << 16 | 128U);
    EXPECT_EQ(Word(end + 4), 3U);
    EXPECT_EQ(Word(end + 40), static_cast<uint32_t>(512 - (end + 40) - 4) << 16 | 128U);
    EXPECT_EQ(Word(end + 44), 0U) << "the rest, as reserved";
}

TEST_F(Convert, CredentialsCountForTheSize) {
    ASSERT_TRUE(credentials_add_hash(&options_.credentials, "sha256"));
    options_.minimum_footer_size = 512 - (16 + 16 + 24 + 8) - 16 - 7;
    ASSERT_TRUE(Run()) << Problem();
    EXPECT_EQ(tbf_.size, 512U);
    bytes_free(&tbf_);
    tbf_ = {};
    ASSERT_TRUE(credentials_add_hash(&options_.credentials, "sha384"));
    options_.minimum_footer_size += 8;
    ASSERT_TRUE(Run()) << Problem();
    EXPECT_EQ(tbf_.size, 1024U);
}

TEST_F(Convert, LargePaddingIsSeveralFooters) {
    options_.minimum_footer_size = 100000;
    ASSERT_TRUE(Run()) << Problem();
    ASSERT_EQ(tbf_.size, 131072U);
    size_t at = HeaderSize() + 16;
    while (tbf_.size - at >= 8) {
        ASSERT_EQ(Word(at) & 0xffff, 128U);
        at += 4 + (Word(at) >> 16);
    }
    EXPECT_EQ(at, tbf_.size);
}

TEST_F(Convert, AddressesInDataAreListed) {
    Relocate(2, 0x408, 1, ABS32);
    ASSERT_TRUE(Run()) << Problem();
    const size_t list = HeaderSize() + 12;
    EXPECT_EQ(Word(list), 8U);
    EXPECT_EQ(Word(list + 4), 0x408U);
    EXPECT_EQ(Word(list + 8) & 0xff, uint32_t{ABS32});
}

TEST_F(Convert, AddressesOfUndefinedSymbolsStayNull) {
    Relocate(2, 0x408, 3, ABS32);
    ASSERT_TRUE(Run()) << Problem();
    EXPECT_EQ(Word(HeaderSize() + 12), 0U);
}

TEST_F(Convert, DataMayHoldNothingButAddresses) {
    Relocate(2, 0x408, 1, REL32);
    ASSERT_FALSE(Run());
    EXPECT_NE(Problem().find("relocation type 3 against place"), std::string::npos) << Problem();
}

TEST_F(Convert, FlashMayNotHoldAddresses) {
    Relocate(1, 0x80000004, 2, ABS32);
    ASSERT_FALSE(Run());
    EXPECT_NE(Problem().find("not position-independent: .text at 0x80000004"), std::string::npos)
        << Problem();
    EXPECT_NE(Problem().find("object"), std::string::npos) << Problem();
}

TEST_F(Convert, FlashMayNotHoldAddressesInInstructions) {
    Relocate(1, 0x80000004, 1, MOVW_ABS);
    EXPECT_FALSE(Run());
}

TEST_F(Convert, DistancesStayWithinFlash) {
    Relocate(1, 0x80000000, 1, REL32);
    Relocate(1, 0x80000004, 2, GOT_BREL);
    ASSERT_TRUE(Run()) << Problem();
    bytes_free(&tbf_);
    Relocate(1, 0x80000004, 2, REL32);
    EXPECT_FALSE(Run());
}

TEST_F(Convert, OtherFlashAddressesAreFixed) {
    elf_ = ElfBuilder();
    elf_.entry = 0x40085;
    elf_.section(".text", PROGBITS, A | X, 0x40080, kText);
    elf_.segment(1, 0x40080, 0x40080);
    ASSERT_TRUE(Run()) << Problem();
    EXPECT_EQ(Word(20), 5U);
    const size_t fixed = 16 + 16 + 24 + 8; // Behind the name.
    EXPECT_EQ(Word(fixed), 0x00080005U);
    EXPECT_EQ(Word(fixed + 4), 0xffffffffU) << "RAM may be anywhere";
    EXPECT_EQ(Word(fixed + 8), 0x40080U);
}

// A file at a multiple of 256 has its image where that was linked for.
TEST_F(Convert, FixedImagesLieWhereTheyMust) {
    for (uint32_t flash : {0x40080U, 0x40048U, 0x40000U, 0x40004U, 0x400fcU}) {
        bytes_free(&tbf_);
        elf_ = ElfBuilder();
        elf_.entry = flash + 5;
        elf_.section(".text", PROGBITS, A | X, flash, kText);
        elf_.segment(1, flash, flash);
        ASSERT_TRUE(Run()) << Problem();
        const uint32_t header = Word(0) >> 16;
        const uint32_t trailer = Word(16 + 8);
        EXPECT_LT(trailer, 256U);
        EXPECT_EQ((header + trailer) % 256, flash % 256);
        EXPECT_EQ(Word(16 + 4), 5U) << "the entry point counts from the image";
        EXPECT_EQ(Word(16 + 16 + 8), trailer) << "Program says so, too";
        EXPECT_EQ(Word(16 + 16 + 16), header + trailer + kText.size() + 4) << "the binary's end";
        EXPECT_EQ(memcmp(tbf_.data + header + trailer, kText.data(), kText.size()), 0);
    }
}

TEST_F(Convert, FixedRamIsWhatTheLinkerScriptSays) {
    elf_ = ElfBuilder();
    elf_.entry = 0x40081;
    elf_.section(".text", PROGBITS, A | X, 0x40080, kText);
    elf_.segment(1, 0x40080, 0x40080);
    const std::string names = std::string("\0_sram_origin\0", 14);
    elf_.section(".strtab", STRTAB, 0, 0, {names.begin(), names.end()});
    elf_.section(".symtab", SYMTAB, 0, 0, ElfBuilder::symbol(1, 0x20004000, 1), 2);
    ASSERT_TRUE(Run()) << Problem();
    EXPECT_EQ(Word(16 + 16 + 24 + 8 + 4), 0x20004000U);
}

TEST_F(Convert, WriteableFlashCountsFromTheHeader) {
    elf_ = ElfBuilder();
    elf_.section(".text", PROGBITS, A | X, 0x80000000, kText);
    elf_.section(".wfr.app_state", PROGBITS, A, 0x80000008, kData);
    elf_.segment(1, 0x80000000, 0x80000000);
    elf_.segment(2, 0x80000008, 0x80000008);
    ASSERT_TRUE(Run()) << Problem();
    const size_t region = 16 + 16 + 24 + 8;
    EXPECT_EQ(Word(region), 0x00080002U);
    EXPECT_EQ(Word(region + 4), HeaderSize() + 8);
    EXPECT_EQ(Word(region + 8), 4U);
}

TEST_F(Convert, RefusesWriteableFlashOutsideOfTheImage) {
    for (uint32_t address : {0x7FFFFFFCU, 0x80000008U, 0x80000100U, 0x20000000U, 0xFFFFFFFCU}) {
        elf_ = ElfBuilder();
        elf_.section(".text", PROGBITS, A | X, 0x80000000, ElfBuilder::Content(4, 0xBF));
        elf_.section(".wfr.app_state", PROGBITS, A, address, kData);
        elf_.segment(1, 0x80000000, 0x80000000);
        EXPECT_FALSE(Run()) << std::hex << address;
        EXPECT_NE(Problem().find(".wfr.app_state"), std::string::npos) << Problem();
    }
}

TEST_F(Convert, GapsBetweenSegmentsAreZero) {
    elf_ = ElfBuilder();
    elf_.section(".text", PROGBITS, A | X, 0x80000000, kText);
    elf_.section(".more", PROGBITS, A | X, 0x80000010, kData);
    elf_.segment(2, 0x80000010, 0x80000010);
    elf_.segment(1, 0x80000000, 0x80000000);
    ASSERT_TRUE(Run()) << Problem();
    EXPECT_EQ(Word(HeaderSize() + 8), 0U);
    EXPECT_EQ(memcmp(tbf_.data + HeaderSize() + 16, kData.data(), 4), 0);
}

TEST_F(Convert, RefusesWhatCannotBeLoaded) {
    elf_.entry = 0x90000001;
    EXPECT_FALSE(Run());
    EXPECT_EQ(Problem(), "the entry point 0x90000001 is in no loaded segment");

    elf_.entry = 0x80000001;
    elf_.machine = 62;
    EXPECT_FALSE(Run());
    EXPECT_NE(Problem().find("ELF machine 62"), std::string::npos) << Problem();

    elf_.machine = 40;
    elf_.segment(2, 0x408, 0x80000004);
    EXPECT_FALSE(Run());
    EXPECT_EQ(Problem(), "two segments overlap at load address 0x80000004");

    elf_ = ElfBuilder();
    elf_.section(".text", PROGBITS, A | X, 0x80000000, kText);
    elf_.segment(1, 0x80000000, 0x80000000);
    elf_.segment(1, 0x80000000, 0x80000000);
    EXPECT_FALSE(Run());
    EXPECT_EQ(Problem(), "two segments overlap at load address 0x80000000");

    elf_ = ElfBuilder();
    elf_.section(".text", PROGBITS, A | X, 0x80000000, kText);
    EXPECT_FALSE(Run());
    EXPECT_EQ(Problem(), "nothing to load: no segment has content");

    elf_.segment(1, 0x80000000, 0x80000000);
    elf_.segment(1, 0xf0000000, 0xf0000000);
    EXPECT_FALSE(Run());
    EXPECT_NE(Problem().find("too far apart"), std::string::npos) << Problem();
}

} // namespace
