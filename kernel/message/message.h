// SPDX-License-Identifier: Apache-2.0 OR MIT
// A line of text with numbers in it, in one call: smaller than a call for each part.
//     write_message(writer, "linked for flash $, but lies at $", (uint32_t[]){a, b});
#pragma once

#include "kernel/format.h"

// Writes text; each # in it is the next value in decimal, each $ the next one in hexadecimal with
// 0x and eight digits. values holds as many as text has of both; it may be null if that is none.
// For texts in the kernel's own flash only, never one from outside.
void write_message(struct writer *writer, const char *text, const uint32_t *values);

// The index-th of strings that lie one behind the other, each but the last with "\0" at its end:
// a table of texts without the pointers. index must be below their number: nothing
// checks it, so capsules have no such tables.
[[gnu::pure]] const char *string_at(const char *strings, uint32_t index);
