// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/pack/pack.h"

enum : uint32_t { NEAR = 0x10000 };

bool pack_refers_to_end(const uint32_t *words, size_t count, uint32_t end) {
    for (size_t i = 0; i < count; i++) {
        if (words[i] - end + NEAR < 2 * NEAR) {
            return true;
        }
    }
    return false;
}

size_t pack(const uint32_t *words, size_t count, struct pack_entry *entries) {
    size_t used = 0;
    uint8_t distance = 0;
    size_t last = 0; // Entries up to the last one that is not just on the way.
    for (size_t i = 0; i < count; i++) {
        distance++;
        if (words[i] != 0 || distance == UINT8_MAX) {
            entries[used++] = (struct pack_entry){distance, words[i]};
            distance = 0;
        }
        last = words[i] != 0 ? used : last;
    }
    return last;
}
