// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "testing/dialect/trap.h"

// Which trap this image springs.
enum trap trap_kind(void);
