// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
#include <stdint.h>

struct device {
    uint32_t *count;
};

[[maybe_unused]] static bool is_counted(const struct device *device) {
    return device->count != nullptr;
}
