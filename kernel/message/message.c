// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/message/message.h"

void write_message(struct writer *writer, const char *text, const uint32_t *values) {
    if (writer == nullptr) {
        return;
    }
    struct slice rest = slice_from_string(text);
    size_t plain = 0; // Bytes of rest to be written as they are.
    while (plain < rest.length) {
        uint8_t c = slice_get(rest, plain);
        if (c != '#' && c != '$') {
            plain++;
            continue;
        }
        write_bytes(writer, slice_part(rest, 0, plain));
        rest = slice_part(rest, plain + 1, rest.length - plain - 1);
        plain = 0;
        if (c == '#') {
            write_u32(writer, *values++);
        } else {
            write_hex32(writer, *values++);
        }
    }
    write_bytes(writer, rest);
}

const char *string_at(const char *strings, uint32_t index) {
    while (index > 0) {
        if (*strings++ == 0) {
            index--;
        }
    }
    return strings;
}
