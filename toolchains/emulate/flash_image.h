// SPDX-License-Identifier: Apache-2.0 OR MIT
// Lays applications out in a board's application flash, as tockloader does on hardware: each
// aligned to its size (so that a protection unit's region can cover it), gaps filled with padding
// entries, the rest erased. Files are placed as they are, right or wrong: judging them is the
// kernel's business.
#pragma once

#include <stddef.h>
#include <stdint.h>

struct flash_image {
    uint8_t *bytes; // size bytes, owned; free() it.
    uint32_t base;  // Address of the first byte.
    uint32_t size;
};

// Builds the image of count files. Returns 0; or -1 after writing to stderr which file cannot be
// read or placed, and why.
int flash_image_build(struct flash_image *image, const char *const *paths, size_t count);
