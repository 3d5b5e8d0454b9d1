// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/dialect/vocabulary.h"

#include "kernel/bytes.h"

enum : size_t { HEADER_SIZE = 6 };

bool vocabulary_receive(struct vocabulary *vocabulary, struct slice frame) {
    if (frame.length < HEADER_SIZE || ring_room(&vocabulary->ring) < frame.length - HEADER_SIZE) {
        return false;
    }
    if (!list_append(vocabulary->addresses, bytes_get_be16(frame, 0))) {
        return false;
    }
    optional_set(vocabulary->last, bytes_get_le32(frame, 2));
    return ring_push(&vocabulary->ring,
                     slice_part(frame, HEADER_SIZE, frame.length - HEADER_SIZE)) > 0;
}

uint32_t vocabulary_sum(struct vocabulary *vocabulary) {
    uint32_t sum = 0;
    for (size_t i = 0; i < list_count(vocabulary->addresses); i++) {
        sum += list_get(vocabulary->addresses, i);
    }
    if (list_count(vocabulary->addresses) > 0) {
        list_remove(vocabulary->addresses, 0);
    }
    if (optional_is_set(vocabulary->last)) {
        sum += optional_get(vocabulary->last);
        optional_clear(vocabulary->last);
    }
    return sum + bytes_narrow16((uint32_t)ring_used(&vocabulary->ring));
}
