// SPDX-License-Identifier: Apache-2.0 OR MIT
// Another capsule, as the examples and attacks see it.
#pragma once

#include "hil/time.h"
#include "kernel/driver.h"

struct neighbour {
    struct driver driver;
    struct alarm_client client;
    uint32_t count;
};

struct neighbour_record {
    uint32_t number;
};

extern const struct driver_ops neighbour_ops;

void neighbour_reset(struct neighbour *neighbour);
