// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// The same, stored by a function that was given it.
#include <stdint.h>

struct item {
    uint32_t value;
};
static struct item *kept;

static void keep(struct item *item) {
    kept = item;
}

[[maybe_unused]] static void f(void) {
    struct item item = {.value = 1};
    keep(&item);
}
