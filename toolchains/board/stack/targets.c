// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/solve_internal.h"

#include <stdlib.h>
#include <string.h>

enum : uint32_t { MOST_CONTEXTS = 24 }; // That a parameter is worth.

// The contexts that a parameter is looked at in. Returns how many.
static size_t contexts_of(const struct set *argument, uint32_t contexts[MOST_CONTEXTS]) {
    if (argument->count == 0) {
        contexts[0] = CONTEXT_NOTHING;
        return 1;
    }
    if (argument->count > MOST_CONTEXTS) {
        contexts[0] = CONTEXT_MANY;
        return 1;
    }
    memcpy(contexts, argument->item, argument->count * sizeof(*contexts));
    return argument->count;
}

// Where the arguments point to that make the context.
struct arguments {
    struct set places[CONTEXT_PARAMETERS];
};

// Adds to `nodes` those of a function that is called with these arguments.
static void find_nodes(struct solver *solver, uint32_t function, const struct arguments *arguments,
                       struct set *nodes) {
    uint32_t firsts[MOST_CONTEXTS];
    uint32_t seconds[MOST_CONTEXTS];
    size_t first_count = contexts_of(&arguments->places[0], firsts);
    size_t second_count = contexts_of(&arguments->places[1], seconds);
    for (size_t i = 0; i < first_count; i++) {
        for (size_t k = 0; k < second_count; k++) {
            uint32_t context[CONTEXT_PARAMETERS] = {firsts[i], seconds[k]};
            (void)set_add(nodes, node_number(solver, function, context));
        }
    }
}

// What a call leads to.
struct targets {
    struct set *nodes;
    struct set *outside;
    bool unknown;
};

// Adds what a call leads to that goes to one of `callees` with these arguments.
static void add_targets(struct solver *solver, const struct op *call, const struct set *callees,
                        const struct arguments *arguments, struct targets *targets) {
    for (size_t i = 0; i < callees->count; i++) {
        uint32_t object = solver->places.all.item[callees->item[i]].object;
        uint32_t number = solver->places.objects.item[object].function;
        targets->unknown |= object == PROGRAM_UNKNOWN;
        // A call through a pointer of another type is none that a C program may make.
        if (number == PROGRAM_NO_FUNCTION ||
            solver->program->functions.item[number].type != call->type) {
            continue;
        }
        if (solver->program->functions.item[number].defined) {
            find_nodes(solver, number, arguments, targets->nodes);
        } else {
            (void)set_add(targets->outside, number);
        }
    }
}

// An interface's operation is called with the interface: object->ops->operation(object). A table
// may have functions beside what they are called with: entry->handle(entry->object). So where both
// are found through one pointer, each place that this may point to is looked at alone.

enum : uint32_t { MOST_LOADS = 3 }; // On the way.

// The operation that makes a value; null if it is a parameter.
static const struct op *maker_of(const struct solver *solver, uint32_t node,
                                 struct operand operand) {
    if (operand.kind != OPERAND_VALUE) {
        return nullptr;
    }
    uint32_t op = solver->makers[solver->nodes.item[node].function][operand.index];
    return op == 0 ? nullptr : &function_of(solver, node)->ops.item[op - 1];
}

// The value that an operand is at a fixed distance from.
static struct operand base_of(const struct solver *solver, uint32_t node, struct operand operand) {
    const struct op *op = maker_of(solver, node, operand);
    while (op != nullptr && op->kind == OP_MOVE && op->stride == 0) {
        operand = op->operands.item[0];
        op = maker_of(solver, node, operand);
    }
    return operand;
}

// If an operand is `base`, moved by fixed distances and loaded from at most a few times.
static bool leads_from(const struct solver *solver, uint32_t node, struct operand base,
                       struct operand operand, uint32_t loads) {
    operand = base_of(solver, node, operand);
    if (operand.kind == OPERAND_VALUE && operand.index == base.index) {
        return true;
    }
    const struct op *op = maker_of(solver, node, operand);
    return op != nullptr && op->kind == OP_LOAD && loads > 0 &&
           leads_from(solver, node, base, op->operands.item[0], loads - 1);
}

// The value that both a function and an argument are found through; OPERAND_NONE if there is none.
static struct operand common_base(const struct solver *solver, uint32_t node, struct operand callee,
                                  struct operand argument) {
    for (uint32_t loads = 0; loads <= MOST_LOADS; loads++) {
        struct operand base = base_of(solver, node, argument);
        if (base.kind == OPERAND_VALUE && leads_from(solver, node, base, callee, MOST_LOADS)) {
            return base;
        }
        const struct op *op = maker_of(solver, node, base);
        if (op == nullptr || op->kind != OP_LOAD) {
            break;
        }
        argument = op->operands.item[0];
    }
    return (struct operand){};
}

// Where such an operand points to if `base` is one place. Adds to `into`.
static void follow(struct solver *solver, uint32_t node, struct operand base, uint32_t place,
                   struct operand operand, struct set *into) {
    if (operand.kind == OPERAND_VALUE && operand.index == base.index) {
        (void)set_add(into, place);
        return;
    }
    const struct op *op = maker_of(solver, node, operand);
    struct set from = {};
    follow(solver, node, base, place, op->operands.item[0], &from);
    for (size_t i = 0; i < from.count; i++) {
        if (op->kind == OP_LOAD) {
            places_read(&solver->places, from.item[i], op->size, into);
        } else {
            move_one(&solver->places, op, solver->places.all.item[from.item[i]], into);
        }
    }
    free(from.item);
}

// The targets of a call, the function and parameter p of which are found through `base`.
static void find_through(struct solver *solver, uint32_t node, const struct op *call,
                         struct operand base, uint32_t p, struct arguments *arguments,
                         struct targets *targets) {
    struct set places = places_of(solver, node, base);
    struct set all = arguments->places[p];
    for (size_t i = 0; i < places.count; i++) {
        struct set callees = {};
        arguments->places[p] = (struct set){};
        bool changed = solver->places.changed;
        follow(solver, node, base, places.item[i], call->operands.item[0], &callees);
        follow(solver, node, base, places.item[i], call->operands.item[p + 1],
               &arguments->places[p]);
        solver->places.changed = changed;
        add_targets(solver, call, &callees, arguments, targets);
        free(callees.item);
        free(arguments->places[p].item);
    }
    arguments->places[p] = all;
    free(places.item);
}

static void find_targets(struct solver *solver, uint32_t node, const struct op *call,
                         struct targets *targets) {
    const struct operands *operands = &call->operands;
    struct arguments arguments = {};
    struct operand base = {};
    uint32_t found_through = 0;
    for (uint32_t p = 0; p < CONTEXT_PARAMETERS && p + 1 < operands->count; p++) {
        arguments.places[p] = places_of(solver, node, operands->item[p + 1]);
        if (base.kind == OPERAND_NONE) {
            base = common_base(solver, node, operands->item[0], operands->item[p + 1]);
            found_through = p;
        }
    }
    if (base.kind != OPERAND_NONE) {
        find_through(solver, node, call, base, found_through, &arguments, targets);
    } else {
        struct set callees = places_of(solver, node, operands->item[0]);
        add_targets(solver, call, &callees, &arguments, targets);
        free(callees.item);
    }
    for (uint32_t p = 0; p < CONTEXT_PARAMETERS; p++) {
        free(arguments.places[p].item);
    }
}

bool solve_call(struct solver *solver, uint32_t node, const struct op *call, struct set *callees,
                struct set *outside) {
    struct targets targets = {callees, outside, false};
    find_targets(solver, node, call, &targets);
    return targets.unknown;
}
