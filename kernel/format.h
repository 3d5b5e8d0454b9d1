// SPDX-License-Identifier: Apache-2.0 OR MIT
// Text output without variadic functions: values are written one by one to a writer. A null writer
// drops them.
#pragma once

#include "kernel/errorcode.h"
#include "kernel/slice.h"

struct writer;

struct writer_ops {
    void (*write)(
        struct writer *writer,
        struct slice bytes); // Takes all of it, or drops it. Never blocks, but for a panic's.
};

struct writer {
    const struct writer_ops *ops;
};

static inline void write_bytes(struct writer *w, struct slice bytes) {
    if (w != nullptr) {
        w->ops->write(w, bytes);
    }
}

void write_string(struct writer *w, const char *string);
void write_u32(struct writer *w, uint32_t value);                        // Decimal.
void write_i32(struct writer *w, int32_t value);                         // Decimal with sign.
void write_hex32(struct writer *w, uint32_t value);                      // 0x and eight digits.
void write_u32_padded(struct writer *w, uint32_t value, uint32_t width); // Decimal, spaces before.
void write_padded(struct writer *w, struct slice text, uint32_t width);  // Spaces after.

// "BUSY" for E_BUSY, "?" for what is no error code.
const char *errorcode_name(enum errorcode error);
