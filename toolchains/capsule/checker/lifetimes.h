// SPDX-License-Identifier: Apache-2.0 OR MIT
// Rules about how long things live: automatic variables, grants, slices, buffers.
#pragma once

#include "toolchains/capsule/checker/unit.h"

void check_lifetimes(struct unit *unit);
