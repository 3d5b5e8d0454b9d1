// SPDX-License-Identifier: Apache-2.0 OR MIT
// A frame whose size shows only when it runs.
#include "testing/stack/rejected/start.h"

void run(void) {
    volatile uint32_t *some = __builtin_alloca(4 * start_number);
    some[0] = start_number;
    start_number = some[start_number];
}
