// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: union
// A union in an anonymous structure.
#include <stdint.h>

struct pun {
    struct {
        union {
            uintptr_t number;
            uint32_t *pointer;
        };
    };
};

[[maybe_unused]] static uint32_t f(void) {
    struct pun pun = {.number = 0x20000000};
    return *pun.pointer;
}
