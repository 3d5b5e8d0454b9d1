// SPDX-License-Identifier: Apache-2.0 OR MIT

extern "C" {
#include "toolchains/app/elf2tbf/bytes.h"
#include "toolchains/app/elf2tbf/elf.h"
}

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "toolchains/app/elf2tbf/elf_builder.h"

namespace {

// Opens a file and looks at everything in it. Returns why it was refused, or "".
std::string Open(const ElfBuilder::Content &content) {
    // Of just this size, so that a checker of memory accesses sees each byte too many.
    bytes file = {new uint8_t[content.size()], content.size(), content.size()};
    std::copy(content.begin(), content.end(), file.data);
    elf elf;
    problem problem = {};
    if (elf_open(&elf, &file, &problem)) {
        EXPECT_STREQ(problem.text, "");
        for (uint32_t i = 0; i < elf.segment_count; i++) {
            (void)elf_segment_at(&elf, i);
        }
        for (uint32_t i = 0; i < elf.section_count; i++) {
            const elf_section section = elf_section_at(&elf, i);
            (void)strlen(section.name);
            for (uint32_t k = 0;
                 section.type == ELF_SECTION_REL && k < elf_relocation_count(&section); k++) {
                (void)elf_relocation_at(&elf, &section, k);
            }
        }
        elf_symbol symbol;
        (void)elf_find_symbol(&elf, "no such symbol", &symbol);
    } else {
        EXPECT_STRNE(problem.text, "");
    }
    delete[] file.data;
    return problem.text;
}

ElfBuilder Good() {
    ElfBuilder elf;
    elf.section(".text", 1, 6, 0x80000000, {1, 2, 3, 4});
    elf.segment(1, 0x80000000, 0x80000000);
    elf.section(".strtab", 3, 0, 0, {0, 'x', 0});
    elf.section(".symtab", 2, 0, 0, ElfBuilder::symbol(1, 0x80000000, 1), 2);
    elf.section(".rel.text", 9, 0, 0, ElfBuilder::relocation(0x80000000, 0, 2), 3, 1);
    return elf;
}

TEST(Elf, ReadsWhatWasWritten) {
    const ElfBuilder::Content content = Good().build();
    bytes file = {};
    bytes_append(&file, content.data(), content.size());
    elf elf;
    problem problem = {};
    ASSERT_TRUE(elf_open(&elf, &file, &problem)) << problem.text;
    EXPECT_EQ(elf.entry, 0x80000001U);
    EXPECT_EQ(elf.segment_count, 1U);
    EXPECT_EQ(elf_segment_at(&elf, 0).load_address, 0x80000000U);
    EXPECT_STREQ(elf_section_at(&elf, 1).name, ".text");
    elf_symbol symbol;
    ASSERT_TRUE(elf_find_symbol(&elf, "x", &symbol));
    EXPECT_EQ(symbol.value, 0x80000000U);
    EXPECT_EQ(symbol.section, 1U);
    bytes_free(&file);
}

TEST(Elf, RefusesOtherFiles) {
    EXPECT_EQ(Open({}), "not an ELF file");
    EXPECT_EQ(Open({'#', '!', '/', 'b', 'i', 'n'}), "not an ELF file");

    ElfBuilder::Content wide = Good().build();
    wide[4] = 2;
    EXPECT_EQ(Open(wide), "not a 32-bit little-endian ELF file");

    ElfBuilder object = Good();
    object.file_type = 1;
    EXPECT_EQ(Open(object.build()), "not an executable (ELF type 1)");
}

TEST(Elf, RefusesTruncatedFiles) {
    const ElfBuilder::Content whole = Good().build();
    ASSERT_EQ(Open(whole), "");
    for (size_t size = 0; size < whole.size(); size++) {
        EXPECT_NE(Open({whole.begin(), whole.begin() + static_cast<long>(size)}), "") << size;
    }
}

TEST(Elf, RefusesLinksToNowhere) {
    ElfBuilder elf = Good();
    elf.section(".rel.data", 9, 0, 0, {}, 77, 1);
    EXPECT_EQ(Open(elf.build()), "section 5 refers to a section that does not exist");

    elf = Good();
    elf.section(".rel.data", 9, 0, 0, {}, 1, 1);
    EXPECT_EQ(Open(elf.build()), "relocations in section 5 have no symbol table");
}

// Such a section has no bytes in the file, whatever its offset and size say.
TEST(Elf, RefusesSectionNamesWithoutContent) {
    ElfBuilder::Content content = Good().build();
    auto put = [&content](size_t at, uint32_t word) {
        for (size_t i = 0; i < 4; i++) {
            content[at + i] = static_cast<uint8_t>(word >> (8 * i));
        }
    };
    size_t sections = content[32] | static_cast<size_t>(content[33]) << 8;
    size_t names = sections + content[50] * 40U;
    put(names + 4, 8);           // NOBITS
    put(names + 16, 0x04000000); // Offset.
    put(names + 20, 0x7F000000); // Size.
    EXPECT_EQ(Open(content), "no section names");
}

// Whatever a byte says, nothing outside the file is read.
TEST(Elf, SurvivesEveryByteChanged) {
    const ElfBuilder::Content whole = Good().build();
    for (size_t at = 0; at < whole.size(); at++) {
        for (int value : {0x00, 0x01, 0x7f, 0x80, 0xff}) {
            ElfBuilder::Content changed = whole;
            changed[at] = static_cast<uint8_t>(value);
            Open(changed);
        }
    }
}

} // namespace
