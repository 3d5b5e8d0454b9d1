// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// The layout of a grant grows after it was allocated.
#include "kernel/driver.h"

static struct driver_ops ops;

[[maybe_unused]] static void f(struct driver *driver) {
    ops.layout.state_size = 2000;
    driver->ops = &ops;
}
