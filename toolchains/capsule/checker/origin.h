// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where a slice's bytes are.
#pragma once

#include "toolchains/capsule/checker/unit.h"

// Whether all that a slice is made from lives at least as long as block; null: longer than the
// function.
bool outlives(struct unit *unit, struct node *value, const struct node *block);

// Whether a slice may show the bytes of a buffer, which somebody may hand over.
bool may_be_lent(struct unit *unit, struct node *value);

bool is_automatic(CXCursor declaration);
