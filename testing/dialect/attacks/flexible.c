// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: array
// A flexible array member, whose bounds nobody knows.
#include <stdint.h>

struct packet {
    uint32_t length;
    uint32_t words[];
};

[[maybe_unused]] static uint32_t f(const struct packet *packet, uint32_t i) {
    return packet->words[i];
}
