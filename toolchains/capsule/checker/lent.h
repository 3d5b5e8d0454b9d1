// SPDX-License-Identifier: Apache-2.0 OR MIT
// Rules about buffers: who holds one uses it, and who was given one gives it on.
#pragma once

#include "toolchains/capsule/checker/unit.h"

// A slice is not used after a call that could hand its buffer over.
void check_lent(struct unit *unit, struct node *function);

// Buffers are neither made nor lost.
void check_owned(struct unit *unit, struct node *function);
