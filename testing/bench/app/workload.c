// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/app/workload.h"

#include "testing/bench/board/numbers.h"
#include "testing/conformance/raw_syscall.h"

void workload_begin(void) {
    if (workload.alarms > 0) {
        raw_command(ALARMS_DRIVER_NUMBER, 1, workload.alarms, 0);
    }
    for (uint32_t i = 0; i < workload.grants; i++) {
        raw_subscribe(FILLER_DRIVER_NUMBER + i, 0, 0, 0);
    }
}
