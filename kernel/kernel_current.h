// SPDX-License-Identifier: Apache-2.0 OR MIT
// The running kernel, for what is called without one: a panic. Private to the kernel's core.
#pragma once

#include "kernel/kernel.h"

extern const struct kernel *kernel_current; // Null before kernel_init().

// Its panic_writer, in a variable of its own: if no kernel of an image has one, this is always
// null, and all that only a panic prints goes.
extern struct writer *kernel_panic_writer;
