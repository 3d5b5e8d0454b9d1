// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "toolchains/app/elf2tbf/bytes.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool problem_set(struct problem *problem, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(problem->text, sizeof problem->text, format, args);
    va_end(args);
    return false;
}

void bytes_free(struct bytes *bytes) {
    free(bytes->data);
    *bytes = (struct bytes){};
}

// Makes room for `count` more bytes and returns where they go.
static uint8_t *grow(struct bytes *bytes, size_t count) {
    if (bytes->capacity - bytes->size < count) {
        size_t capacity = 2 * bytes->capacity + count + 64;
        uint8_t *data = realloc(bytes->data, capacity);
        if (data == nullptr) {
            fprintf(stderr, "elf2tbf: out of memory\n");
            exit(1);
        }
        bytes->data = data;
        bytes->capacity = capacity;
    }
    uint8_t *end = bytes->data + bytes->size;
    bytes->size += count;
    return end;
}

void bytes_append(struct bytes *bytes, const void *data, size_t size) {
    if (size > 0) {
        memcpy(grow(bytes, size), data, size);
    }
}

void bytes_append_u16(struct bytes *bytes, uint16_t value) {
    uint8_t *end = grow(bytes, 2);
    end[0] = (uint8_t)value;
    end[1] = (uint8_t)(value >> 8);
}

void bytes_append_u32(struct bytes *bytes, uint32_t value) {
    bytes_append_u16(bytes, (uint16_t)value);
    bytes_append_u16(bytes, (uint16_t)(value >> 16));
}

void bytes_append_u64(struct bytes *bytes, uint64_t value) {
    bytes_append_u32(bytes, (uint32_t)value);
    bytes_append_u32(bytes, (uint32_t)(value >> 32));
}

void bytes_append_zeros(struct bytes *bytes, size_t count) {
    if (count > 0) {
        memset(grow(bytes, count), 0, count);
    }
}

void bytes_align(struct bytes *bytes, size_t alignment) {
    bytes_append_zeros(bytes, (alignment - bytes->size % alignment) % alignment);
}

uint32_t bytes_u32_at(const struct bytes *bytes, size_t offset) {
    const uint8_t *at = bytes->data + offset;
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

void bytes_put_u32(struct bytes *bytes, size_t offset, uint32_t value) {
    for (size_t i = 0; i < 4; i++) {
        bytes->data[offset + i] = (uint8_t)(value >> (8 * i));
    }
}

bool bytes_read_file(struct bytes *bytes, const char *path, struct problem *problem) {
    FILE *file = fopen(path, "rb");
    if (file == nullptr) {
        return problem_set(problem, "cannot open %s: %s", path, strerror(errno));
    }
    uint8_t chunk[4096];
    size_t count = 0;
    while ((count = fread(chunk, 1, sizeof chunk, file)) > 0) {
        bytes_append(bytes, chunk, count);
    }
    bool good = ferror(file) == 0;
    fclose(file);
    return good || problem_set(problem, "cannot read %s", path);
}

bool bytes_write_file(const struct bytes *bytes, const char *path, struct problem *problem) {
    FILE *file = fopen(path, "wb");
    if (file == nullptr) {
        return problem_set(problem, "cannot create %s: %s", path, strerror(errno));
    }
    bool good = fwrite(bytes->data, 1, bytes->size, file) == bytes->size;
    good = fclose(file) == 0 && good;
    return good || problem_set(problem, "cannot write %s: %s", path, strerror(errno));
}
