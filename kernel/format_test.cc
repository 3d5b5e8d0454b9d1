// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/format.h"
}
#include <gtest/gtest.h>

#include <string>

namespace {

struct Text {
    struct writer writer;
    std::string text;
};

const struct writer_ops kOps = {[](struct writer *w, struct slice bytes) {
    reinterpret_cast<Text *>(w)->text.append(reinterpret_cast<const char *>(bytes.data),
                                             bytes.length);
}};

template <typename F> std::string Written(F write) {
    Text text = {{&kOps}, ""};
    write(&text.writer);
    return text.text;
}

TEST(Format, Decimal) {
    EXPECT_EQ(Written([](auto *w) { write_u32(w, 0); }), "0");
    EXPECT_EQ(Written([](auto *w) { write_u32(w, 4294967295u); }), "4294967295");
    EXPECT_EQ(Written([](auto *w) { write_i32(w, INT32_MIN); }), "-2147483648");
    EXPECT_EQ(Written([](auto *w) { write_i32(w, 7); }), "7");
}

TEST(Format, Hexadecimal) {
    EXPECT_EQ(Written([](auto *w) { write_hex32(w, 0); }), "0x00000000");
    EXPECT_EQ(Written([](auto *w) { write_hex32(w, 0xdeadBEEF); }), "0xdeadbeef");
}

TEST(Format, Padding) {
    EXPECT_EQ(Written([](auto *w) { write_u32_padded(w, 42, 5); }), "   42");
    EXPECT_EQ(Written([](auto *w) { write_u32_padded(w, 42, 1); }), "42");
    EXPECT_EQ(Written([](auto *w) { write_padded(w, slice_from_string("ab"), 4); }), "ab  ");
    EXPECT_EQ(Written([](auto *w) { write_padded(w, slice_from_string("abcde"), 4); }), "abcde");
}

TEST(Format, ErrorNames) {
    EXPECT_STREQ(errorcode_name(E_OK), "OK");
    EXPECT_STREQ(errorcode_name(E_BUSY), "BUSY");
    EXPECT_STREQ(errorcode_name(E_NOACK), "NOACK");
    EXPECT_STREQ(errorcode_name(static_cast<enum errorcode>(14)), "?");
    EXPECT_STREQ(errorcode_name(static_cast<enum errorcode>(0xffffffff)), "?");
}

} // namespace
