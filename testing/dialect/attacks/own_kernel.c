// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: include
// A file of one's own that is called as one of the kernel's.
#include "kernel/open.h"

[[maybe_unused]] static uint32_t f(void) {
    return own_kernel_open;
}
