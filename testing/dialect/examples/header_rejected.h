// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <stdint.h>

static uint32_t header_rejected_one(void) {
    return 1;
}
