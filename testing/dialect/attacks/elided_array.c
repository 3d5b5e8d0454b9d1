// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// The same in an array.
#include "kernel/process_id.h"

static struct process_id ids[2] = {0x100, 0x200};

[[maybe_unused]] static struct process_id f(void) {
    return ids[0];
}
