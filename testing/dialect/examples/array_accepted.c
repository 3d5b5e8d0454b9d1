// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

struct packet {
    uint32_t length;
    uint8_t bytes[64];
};

[[maybe_unused]] static uint32_t length_of(const struct packet *packet) {
    return packet->length;
}
