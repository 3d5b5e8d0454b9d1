// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the programs of this folder share.
#pragma once

#include <stdint.h>

// The program.
void run(void);

// A number that no compiler knows.
extern volatile uint32_t start_number;
