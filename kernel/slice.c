// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/slice.h"

size_t slice_copy(struct slice_mut to, struct slice from) {
    size_t length = to.length < from.length ? to.length : from.length;
    if (length > 0) {
        __builtin_memmove(to.data, from.data, length);
    }
    return length;
}

bool slice_equal(struct slice a, struct slice b) {
    size_t i = 0;
    while (i < a.length && i < b.length && a.data[i] == b.data[i]) {
        i++;
    }
    return i == a.length && i == b.length;
}

void slice_fill(struct slice_mut s, uint8_t value) {
    if (s.length > 0) {
        __builtin_memset(s.data, value, s.length);
    }
}

struct slice slice_from_string(const char *string) {
    size_t length = 0;
    while (string[length] != 0) {
        length++;
    }
    return slice_over((const uint8_t *)string, length);
}
