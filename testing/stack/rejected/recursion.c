// SPDX-License-Identifier: Apache-2.0 OR MIT
// A function that calls itself, and no loop will do.
#include "testing/stack/rejected/start.h"

static uint32_t fibonacci(uint32_t n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

void run(void) {
    start_number = fibonacci(start_number);
}
