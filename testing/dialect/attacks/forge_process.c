// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A process id that nobody gave.
#include "kernel/process_id.h"

[[maybe_unused]] static struct process_id f(void) {
    struct process_id id = {0x100};
    return id;
}
