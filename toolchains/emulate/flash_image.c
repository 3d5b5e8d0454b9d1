// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/emulate/flash_image.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FLASH_PAGE = 512, // The granularity at which kernels look for applications.
    TBF_VERSION = 2,
    TBF_BASE_SIZE = 16,
    TBF_FIXED_ADDRESSES = 5,
};

struct placement {
    const char *path;
    uint8_t *bytes;
    uint32_t size;      // Of the file.
    uint32_t footprint; // Rounded up to pages.
    uint32_t alignment;
    uint32_t fixed; // Flash address asked for by the file; 0: any.
    uint32_t offset;
};

static uint16_t get16(const uint8_t *p) {
    return (uint16_t)(p[0] | p[1] << 8);
}

static uint32_t get32(const uint8_t *p) {
    return get16(p) | (uint32_t)get16(p + 2) << 16;
}

static void put32(uint8_t *p, uint32_t value) {
    for (int i = 0; i < 4; i++) {
        p[i] = (uint8_t)(value >> 8 * i);
    }
}

// Where the file must start for its program to lie at the address that it is linked for; 0 if it is
// position-independent or not a TBF.
static uint32_t fixed_flash_address(const struct placement *p) {
    if (p->size < TBF_BASE_SIZE || get16(p->bytes) != TBF_VERSION) {
        return 0;
    }
    uint32_t header_size = get16(p->bytes + 2);
    for (uint32_t at = TBF_BASE_SIZE; at + 4 <= header_size && at + 4 <= p->size;) {
        uint32_t length = get16(p->bytes + at + 2);
        if (get16(p->bytes + at) == TBF_FIXED_ADDRESSES && length >= 8 && at + 12 <= p->size) {
            uint32_t flash = get32(p->bytes + at + 8);
            return flash == UINT32_MAX ? 0 : flash - header_size;
        }
        at += 4 + ((length + 3) & ~3u);
    }
    return 0;
}

static int read_file(struct placement *p, uint32_t limit) {
    FILE *file = fopen(p->path, "rb");
    if (file == NULL) {
        fprintf(stderr, "emulate: cannot open application %s: %s\n", p->path, strerror(errno));
        return -1;
    }
    p->bytes = malloc((size_t)limit + 1);
    size_t size = p->bytes == NULL ? 0 : fread(p->bytes, 1, (size_t)limit + 1, file);
    bool failed = p->bytes == NULL || ferror(file) != 0;
    fclose(file);
    if (failed || size == 0 || size > limit) {
        fprintf(stderr, "emulate: application %s %s\n", p->path,
                failed      ? "cannot be read"
                : size == 0 ? "is empty"
                            : "is larger than the board's application flash");
        return -1;
    }
    p->size = (uint32_t)size;
    p->footprint = (p->size + FLASH_PAGE - 1) / FLASH_PAGE * FLASH_PAGE;
    p->alignment = FLASH_PAGE;
    while (p->alignment < p->footprint) {
        p->alignment *= 2;
    }
    p->fixed = fixed_flash_address(p);
    return 0;
}

static bool overlaps(const struct placement *a, const struct placement *b) {
    return a->offset < b->offset + b->footprint && b->offset < a->offset + a->footprint;
}

// The first of the count placements that offset collides with, or NULL.
static const struct placement *collision(const struct placement *placed, size_t count,
                                         const struct placement *p) {
    for (size_t i = 0; i < count; i++) {
        if (&placed[i] != p && placed[i].offset != UINT32_MAX && overlaps(&placed[i], p)) {
            return &placed[i];
        }
    }
    return NULL;
}

// Gives every file its place: those linked for an address first, then the others in order. Returns
// the one that has none, or NULL.
static const struct placement *place(const struct flash_image *image, struct placement *files,
                                     size_t count) {
    for (size_t i = 0; i < count; i++) {
        files[i].offset = UINT32_MAX;
    }
    for (size_t i = 0; i < count; i++) {
        struct placement *p = &files[i];
        uint32_t offset = p->fixed - image->base;
        if (p->fixed < image->base || offset % FLASH_PAGE != 0 || offset > image->size ||
            p->footprint > image->size - offset) {
            p->fixed = 0; // Not an address of this board: the kernel says so.
            continue;
        }
        p->offset = offset;
        if (collision(files, count, p) != NULL) {
            return p;
        }
    }
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        struct placement *p = &files[i];
        if (p->fixed != 0) {
            continue;
        }
        uint32_t skew = image->base % p->alignment;
        const struct placement *other = NULL;
        do {
            next = (next + skew + p->alignment - 1) / p->alignment * p->alignment - skew;
            if (next > image->size || p->footprint > image->size - next) {
                p->offset = UINT32_MAX;
                return p;
            }
            p->offset = next;
            other = collision(files, count, p);
            next = other == NULL ? next + p->footprint : other->offset + other->footprint;
        } while (other != NULL);
    }
    return NULL;
}

static int by_size_descending(const void *a, const void *b) {
    const struct placement *x = a;
    const struct placement *y = b;
    return x->footprint < y->footprint ? 1 : x->footprint > y->footprint ? -1 : 0;
}

static int by_offset(const void *a, const void *b) {
    const struct placement *x = a;
    const struct placement *y = b;
    return x->offset < y->offset ? -1 : x->offset > y->offset ? 1 : 0;
}

// A Tock Binary Format entry without a program: it only says how far the next one is.
static void put_padding(uint8_t *at, uint32_t size) {
    memset(at, 0xFF, size);
    put32(at, TBF_VERSION | TBF_BASE_SIZE << 16);
    put32(at + 4, size);
    put32(at + 8, 0);
    put32(at + 12, get32(at) ^ get32(at + 4) ^ get32(at + 8));
}

static void fill(struct flash_image *image, struct placement *files, size_t count) {
    memset(image->bytes, 0xFF, image->size);
    qsort(files, count, sizeof(*files), by_offset);
    uint32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        if (files[i].offset > end) {
            put_padding(image->bytes + end, files[i].offset - end);
        }
        memcpy(image->bytes + files[i].offset, files[i].bytes, files[i].size);
        end = files[i].offset + files[i].footprint;
    }
}

int flash_image_build(struct flash_image *image, const char *const *paths, size_t count) {
    struct placement *files = calloc(count + 1, sizeof(*files));
    image->bytes = malloc(image->size);
    int result = files == NULL || image->bytes == NULL ? -1 : 0;
    for (size_t i = 0; i < count && result == 0; i++) {
        files[i].path = paths[i];
        result = read_file(&files[i], image->size);
    }
    if (result == 0) {
        const struct placement *left_out = place(image, files, count);
        if (left_out != NULL) {
            qsort(files, count, sizeof(*files), by_size_descending);
            left_out = place(image, files, count);
        }
        if (left_out != NULL) {
            fprintf(stderr, "emulate: no room for application %s (%u bytes) in %u bytes of flash\n",
                    left_out->path, left_out->size, image->size);
            result = -1;
        } else {
            fill(image, files, count);
        }
    }
    for (size_t i = 0; files != NULL && i < count; i++) {
        free(files[i].bytes);
    }
    free(files);
    return result;
}
