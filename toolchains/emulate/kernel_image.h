// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the launcher needs to know of a kernel's ELF file.
#pragma once

#include <stdint.h>

// Finds the application flash [*start, *end) by the symbols _apps_start and _apps_end, which the
// board's linker script defines. Returns 0, or -1 after saying on stderr what is wrong with the
// file.
int kernel_image_app_flash(const char *path, uint32_t *start, uint32_t *end);
