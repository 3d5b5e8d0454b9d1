// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: array
// An array of length 0 at the end.
#include <stdint.h>

struct packet {
    uint32_t length;
    uint32_t words[0];
};

[[maybe_unused]] static uint32_t f(const struct packet *packet, uint32_t i) {
    return packet->words[i];
}
