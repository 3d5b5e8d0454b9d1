// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <stdint.h>

// One.
uint32_t other_one(void);
