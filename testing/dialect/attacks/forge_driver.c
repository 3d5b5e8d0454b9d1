// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// Another driver's grant, by its index.
#include "kernel/driver.h"

static struct driver driver;

[[maybe_unused]] static void f(void) {
    driver.grant = 3;
}
