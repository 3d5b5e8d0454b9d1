// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/slice.h"
}
#include <gtest/gtest.h>

namespace {

struct slice Over(const uint8_t *data, size_t length) {
    return slice_over(data, length);
}

TEST(Slice, GetsWhatLiesWithin) {
    const uint8_t bytes[] = {1, 2, 3};
    EXPECT_EQ(slice_get(Over(bytes, 3), 0), 1);
    EXPECT_EQ(slice_get(Over(bytes, 3), 2), 3);
}

TEST(Slice, TrapsOutside) {
    uint8_t bytes[] = {1, 2, 3};
    EXPECT_DEATH(slice_get(Over(bytes, 3), 3), "");
    EXPECT_DEATH(slice_get(Over(bytes, 3), SIZE_MAX), "");
    EXPECT_DEATH(slice_set(slice_mut_over(bytes, 3), 3, 0), "");
    EXPECT_DEATH(slice_part(Over(bytes, 3), 1, 3), "");
    EXPECT_DEATH(slice_part(Over(bytes, 3), 4, 0), "");
    EXPECT_DEATH(slice_part(Over(bytes, 3), 2, SIZE_MAX), "");
    EXPECT_DEATH(slice_mut_part(slice_mut_over(bytes, 3), SIZE_MAX, 2), "");
}

TEST(Slice, PartsAreWithin) {
    const uint8_t bytes[] = {1, 2, 3};
    struct slice part = slice_part(Over(bytes, 3), 1, 2);
    EXPECT_EQ(part.data, bytes + 1);
    EXPECT_EQ(part.length, 2u);
    EXPECT_EQ(slice_part(Over(bytes, 3), 3, 0).length, 0u);
    EXPECT_EQ(slice_part(Over(nullptr, 0), 0, 0).length, 0u);
}

TEST(Slice, ClipsInsteadOfTrapping) {
    uint8_t bytes[] = {1, 2, 3};
    EXPECT_EQ(slice_clip(Over(bytes, 3), 1, 100).length, 2u);
    EXPECT_EQ(slice_clip(Over(bytes, 3), 1, SIZE_MAX).length, 2u);
    EXPECT_EQ(slice_clip(Over(bytes, 3), SIZE_MAX, SIZE_MAX).length, 0u);
    EXPECT_EQ(slice_mut_clip(slice_mut_over(bytes, 3), 2, 5).data, bytes + 2);
    for (size_t start : {size_t{0}, size_t{2}, size_t{3}, size_t{4}, SIZE_MAX}) {
        size_t from = start < 3 ? start : 3;
        EXPECT_EQ(slice_rest(Over(bytes, 3), start).data, bytes + from);
        EXPECT_EQ(slice_rest(Over(bytes, 3), start).length, 3 - from);
        EXPECT_EQ(slice_mut_rest(slice_mut_over(bytes, 3), start).data, bytes + from);
        EXPECT_EQ(slice_mut_rest(slice_mut_over(bytes, 3), start).length, 3 - from);
    }
}

TEST(Slice, CopiesTheShorterLength) {
    const uint8_t from[] = {1, 2, 3};
    uint8_t to[] = {9, 9, 9, 9};
    EXPECT_EQ(slice_copy(slice_mut_over(to, 2), Over(from, 3)), 2u);
    EXPECT_EQ(to[1], 2);
    EXPECT_EQ(to[2], 9);
    EXPECT_EQ(slice_copy(slice_mut_over(to, 4), Over(nullptr, 0)), 0u);
    EXPECT_EQ(slice_copy(slice_mut_over(nullptr, 0), Over(from, 3)), 0u);
}

TEST(Slice, CopiesOverlappingBytes) {
    uint8_t bytes[] = {1, 2, 3, 4};
    slice_copy(slice_mut_over(bytes + 1, 3), Over(bytes, 3));
    EXPECT_EQ(bytes[1], 1);
    EXPECT_EQ(bytes[3], 3);
}

TEST(Slice, ComparesLengthAndBytes) {
    const uint8_t a[] = {1, 2, 3};
    const uint8_t b[] = {1, 2, 4};
    EXPECT_TRUE(slice_equal(Over(a, 3), Over(a, 3)));
    EXPECT_TRUE(slice_equal(Over(a, 2), Over(b, 2)));
    EXPECT_FALSE(slice_equal(Over(a, 3), Over(b, 3)));
    EXPECT_FALSE(slice_equal(Over(a, 3), Over(a, 2)));
    EXPECT_FALSE(slice_equal(Over(a, 2), Over(a, 3)));
    EXPECT_FALSE(slice_equal(Over(a, 0), Over(a, 1)));
    EXPECT_TRUE(slice_equal(Over(nullptr, 0), Over(a, 0)));
}

TEST(Slice, Fills) {
    uint8_t bytes[] = {1, 2, 3};
    slice_fill(slice_mut_over(bytes, 2), 7);
    EXPECT_EQ(bytes[1], 7);
    EXPECT_EQ(bytes[2], 3);
}

TEST(Slice, FromString) {
    EXPECT_EQ(slice_from_string("").length, 0u);
    EXPECT_EQ(slice_from_string("abc").length, 3u);
}

} // namespace
