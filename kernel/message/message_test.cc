// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/message/message.h"
}

#include <gtest/gtest.h>
#include <string>

namespace {

struct StringWriter {
    writer base;
    std::string text;
};

void Append(writer *w, slice bytes) {
    reinterpret_cast<StringWriter *>(w)->text.append(reinterpret_cast<const char *>(bytes.data),
                                                     bytes.length);
}

constexpr writer_ops kAppend = {Append};

std::string Written(const char *text, const uint32_t *values) {
    StringWriter writer{{&kAppend}, {}};
    write_message(&writer.base, text, values);
    return writer.text;
}

TEST(Message, PutsValuesInTheirPlaces) {
    const uint32_t values[] = {0, 0xFFFFFFFF, 42};
    EXPECT_EQ(Written("a # b $ c #", values), "a 0 b 0xffffffff c 42");
    EXPECT_EQ(Written("#$", values), "00xffffffff");
    EXPECT_EQ(Written("$.", values), "0x00000000.");
}

TEST(Message, PlainText) {
    EXPECT_EQ(Written("", nullptr), "");
    EXPECT_EQ(Written("no value 100%", nullptr), "no value 100%");
}

TEST(Message, StringsOneBehindTheOther) {
    static const char strings[] = "a\0\0bcd\0e";
    EXPECT_STREQ(string_at(strings, 0), "a");
    EXPECT_STREQ(string_at(strings, 1), "");
    EXPECT_STREQ(string_at(strings, 2), "bcd");
    EXPECT_STREQ(string_at(strings, 3), "e");
}

} // namespace
