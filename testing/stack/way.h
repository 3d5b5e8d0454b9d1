// SPDX-License-Identifier: Apache-2.0 OR MIT
// How a board's stack overflows.
#pragma once

// Overflows.
[[noreturn]] void way_overflow(void);
