// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: initialise
// A structure whose pointer is left out.
#include <stdint.h>

struct pair {
    uint32_t number;
    const char *name;
};

[[maybe_unused]] static bool f(void) {
    struct pair pair = {.number = 1};
    return pair.name == nullptr;
}
