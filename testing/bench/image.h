// SPDX-License-Identifier: Apache-2.0 OR MIT
// A linked image (32-bit ELF, little-endian): its symbols and its bytes by address. For host tools.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A function or an object. Thumb functions: without bit 0.
struct image_symbol {
    const char *name; // Lives as long as the image.
    uint32_t address;
    uint32_t size; // Bytes; 0 for labels.
    bool is_function;
};

struct image {
    uint8_t *bytes;
    size_t size;
    struct image_symbol *symbols; // By address.
    size_t symbol_count;
};

// Reads the file. Returns null, or what is wrong with it.
const char *image_read(struct image *image, const char *path);

void image_free(struct image *image);

// The symbol of that name, or null.
const struct image_symbol *image_find(const struct image *image, const char *name);

// The sized symbol that the address lies in, or null. Of several, the first by name.
const struct image_symbol *image_at(const struct image *image, uint32_t address);

// A section's bytes, for as long as the image lives; null: there is none, or it has no bytes.
const uint8_t *image_section(const struct image *image, const char *name, size_t *size);

// The word that is loaded at an address. False: none is.
bool image_word(const struct image *image, uint32_t address, uint32_t *word);

#ifdef __cplusplus
}
#endif
