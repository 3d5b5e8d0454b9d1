// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: void
// The same, declared.
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *to, const void *from, size_t count);

[[maybe_unused]] static void f(uint8_t *to, const uint8_t *from) {
    memcpy(to, from, 1000);
}
