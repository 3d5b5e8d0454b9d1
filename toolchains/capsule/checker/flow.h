// SPDX-License-Identifier: Apache-2.0 OR MIT
// Rules about where control goes.
#pragma once

#include <stdio.h>

#include "toolchains/capsule/checker/unit.h"

void check_flow(struct unit *unit);

// Writes "call NAME OTHER" for the functions of other files that each function calls.
void write_calls(struct unit *unit, FILE *out);
