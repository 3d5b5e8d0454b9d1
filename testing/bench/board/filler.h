// SPDX-License-Identifier: Apache-2.0 OR MIT
// A driver that has a grant and does nothing else.
//
// Wiring:
//     static struct driver filler = {.ops = &filler_ops};
#pragma once

#include "kernel/driver.h"

extern const struct driver_ops filler_ops;
