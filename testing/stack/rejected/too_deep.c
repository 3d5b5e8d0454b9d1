// SPDX-License-Identifier: Apache-2.0 OR MIT
// A frame that is larger than the stack.
#include "testing/stack/rejected/start.h"

void run(void) {
    volatile uint32_t much[300];
    for (uint32_t i = 0; i < 300; i++) {
        much[i] = start_number;
    }
    start_number = much[start_number];
}
