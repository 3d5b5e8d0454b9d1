// SPDX-License-Identifier: Apache-2.0 OR MIT
// Rules about single expressions and statements.
#pragma once

#include "toolchains/capsule/checker/unit.h"

void check_expressions(struct unit *unit);

// Whether the node, an lvalue, is stored to or its address is taken.
bool is_written(struct node *lvalue);
// Whether a constant of an enum has that value.
bool has_constant(CXType type, long long value);
bool is_address_of(const struct node *node);
bool is_assignment(const struct node *node);
bool is_step(const struct node *node); // ++ or --.

// The function that a call names; a null cursor if it calls through a pointer.
CXCursor called_function(const struct node *call);
