// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/kernel_current.h"

const struct kernel *kernel_current;
struct writer *kernel_panic_writer;
