// SPDX-License-Identifier: Apache-2.0 OR MIT
// Ways to use more stack than there is.
#pragma once

// Pushes for ever.
[[noreturn]] void overflow_push(void);

// Leaves less room than an exception's frame takes, and has an interrupt come.
[[noreturn]] void overflow_wait(void);

// Takes a frame that reaches far below the stack, and writes to its lowest word.
[[noreturn]] void overflow_reach(void);
