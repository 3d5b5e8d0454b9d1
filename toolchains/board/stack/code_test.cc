// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include "toolchains/app/elf2tbf/elf_builder.h"

extern "C" {
#include "toolchains/board/stack/code.h"
}

namespace {

constexpr uint32_t kText = 0x10000;
constexpr uint32_t kFunction = 2;

using Content = ElfBuilder::Content;

// An image of functions, each given by its halfwords.
class Image {
  public:
    void Function(const std::string &name, const std::vector<uint16_t> &halfwords) {
        const auto start = static_cast<uint32_t>(text_.size());
        for (uint16_t halfword : halfwords) {
            text_.push_back(static_cast<uint8_t>(halfword));
            text_.push_back(static_cast<uint8_t>(halfword >> 8));
        }
        Symbol(name, kText + start + 1, static_cast<uint32_t>(text_.size()) - start, kFunction);
    }

    // What the compiler says of the last function's frame.
    void Says(uint8_t size) {
        ElfBuilder::put(sizes_, last_);
        sizes_.push_back(size);
    }

    code *Open() {
        ElfBuilder builder;
        builder.section(".text", 1, 6, kText, text_);
        builder.section(".strtab", 3, 0, 0, names_);
        builder.section(".symtab", 2, 0, 0, symbols_, 2);
        builder.section(".stack_sizes", 1, 0, 0, sizes_);
        Content file = builder.build();
        bytes_append(&file_, file.data(), file.size());
        problem why = {};
        EXPECT_TRUE(code_open(&code_, &file_, &why)) << why.text;
        for (uint32_t i = 0; i < code_.functions.count; i++) {
            code_follow(&code_, i);
        }
        return &code_;
    }

    const code_function &Named(const char *name) {
        return code_.functions.item[code_named(&code_, name)];
    }

  private:
    void Symbol(const std::string &name, uint32_t value, uint32_t size, uint32_t type) {
        for (uint32_t word : {static_cast<uint32_t>(names_.size()), value, size, type | 1U << 16}) {
            ElfBuilder::put(symbols_, word);
        }
        names_.insert(names_.end(), name.begin(), name.end());
        names_.push_back(0);
        last_ = value;
    }

    Content text_, symbols_, sizes_;
    Content names_ = {0};
    uint32_t last_ = 0;
    bytes file_ = {};
    code code_ = {};
};

TEST(Code, FrameAndDepthOfACall) {
    Image image;
    // push {r4, lr}; sub sp, #8; bl callee; add sp, #8; pop {r4, pc}
    image.Function("caller", {0xb510, 0xb082, 0xf000, 0xf802, 0xb002, 0xbd10});
    image.Says(16);
    image.Function("callee", {0x4770});
    code *code = image.Open();
    const code_function &caller = image.Named("caller");
    EXPECT_STREQ(caller.problem.text, "");
    EXPECT_EQ(caller.frame, 16u);
    ASSERT_EQ(caller.calls.count, 1u);
    EXPECT_EQ(caller.calls.item[0].depth, 16u);
    EXPECT_EQ(caller.calls.item[0].target, code_named(code, "callee"));
}

TEST(Code, TailCallAfterTheFrameIsGone) {
    Image image;
    // push {r4, lr}; pop {r4, lr}; b.w callee
    image.Function("caller", {0xe92d, 0x4010, 0xe8bd, 0x4010, 0xf000, 0xb800});
    image.Function("callee", {0x4770});
    image.Open();
    const code_function &caller = image.Named("caller");
    EXPECT_STREQ(caller.problem.text, "");
    EXPECT_EQ(caller.frame, 8u);
    ASSERT_EQ(caller.calls.count, 1u);
    EXPECT_EQ(caller.calls.item[0].depth, 0u);
}

TEST(Code, ReturnOnACondition) {
    Image image;
    // push {r4, lr}; itt ne; addne sp, #0; popne {r4, pc}; pop {r4, pc}
    image.Function("caller", {0xb510, 0xbf1c, 0xb000, 0xbd10, 0xbd10});
    image.Open();
    EXPECT_STREQ(image.Named("caller").problem.text, "");
    EXPECT_EQ(image.Named("caller").frame, 8u);
}

TEST(Code, CommonPartCountsForEachOfItsUsers) {
    Image image;
    // push {r4, lr}; bl OUTLINED_FUNCTION_0; pop {r4, pc}
    image.Function("caller", {0xb510, 0xf000, 0xf801, 0xbd10});
    image.Function("OUTLINED_FUNCTION_0", {0x4718}); // bx r3
    image.Open();
    const code_function &caller = image.Named("caller");
    ASSERT_EQ(caller.calls.count, 1u);
    EXPECT_EQ(caller.calls.item[0].target, CODE_NO_FUNCTION);
    EXPECT_EQ(caller.calls.item[0].depth, 8u);
}

TEST(Code, WhatIsNotUnderstood) {
    Image image;
    image.Function("unbalanced", {0xb510, 0x4770});                // push {r4, lr}; bx lr
    image.Function("grows", {0xb401, 0xe7fd});                     // 1: push {r0}; b 1b
    image.Function("variable", {0xb510, 0x468d, 0xbd10});          // mov sp, r1
    image.Function("runs_on", {0xbf00});                           // nop
    image.Function("disagrees", {0xb510, 0xb082, 0xb002, 0xbd10}); // 16 bytes
    image.Says(24);
    image.Open();
    EXPECT_NE(std::string(image.Named("unbalanced").problem.text).find("left on the stack"),
              std::string::npos);
    EXPECT_NE(std::string(image.Named("grows").problem.text).find("depends on the way"),
              std::string::npos);
    EXPECT_NE(std::string(image.Named("variable").problem.text).find("cannot be seen"),
              std::string::npos);
    EXPECT_NE(std::string(image.Named("runs_on").problem.text).find("past its end"),
              std::string::npos);
    EXPECT_NE(std::string(image.Named("disagrees").problem.text).find("24 bytes"),
              std::string::npos);
}

} // namespace
