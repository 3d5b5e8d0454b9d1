// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: array
#include <stdint.h>

struct packet {
    uint32_t length;
    uint8_t bytes[];
};

[[maybe_unused]] static uint32_t length_of(const struct packet *packet) {
    return packet->length;
}
