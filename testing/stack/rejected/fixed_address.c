// SPDX-License-Identifier: Apache-2.0 OR MIT
// A call into another image.
#include "testing/stack/rejected/start.h"

typedef void hook(void);

void run(void) {
    ((hook *)0x5001)();
    start_number++;
}
