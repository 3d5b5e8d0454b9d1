// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

struct device {
    uint32_t count;
};

static void add(uint32_t *count) {
    *count += 1;
}

[[maybe_unused]] static void step(struct device *device) {
    uint32_t *count = &device->count;
    add(count);
}
