// SPDX-License-Identifier: Apache-2.0 OR MIT
// Rules that keep container_of() true: a function that goes from a member to its container is
// reached only through the table of that member of that container.
#pragma once

#include "toolchains/capsule/checker/unit.h"

void check_interfaces(struct unit *unit);
