// SPDX-License-Identifier: Apache-2.0 OR MIT
// A call of whatever a register says.
#include "testing/stack/rejected/start.h"

typedef void hook(void);

void run(void) {
    ((hook *)(uintptr_t)start_number)();
    start_number++;
}
