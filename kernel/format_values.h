// SPDX-License-Identifier: Apache-2.0 OR MIT
// Text with values in it, for the kernel's own reports: many figures in little code.
#pragma once

#include "kernel/format.h"

// Writes text, with the next of values in the place of each # (decimal) and each $ (hexadecimal, as
// write_hex32()). There are as many values as such marks: nothing checks it.
void write_values(struct writer *writer, const char *text, const uint32_t *values);
