// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/format.h"

enum { DECIMAL_DIGITS = 10 };

static void write_spaces(struct writer *w, uint32_t count) {
    static const uint8_t space = ' ';
    for (; count > 0; count--) {
        write_bytes(w, slice_over(&space, 1));
    }
}

void write_string(struct writer *w, const char *string) {
    if (w != nullptr) {
        write_bytes(w, slice_from_string(string));
    }
}

void write_u32_padded(struct writer *w, uint32_t value, uint32_t width) {
    if (w == nullptr) {
        return;
    }
    uint8_t text[DECIMAL_DIGITS];
    uint32_t start = DECIMAL_DIGITS;
    do {
        start--;
        text[start] = (uint8_t)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    uint32_t length = DECIMAL_DIGITS - start;
    write_spaces(w, width > length ? width - length : 0);
    write_bytes(w, slice_part(SLICE(text), start, length));
}

void write_u32(struct writer *w, uint32_t value) {
    write_u32_padded(w, value, 0);
}

void write_i32(struct writer *w, int32_t value) {
    if (value < 0) {
        write_string(w, "-");
    }
    write_u32(w, value < 0 ? 0 - (uint32_t)value : (uint32_t)value);
}

void write_hex32(struct writer *w, uint32_t value) {
    uint8_t text[10] = {'0', 'x'};
    for (uint32_t i = 0; i < 8; i++) {
        uint32_t digit = value >> (28 - 4 * i) & 15;
        text[2 + i] = (uint8_t)(digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
    write_bytes(w, SLICE(text));
}

void write_padded(struct writer *w, struct slice text, uint32_t width) {
    write_bytes(w, text);
    write_spaces(w, width > text.length ? width - (uint32_t)text.length : 0);
}

const char *errorcode_name(enum errorcode error) {
    static const char *const name[] = {
        [E_OK] = "OK",
        [E_FAIL] = "FAIL",
        [E_BUSY] = "BUSY",
        [E_ALREADY] = "ALREADY",
        [E_OFF] = "OFF",
        [E_RESERVE] = "RESERVE",
        [E_INVAL] = "INVAL",
        [E_SIZE] = "SIZE",
        [E_CANCEL] = "CANCEL",
        [E_NOMEM] = "NOMEM",
        [E_NOSUPPORT] = "NOSUPPORT",
        [E_NODEVICE] = "NODEVICE",
        [E_UNINSTALLED] = "UNINSTALLED",
        [E_NOACK] = "NOACK",
    };
    return error < sizeof(name) / sizeof(name[0]) ? name[error] : "?";
}
