// SPDX-License-Identifier: Apache-2.0 OR MIT
// What burdens the system while an application measures: its growth is what is looked for. Each
// variant of an application is linked with another `workload` (BUILD.bazel).
#pragma once

#include <stdint.h>

struct workload {
    uint32_t alarms; // Of the kernel's own clients, set far ahead.
    uint32_t grants; // Of the measuring process, allocated.
};

extern const struct workload workload;

// Sets alarms and allocates grants. They are the drivers of testing/bench/board:many.
void workload_begin(void);
