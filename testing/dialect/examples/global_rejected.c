// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: global
#include <stdint.h>

uint32_t global_rejected_count;

[[maybe_unused]] static uint32_t next(void) {
    return ++global_rejected_count;
}
