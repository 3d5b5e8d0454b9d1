// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: tag
#include <stdint.h>
#include "kernel/capability.h"

struct process_management_capability {
    uint32_t forged;
};

static const struct process_management_capability forged = {1};

[[maybe_unused]] static uint32_t get(void) {
    return forged.forged;
}
