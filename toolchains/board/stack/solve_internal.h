// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What following assignments (solve.c) and finding calls' targets (targets.c) share.

#pragma once

#include "toolchains/board/stack/solve.h"

const struct function *function_of(const struct solver *solver, uint32_t node);

// The node of a function in a context; a new one if it was in none like it.
uint32_t node_number(struct solver *solver, uint32_t function,
                     const uint32_t context[CONTEXT_PARAMETERS]);

// What an operand points to: a set of its own, to be freed.
struct set places_of(struct solver *solver, uint32_t node, struct operand operand);

// Where an OP_MOVE takes a pointer to one place. Adds to `into`.
void move_one(struct places *places, const struct op *op, struct place from, struct set *into);
