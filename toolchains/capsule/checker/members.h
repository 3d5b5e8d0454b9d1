// SPDX-License-Identifier: Apache-2.0 OR MIT
// Rules about members of structures, and objects, that belong to the kernel or to other capsules.
#pragma once

#include "toolchains/capsule/checker/unit.h"

void check_members(struct unit *unit);
