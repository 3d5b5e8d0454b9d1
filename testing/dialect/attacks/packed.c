// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: attribute
// A member at an odd address.
#include <stdint.h>

struct [[gnu::packed]] odd {
    uint8_t one;
    uint32_t two;
};

[[maybe_unused]] static uint32_t f(const struct odd *odd) {
    return odd->two;
}
