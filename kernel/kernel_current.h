// SPDX-License-Identifier: Apache-2.0 OR MIT
// The running kernel, for what is called without one: a panic. Private to the kernel's core.
#pragma once

#include "kernel/kernel.h"

extern const struct kernel *kernel_current; // Null before kernel_init().
