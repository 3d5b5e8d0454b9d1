// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/solve_internal.h"

#include <stdlib.h>

enum : uint32_t {
    WORD = 4,
    MOST_PLACES = 256, // That a stepping pointer is worth.
};

const struct function *function_of(const struct solver *solver, uint32_t node) {
    return &solver->program->functions.item[solver->nodes.item[node].function];
}

// Arrays that stay where they are while nodes are added.
static void *new_array(size_t count, size_t size) {
    size_t none = 0;
    return grow_array(nullptr, &none, count, size);
}

uint32_t node_number(struct solver *solver, uint32_t function,
                     const uint32_t context[CONTEXT_PARAMETERS]) {
    uint32_t number =
        numbering_add(&solver->node_numbers, (struct key){{function, context[0], context[1]}});
    if (number == solver->nodes.count) {
        uint32_t count = solver->program->functions.item[function].value_count + 1;
        APPEND(&solver->nodes, (struct node){
                                   .function = function,
                                   .context = {context[0], context[1]},
                                   .values = new_array(count, sizeof(struct set)),
                                   .returned = new_array(1, sizeof(struct set)),
                               });
        solver->places.changed = true;
    }
    return number;
}

uint32_t solve_root(struct solver *solver, uint32_t function) {
    const uint32_t nothing[] = {CONTEXT_NOTHING, CONTEXT_NOTHING};
    return node_number(solver, function, nothing);
}

// What an operand points to, added to `into`.
static void look_up(struct solver *solver, uint32_t node, struct operand operand,
                    struct set *into) {
    if (operand.kind == OPERAND_VALUE) {
        places_include(&solver->places, into, &solver->nodes.item[node].values[operand.index]);
    } else if (operand.kind == OPERAND_PLACE) {
        places_include_one(&solver->places, into,
                           places_number(&solver->places, operand.index, operand.offset));
    }
}

struct set places_of(struct solver *solver, uint32_t node, struct operand operand) {
    struct set found = {};
    bool changed = solver->places.changed;
    look_up(solver, node, operand, &found);
    solver->places.changed = changed;
    return found;
}

// Pointers that move.

static void step(struct places *places, const struct op *op, struct place from, struct set *into) {
    int64_t size = places->objects.item[from.object].size;
    int64_t stride = op->stride;
    int64_t start = (int64_t)from.offset + op->offset;
    int64_t first = op->steps == 0 && start > 0 ? -(start / stride) : 0;
    for (int64_t i = first; op->steps == 0 || i < op->steps; i++) {
        int64_t offset = start + i * stride;
        if (offset > size) {
            return;
        }
        if (offset >= 0) {
            places_include_one(places, into, places_number(places, from.object, (int32_t)offset));
        }
    }
}

void move_one(struct places *places, const struct op *op, struct place from, struct set *into) {
    uint32_t size = places->objects.item[from.object].size;
    bool known = from.offset != PROGRAM_ANYWHERE && size != PROGRAM_ANY_SIZE;
    if (known && op->stride == 0) {
        int32_t offset = from.offset + op->offset;
        if (!op->within || (offset >= 0 && (uint32_t)offset <= size)) {
            places_include_one(places, into, places_number(places, from.object, offset));
        }
    } else if (known && op->within && op->stride % WORD == 0 && size / op->stride <= MOST_PLACES) {
        step(places, op, from, into);
    } else {
        places_include_one(places, into, places_number(places, from.object, PROGRAM_ANYWHERE));
    }
}

static void move(struct solver *solver, uint32_t node, const struct op *op, struct set *into) {
    struct set from = places_of(solver, node, op->operands.item[0]);
    for (size_t i = 0; i < from.count; i++) {
        move_one(&solver->places, op, solver->places.all.item[from.item[i]], into);
    }
    free(from.item);
}

static void smear(struct solver *solver, uint32_t node, struct operand operand, struct set *into) {
    struct set from = places_of(solver, node, operand);
    for (size_t i = 0; i < from.count; i++) {
        uint32_t object = solver->places.all.item[from.item[i]].object;
        places_include_one(&solver->places, into,
                           places_number(&solver->places, object, PROGRAM_ANYWHERE));
    }
    free(from.item);
}

// Memory.

// A number in the memory of processes, flash or a register leads nowhere else, nor does what is
// copied to or from there: what the kernel keeps there of its own, it stores and loads as pointers.
static void only_outside(const struct places *places, struct set *set) {
    size_t kept = 0;
    for (size_t i = 0; i < set->count; i++) {
        if (places->objects.item[places->all.item[set->item[i]].object].outside) {
            set->item[kept++] = set->item[i];
        }
    }
    set->count = kept;
}

static bool is_outside(const struct places *places, uint32_t place) {
    return places->objects.item[places->all.item[place].object].outside;
}

static void load(struct solver *solver, uint32_t node, const struct op *op, struct set *into) {
    struct places *places = &solver->places;
    struct set from = places_of(solver, node, op->operands.item[0]);
    for (size_t i = 0; i < from.count; i++) {
        if (!op->number || !is_outside(places, from.item[i])) {
            places_read(places, from.item[i], op->size, into);
            continue;
        }
        struct set value = {};
        bool changed = places->changed;
        places_read(places, from.item[i], op->size, &value);
        places->changed = changed;
        only_outside(places, &value);
        places_include(places, into, &value);
        free(value.item);
    }
    free(from.item);
}

static void store(struct solver *solver, uint32_t node, const struct op *op) {
    struct places *places = &solver->places;
    struct set to = places_of(solver, node, op->operands.item[0]);
    for (size_t v = 1; v < op->operands.count; v++) {
        struct set value = places_of(solver, node, op->operands.item[v]);
        struct set number = places_of(solver, node, op->operands.item[v]);
        only_outside(places, &number);
        for (size_t i = 0; i < to.count; i++) {
            bool reduced = op->number && is_outside(places, to.item[i]);
            places_write(places, to.item[i], op->size, reduced ? &number : &value);
        }
        free(value.item);
        free(number.item);
    }
    free(to.item);
}

static void copy_one(struct places *places, uint32_t to, uint32_t from, uint32_t size) {
    if (!is_outside(places, to) && !is_outside(places, from)) {
        places_copy(places, to, from, size);
        return;
    }
    struct set value = {};
    bool changed = places->changed;
    places_read(places, from, size, &value);
    places->changed = changed;
    only_outside(places, &value);
    places_write(places, to, size, &value);
    free(value.item);
}

static void copy(struct solver *solver, uint32_t node, const struct op *op) {
    struct set to = places_of(solver, node, op->operands.item[0]);
    struct set from = places_of(solver, node, op->operands.item[1]);
    for (size_t i = 0; i < to.count; i++) {
        for (size_t k = 0; k < from.count; k++) {
            copy_one(&solver->places, to.item[i], from.item[k], op->size);
        }
    }
    free(to.item);
    free(from.item);
}

// An object is the same in all contexts of its function: else contexts and objects would make more
// of one another for ever where functions call each other.
static void stack_object(struct solver *solver, uint32_t node, const struct op *op,
                         struct set *into) {
    uint32_t number = numbering_add(&solver->stack_numbers, key_of(op));
    if (number == solver->stack.count) {
        const char *name = function_of(solver, node)->name;
        APPEND(&solver->stack, places_add_object(&solver->places, name, op->size));
    }
    places_include_one(&solver->places, into,
                       places_number(&solver->places, solver->stack.item[number], 0));
}

static void unknown(struct solver *solver, struct set *into) {
    places_include_one(&solver->places, into, places_number(&solver->places, PROGRAM_UNKNOWN, 0));
}

// Calls.

// The node takes part in this round.
static void reach(struct solver *solver, uint32_t node) {
    if (solver->nodes.item[node].round != solver->round) {
        solver->nodes.item[node].round = solver->round;
        APPEND(&solver->reached, node);
    }
}

static void pass_arguments(struct solver *solver, uint32_t caller, const struct op *call,
                           uint32_t node) {
    uint32_t count = function_of(solver, node)->parameter_count;
    for (uint32_t p = 0; p < count && p + 1 < call->operands.count; p++) {
        struct set *value = &solver->nodes.item[node].values[p];
        uint32_t context =
            p < CONTEXT_PARAMETERS ? solver->nodes.item[node].context[p] : CONTEXT_MANY;
        if (context == CONTEXT_MANY) {
            look_up(solver, caller, call->operands.item[p + 1], value);
        } else if (context != CONTEXT_NOTHING) {
            places_include_one(&solver->places, value, context);
        }
    }
}

static void call(struct solver *solver, uint32_t caller, const struct op *op, struct set *into) {
    struct set callees = {};
    struct set outside = {};
    bool is_unknown = solve_call(solver, caller, op, &callees, &outside);
    for (size_t i = 0; i < callees.count; i++) {
        reach(solver, callees.item[i]);
        pass_arguments(solver, caller, op, callees.item[i]);
        if (into != nullptr) {
            places_include(&solver->places, into, solver->nodes.item[callees.item[i]].returned);
        }
    }
    if (into != nullptr && (is_unknown || outside.count > 0)) {
        unknown(solver, into);
    }
    free(callees.item);
    free(outside.item);
}

static void do_op(struct solver *solver, uint32_t node, const struct op *op) {
    struct set *into =
        op->result == PROGRAM_NO_RESULT ? nullptr : &solver->nodes.item[node].values[op->result];
    switch (op->kind) {
    case OP_COPY:
    case OP_NUMBER:
        for (size_t i = 0; i < op->operands.count; i++) {
            look_up(solver, node, op->operands.item[i], into);
        }
        if (op->kind == OP_NUMBER && solver->numbers_count && into->count == 0) {
            unknown(solver, into);
        }
        return;
    case OP_SMEAR:
        for (size_t i = 0; i < op->operands.count; i++) {
            smear(solver, node, op->operands.item[i], into);
        }
        return;
    case OP_MOVE:
        move(solver, node, op, into);
        return;
    case OP_OBJECT:
        stack_object(solver, node, op, into);
        return;
    case OP_LOAD:
        if (into != nullptr) {
            load(solver, node, op, into);
        }
        return;
    case OP_STORE:
        store(solver, node, op);
        return;
    case OP_MEMORY:
        copy(solver, node, op);
        return;
    case OP_CALL:
        call(solver, node, op, into);
        return;
    case OP_RETURN:
        for (size_t i = 0; i < op->operands.count; i++) {
            look_up(solver, node, op->operands.item[i], solver->nodes.item[node].returned);
        }
        return;
    case OP_OTHER:
        if (into != nullptr) {
            unknown(solver, into);
        }
        return;
    }
}

// Round by round, each with what the roots lead to as far as is known: contexts of which more has
// been found out are left behind.
static void settle(struct solver *solver, const uint32_t *roots, size_t root_count) {
    do {
        solver->places.changed = false;
        solver->round++;
        solver->reached.count = 0;
        for (size_t i = 0; i < root_count; i++) {
            reach(solver, solve_root(solver, roots[i]));
        }
        for (size_t n = 0; n < solver->reached.count; n++) {
            uint32_t node = solver->reached.item[n];
            const struct function *function = function_of(solver, node);
            for (size_t i = 0; i < function->ops.count; i++) {
                do_op(solver, node, &function->ops.item[i]);
            }
        }
    } while (solver->places.changed);
}

static void note_makers(struct solver *solver) {
    const struct program *program = solver->program;
    solver->makers = new_array(program->functions.count, sizeof(*solver->makers));
    for (size_t f = 0; f < program->functions.count; f++) {
        const struct function *function = &program->functions.item[f];
        solver->makers[f] = new_array(function->value_count + 1, sizeof(**solver->makers));
        for (uint32_t i = 0; i < function->ops.count; i++) {
            if (function->ops.item[i].result != PROGRAM_NO_RESULT) {
                solver->makers[f][function->ops.item[i].result] = i + 1;
            }
        }
    }
}

void solve(struct solver *solver, const struct program *program, const uint32_t *roots,
           size_t root_count) {
    *solver = (struct solver){.program = program};
    places_init(&solver->places, program);
    note_makers(solver);
    for (size_t i = 0; i < root_count; i++) {
        uint32_t node = solve_root(solver, roots[i]);
        for (uint32_t p = 0; p < program->functions.item[roots[i]].parameter_count; p++) {
            unknown(solver, &solver->nodes.item[node].values[p]);
        }
    }
    settle(solver, roots, root_count);
    // What is a number can be said only now.
    solver->numbers_count = true;
    settle(solver, roots, root_count);
}
