// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once
#include <stdint.h>
void process_destroy(uint32_t slot);
