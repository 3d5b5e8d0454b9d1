// SPDX-License-Identifier: Apache-2.0 OR MIT
// A driver that sets many of the kernel's alarms.
//
//     command 0         success.
//     command 1 (count) sets the first count of its alarms, due in some hours.
//
// Wiring:
//     static struct alarms alarms = {
//         .driver = {.ops = &alarms_ops},
//         .alarms = SPAN(table),
//     };
#pragma once

#include "hil/time.h"
#include "kernel/driver.h"
#include "kernel/span.h"

extern const struct driver_ops alarms_ops;

struct alarms {
    struct driver driver;                // .ops set by the board.
    SPAN_OF(struct alarm *const) alarms; // Set by the board.
};
