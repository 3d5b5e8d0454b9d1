// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/turn.h"

bool turn_is_waiting(const struct driver *driver, struct process_id process, turn_waits *waits) {
    grant_enter(scope, driver, process);
    return scope.error == E_OK && waits(&scope);
}

struct process_id turn_next(const struct driver *driver, struct process_id last,
                            turn_waits *waits) {
    struct process_id first = process_id_none();
    bool past_last = false;
    struct process_id process = process_id_none();
    while (grant_next(driver, &process)) {
        if (turn_is_waiting(driver, process, waits)) {
            if (past_last) {
                return process;
            }
            if (process_id_is_none(first)) {
                first = process;
            }
        }
        past_last = past_last || process_id_equal(process, last);
    }
    return first;
}
