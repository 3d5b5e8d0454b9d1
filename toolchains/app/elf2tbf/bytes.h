// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A growing array of bytes, and the error text that the converter's parts hand up.
//
// All numbers in the formats written here are little-endian. The tool is a short-lived program:
// when memory runs out it ends.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Why something was refused: one line for a person, without the program's name or a line feed.
struct problem {
    char text[256];
};

// Fills `problem` as printf does and returns false, so that a check can `return` it.
bool problem_set(struct problem *problem, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Owned by whoever declares it, all zero at first; give it back with bytes_free().
struct bytes {
    uint8_t *data;
    size_t size;
    size_t capacity;
};

void bytes_free(struct bytes *bytes);

// Each appends at the end.
void bytes_append(struct bytes *bytes, const void *data, size_t size);
void bytes_append_u16(struct bytes *bytes, uint16_t value);
void bytes_append_u32(struct bytes *bytes, uint32_t value);
void bytes_append_u64(struct bytes *bytes, uint64_t value);
void bytes_append_zeros(struct bytes *bytes, size_t count);

// Appends zeros until the size is a multiple of `alignment`.
void bytes_align(struct bytes *bytes, size_t alignment);

// Reads or overwrites four bytes at `offset`, which must lie inside.
uint32_t bytes_u32_at(const struct bytes *bytes, size_t offset);
void bytes_put_u32(struct bytes *bytes, size_t offset, uint32_t value);

// Reads a whole file. False with `problem` set if it cannot be read.
[[nodiscard]] bool bytes_read_file(struct bytes *bytes, const char *path, struct problem *problem);

// Writes a whole file, replacing what was there. False with `problem` set if it cannot be written.
[[nodiscard]] bool bytes_write_file(const struct bytes *bytes, const char *path,
                                    struct problem *problem);
