// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/buffer.h"
#include "kernel/bytes.h"
#include "kernel/list.h"
#include "kernel/optional.h"
#include "kernel/ring.h"
}

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>

namespace {

TEST(Bytes, OrdersAreAsNamed) {
    uint8_t memory[8] = {};
    struct slice_mut s = slice_mut_over(memory, sizeof(memory));
    bytes_set_le32(s, 0, 0x04030201);
    bytes_set_be32(s, 4, 0x05060708);
    for (uint8_t i = 0; i < 8; i++) {
        EXPECT_EQ(memory[i], i + 1);
    }
    struct slice r = slice_const(s);
    EXPECT_EQ(bytes_get_le32(r, 0), 0x04030201u);
    EXPECT_EQ(bytes_get_be32(r, 4), 0x05060708u);
    EXPECT_EQ(bytes_get_le16(r, 1), 0x0302u);
    EXPECT_EQ(bytes_get_be16(r, 1), 0x0203u);
    bytes_set_le16(s, 0, 0xAABB);
    bytes_set_be16(s, 2, 0xAABB);
    EXPECT_EQ(bytes_get_be32(r, 0), 0xBBAAAABBu);
}

TEST(Bytes, OutsideTraps) {
    uint8_t memory[4] = {};
    struct slice_mut s = slice_mut_over(memory, sizeof(memory));
    EXPECT_DEATH(bytes_get_le32(slice_const(s), 1), "");
    EXPECT_DEATH(bytes_set_be16(s, 3, 1), "");
    EXPECT_DEATH(bytes_get_be16(slice_const(s), SIZE_MAX), "");
}

TEST(Bytes, NarrowKeepsTheNumberOrTraps) {
    EXPECT_EQ(bytes_narrow8(255), 255);
    EXPECT_EQ(bytes_narrow16(65535), 65535);
    EXPECT_DEATH(bytes_narrow8(256), "");
    EXPECT_DEATH(bytes_narrow16(65536), "");
}

TEST(Buffer, TakingLeavesNothingBehind) {
    uint8_t memory[4] = {};
    struct buffer from = BUFFER(memory);
    buffer_window(&from, 1, 2);
    struct buffer taken = buffer_take(&from);
    EXPECT_TRUE(buffer_is_empty(&from));
    EXPECT_EQ(from.capacity, 0u);
    EXPECT_EQ(buffer_read(&from).length, 0u);
    EXPECT_EQ(buffer_read(&taken).data, memory + 1);
    EXPECT_EQ(buffer_read(&taken).length, 2u);
    EXPECT_EQ(taken.capacity, 4u);
    taken = buffer_take(&from);
    EXPECT_TRUE(buffer_is_empty(&taken)) << "of an empty one, an empty one";
}

TEST(Buffer, WindowNarrowsWithinItselfAndResets) {
    static uint8_t memory[16];
    struct buffer buffer = BUFFER(memory);
    buffer_narrow(&buffer, 4, 10);
    EXPECT_EQ(buffer_write(&buffer).data, memory + 4);
    EXPECT_EQ(buffer_read(&buffer).length, 10u);
    buffer_narrow(&buffer, 2, 3);
    EXPECT_EQ(buffer_read(&buffer).data, memory + 6);
    EXPECT_DEATH(buffer_narrow(&buffer, 0, 4), "");
    EXPECT_DEATH(buffer_narrow(&buffer, 4, 0), "");
    EXPECT_DEATH(buffer_narrow(&buffer, 2, UINT32_MAX), "");
    struct buffer taken = buffer_take(&buffer);
    EXPECT_TRUE(buffer_is_empty(&buffer));
    EXPECT_EQ(buffer_read(&taken).length, 3u); // The window travels with the memory.
    buffer_reset(&taken);
    EXPECT_EQ(buffer_read(&taken).data, memory);
    EXPECT_EQ(buffer_read(&taken).length, sizeof(memory));
}

TEST(Optional, IsThereOnlyWhenSet) {
    OPTIONAL_OF(int) value = {};
    EXPECT_FALSE(optional_is_set(value));
    EXPECT_DEATH(optional_get(value), "");
    optional_set(value, 7);
    EXPECT_EQ(optional_get(value), 7);
    optional_clear(value);
    EXPECT_FALSE(optional_is_set(value));
}

TEST(List, KeepsOrderAndCapacity) {
    LIST_OF(int, 3) list = {};
    EXPECT_TRUE(list_append(list, 1));
    EXPECT_TRUE(list_append(list, 2));
    EXPECT_TRUE(list_append(list, 3));
    EXPECT_FALSE(list_append(list, 4));
    list_remove(list, 1);
    ASSERT_EQ(list_count(list), 2u);
    EXPECT_EQ(list_get(list, 0), 1);
    EXPECT_EQ(list_get(list, 1), 3);
    EXPECT_DEATH(list_get(list, 2), "");
    EXPECT_DEATH(list_remove(list, 2), "");
}

TEST(Ring, IsAQueueOfBytes) {
    std::mt19937 random(1);
    uint8_t memory[7];
    struct ring ring = RING(memory);
    std::deque<uint8_t> model;
    uint8_t next = 0;
    for (int i = 0; i < 10000; i++) {
        uint8_t bytes[10];
        size_t count = random() % sizeof(bytes);
        if (random() % 2 == 0) {
            for (size_t n = 0; n < count; n++) {
                bytes[n] = next++;
            }
            size_t pushed = ring_push(&ring, slice_over(bytes, count));
            ASSERT_EQ(pushed, std::min(count, 7 - model.size()));
            model.insert(model.end(), bytes, bytes + pushed);
        } else {
            size_t popped = ring_pop(&ring, slice_mut_over(bytes, count));
            ASSERT_EQ(popped, std::min(count, model.size()));
            ASSERT_TRUE(std::equal(bytes, bytes + popped, model.begin()));
            model.erase(model.begin(), model.begin() + static_cast<long>(popped));
        }
        ASSERT_EQ(ring_used(&ring), model.size());
        ASSERT_EQ(ring_room(&ring), 7 - model.size());
    }
}

TEST(Ring, WithoutMemoryTakesNothing) {
    struct ring ring = {};
    uint8_t byte = 1;
    EXPECT_EQ(ring_push(&ring, slice_over(&byte, 1)), 0u);
    EXPECT_EQ(ring_pop(&ring, slice_mut_over(&byte, 1)), 0u);
}

} // namespace
