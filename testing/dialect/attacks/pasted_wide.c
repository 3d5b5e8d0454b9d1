// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: builtin
// The same, with a suffix on every machine.
#include <stdint.h>

[[maybe_unused]] static uint32_t UINT16_C(peek)(uint32_t *where) {
    return where[100];
}
