// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// The same with a structure of one's own.
#include <stdint.h>

struct item {
    struct item *next;
    uint32_t value;
};
static struct item *list;

[[maybe_unused]] static void f(void) {
    struct item item = {.next = list, .value = 1};
    list = &item;
}
