// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/format_values.h"

void write_values(struct writer *writer, const char *text, const uint32_t *values) {
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '#':
            write_u32(writer, *values++);
            break;
        case '$':
            write_hex32(writer, *values++);
            break;
        default:
            write_bytes(writer, slice_over((const uint8_t *)text, 1));
        }
    }
}
