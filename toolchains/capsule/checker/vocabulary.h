// SPDX-License-Identifier: Apache-2.0 OR MIT
// Macros: which ones a capsule uses, and what they are given.
#pragma once

#include "toolchains/capsule/checker/unit.h"

void check_vocabulary(struct unit *unit);

// The array of a SPAN() or RING(); null if the node is neither.
struct node *made_of(struct node *node);
