// SPDX-License-Identifier: Apache-2.0 OR MIT
// Rules about what a capsule declares: names, types, objects, functions.
#pragma once

#include "toolchains/capsule/checker/unit.h"

void check_declarations(struct unit *unit);

// Whether pointers to type may lie in memory: what they point to lives for ever. Structures of the
// capsule's own may too, unless lifetimes.c finds one on the stack or in a grant.
bool is_keepable(struct unit *unit, CXType pointer);
bool is_own_data(struct unit *unit, CXType pointed); // Such a structure, no interface.
