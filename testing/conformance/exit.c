// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// TRD 104, 4.7, and TRD 106: Exit. What returns is checked here; what does not, in ends.c.

#include "testing/conformance/check.h"

CHECK(unknown_exit_fails, "trd104-4.7-3") {
    for (uint32_t number = 2; number < 20; number++) {
        MUST(raw_exit(number, 0, 0, 0).r[0] == FAILURE, "not a failure");
    }
    MUST(raw_exit(UINT32_MAX, 0, 0, 0).r[0] == FAILURE, "not a failure");
    return OK;
}
