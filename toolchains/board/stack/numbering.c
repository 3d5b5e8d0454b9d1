// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/numbering.h"

#include <string.h>

// Where the key is, or belongs. There is room.
static size_t slot_of(const struct numbering *numbering, struct key key) {
    uint64_t hash = key.word[0] * 0x9E3779B97F4A7C15u + key.word[1] * 0xC2B2AE3D27D4EB4Fu +
                    key.word[2] * 0x165667B19E3779F9u;
    size_t slot = (hash >> 29) & (numbering->slots - 1);
    while (numbering->entry[slot].number != 0 &&
           memcmp(&numbering->entry[slot].key, &key, sizeof(key)) != 0) {
        slot = (slot + 1) & (numbering->slots - 1);
    }
    return slot;
}

static void enlarge(struct numbering *numbering) {
    struct numbering larger = {.slots = numbering->slots == 0 ? 64 : 2 * numbering->slots,
                               .count = numbering->count};
    size_t none = 0;
    larger.entry = grow_array(nullptr, &none, larger.slots, sizeof(*larger.entry));
    for (size_t i = 0; i < numbering->slots; i++) {
        if (numbering->entry[i].number != 0) {
            larger.entry[slot_of(&larger, numbering->entry[i].key)] = numbering->entry[i];
        }
    }
    *numbering = larger;
}

uint32_t numbering_add(struct numbering *numbering, struct key key) {
    if (2 * (size_t)numbering->count >= numbering->slots) {
        enlarge(numbering);
    }
    size_t slot = slot_of(numbering, key);
    if (numbering->entry[slot].number == 0) {
        numbering->entry[slot].key = key;
        numbering->entry[slot].number = ++numbering->count;
    }
    return numbering->entry[slot].number - 1;
}

uint32_t numbering_of(const struct numbering *numbering, struct key key) {
    if (numbering->slots == 0) {
        return NUMBERING_NONE;
    }
    size_t slot = slot_of(numbering, key);
    uint32_t number = numbering->entry[slot].number;
    return number == 0 ? NUMBERING_NONE : number - 1;
}
