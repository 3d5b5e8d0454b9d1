// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// A file's bytes as an initialiser.
#include <stdint.h>

static const uint8_t bytes[] = {
#embed "kernel/slice.h"
};

[[maybe_unused]] static uint8_t f(void) {
    return bytes[0];
}
