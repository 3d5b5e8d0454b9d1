// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix's wiring, which its variants share: a variant is a main() that starts it, adds what is its
// own, and runs it.
#pragma once

#include "capsules/core/virtual_uart.h"
#include "kernel/kernel.h"

extern const struct kernel imix_kernel;

// Starts kernel, chip and capsules. more: one more device on the console's port, or null.
void imix_start(struct virtual_uart *more);

// Loads the applications and runs them.
[[noreturn]] void imix_run(void);
