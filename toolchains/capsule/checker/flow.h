// SPDX-License-Identifier: Apache-2.0 OR MIT
// Rules about where control goes: no recursion, no jump over a declaration, no end without a value.
#pragma once

#include "toolchains/capsule/checker/unit.h"

void check_flow(struct unit *unit);
