// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A slice variable is as good as what it was made from: its first value and what is assigned to it
// later. Chains of variables and calls longer than a program has are taken for the worst.
#include "toolchains/capsule/checker/origin.h"

#include "toolchains/capsule/checker/declarations.h"
#include "toolchains/capsule/checker/expressions.h"
#include "toolchains/capsule/checker/types.h"

enum { DEPTH_LIMIT = 64 };

// What is being looked at. What leads back to itself adds nothing: the others decide.
static CXCursor chain[DEPTH_LIMIT];
static int depth;

static bool is_on_chain(CXCursor cursor) {
    for (int i = 0; i < depth; i++) {
        if (clang_equalCursors(chain[i], cursor)) {
            return true;
        }
    }
    return false;
}

static CXCursor referenced(const struct node *node) {
    return clang_getCursorReferenced(node->cursor);
}

bool is_automatic(CXCursor declaration) {
    if (declaration.kind == CXCursor_ParmDecl) {
        return true;
    }
    return declaration.kind == CXCursor_VarDecl &&
           clang_Cursor_getStorageClass(declaration) != CX_SC_Static &&
           clang_getCursorSemanticParent(declaration).kind == CXCursor_FunctionDecl;
}

typedef bool value_test(struct unit *unit, struct node *value, const void *context);

// Whether all values that a variable is given within top pass the test.
static bool all_values(struct unit *unit, struct node *top, CXCursor variable, value_test *test,
                       const void *context) {
    bool declared = clang_equalCursors(top->cursor, variable) && top->kind == CXCursor_VarDecl;
    bool assigned = is_assignment(top) && strip(top->first)->kind == CXCursor_DeclRefExpr &&
                    clang_equalCursors(referenced(strip(top->first)), variable);
    if ((declared || assigned) && top->last != NULL && clang_isExpression(top->last->kind) &&
        !test(unit, top->last, context)) {
        return false;
    }
    for (struct node *below = top->first; below != NULL; below = below->next) {
        if (!all_values(unit, below, variable, test, context)) {
            return false;
        }
    }
    return true;
}

static bool all_values_of(struct unit *unit, CXCursor variable, value_test *test,
                          const void *context) {
    if (is_on_chain(variable)) {
        return true;
    }
    struct node *declaration = node_for(unit->root, variable);
    struct node *function =
        declaration == NULL ? NULL : enclosing(declaration, CXCursor_FunctionDecl);
    if (function == NULL || depth == DEPTH_LIMIT) {
        return false;
    }
    chain[depth++] = variable;
    bool all = all_values(unit, function, variable, test, context);
    depth--;
    return all;
}

// Lifetime.

// Whether a value made from the variable ends with it.
static bool ends_with_variable(struct unit *unit, CXCursor variable) {
    CXType type = clang_getCanonicalType(clang_getCursorType(variable));
    if (!is_automatic(variable) || variable.kind == CXCursor_ParmDecl) {
        return false;
    }
    if (is_pointer(type)) {
        return !is_keepable(unit, type) || is_own_data(unit, pointee(type));
    }
    return is_array(type) || is_record(type);
}

static bool lives_in(struct unit *unit, CXCursor variable, const struct node *block) {
    struct node *declaration = node_for(unit->root, variable);
    struct node *its_block =
        declaration == NULL ? NULL : enclosing(declaration, CXCursor_CompoundStmt);
    return block != NULL && its_block != NULL && contains(its_block, block);
}

static bool value_outlives(struct unit *unit, struct node *value, const void *context) {
    return outlives(unit, value, context);
}

static bool is_parameter_storage(struct node *value) {
    return value->kind == CXCursor_DeclRefExpr && referenced(value).kind == CXCursor_ParmDecl &&
           is_record(value->type) && !is_slice(value->type) && !is_scope(value->type);
}

// What leads through many variables many ways takes longer than anybody waits.
static bool is_too_long(void) {
    enum { STEPS = 1000000 };
    static unsigned steps;
    return ++steps > STEPS;
}

bool outlives(struct unit *unit, struct node *value, const struct node *block) {
    if (is_too_long()) {
        return false;
    }
    if (block == NULL && is_parameter_storage(value)) {
        return false; // A structure passed by value ends with the function.
    }
    if (value->kind == CXCursor_DeclRefExpr) {
        CXCursor variable = referenced(value);
        if (ends_with_variable(unit, variable) && !lives_in(unit, variable, block)) {
            bool slice = is_slice(clang_getCursorType(variable));
            return slice && all_values_of(unit, variable, value_outlives, block);
        }
    }
    for (struct node *below = value->first; below != NULL; below = below->next) {
        if (!outlives(unit, below, block)) {
            return false;
        }
    }
    return true;
}

// Lending.

static bool value_is_kept(struct unit *unit, struct node *value, const void *context) {
    (void)context;
    return !may_be_lent(unit, value);
}

static bool any_return_lent(struct unit *unit, struct node *top, const struct node *function);

// Whether what a function itself makes may be lent; what it is given is looked at where it is
// called.
static bool returns_lent(struct unit *unit, CXCursor function) {
    if (starts_with(place_of(clang_getCanonicalCursor(function)).file, "kernel/")) {
        return is_named(function, "buffer_read") || is_named(function, "buffer_write");
    }
    struct node *definition = definition_of(unit, function);
    if (definition == NULL || depth == DEPTH_LIMIT) {
        return true;
    }
    if (is_on_chain(definition->cursor)) {
        return false;
    }
    chain[depth++] = definition->cursor;
    bool lent = any_return_lent(unit, definition, definition);
    depth--;
    return lent;
}

static bool is_parameter_of(const struct node *value, const struct node *function) {
    return value->kind == CXCursor_DeclRefExpr && referenced(value).kind == CXCursor_ParmDecl &&
           clang_equalCursors(clang_getCursorSemanticParent(referenced(value)), function->cursor);
}

static bool any_return_lent(struct unit *unit, struct node *top, const struct node *function) {
    if (is_parameter_of(top, function)) {
        return false;
    }
    if (top->kind == CXCursor_CallExpr && is_slice(top->type)) {
        CXCursor called = called_function(top);
        if (clang_Cursor_isNull(called) || returns_lent(unit, called)) {
            return true;
        }
    }
    for (struct node *below = top->first; below != NULL; below = below->next) {
        if (any_return_lent(unit, below, function)) {
            return true;
        }
    }
    return false;
}

struct argument {
    const struct node *function;
    unsigned index; // Of the parameter.
};

// Whether no call under top gives the function a lent slice for the parameter, and nothing else is
// done with the function.
static bool is_never_given(struct unit *unit, struct node *top, const struct argument *argument) {
    if (top->kind == CXCursor_DeclRefExpr &&
        clang_equalCursors(clang_getCursorDefinition(referenced(top)),
                           argument->function->cursor)) {
        struct node *call = consumer(top);
        bool called = call->kind == CXCursor_CallExpr && contains(call->first, top);
        struct node *given = called ? child(call, argument->index + 1) : NULL;
        if (given == NULL || may_be_lent(unit, given)) {
            return false;
        }
    }
    for (struct node *below = top->first; below != NULL; below = below->next) {
        if (!is_never_given(unit, below, argument)) {
            return false;
        }
    }
    return true;
}

static bool parameter_may_be_lent(struct unit *unit, CXCursor parameter) {
    if (is_on_chain(parameter)) {
        return false;
    }
    struct node *declaration = node_for(unit->root, parameter);
    struct node *function = declaration == NULL ? NULL : declaration->parent;
    if (function == NULL || depth == DEPTH_LIMIT ||
        clang_Cursor_getStorageClass(function->cursor) != CX_SC_Static) {
        return true;
    }
    struct argument argument = {function, 0};
    for (const struct node *below = function->first; below != declaration; below = below->next) {
        argument.index += below->kind == CXCursor_ParmDecl;
    }
    chain[depth++] = parameter;
    bool never = is_never_given(unit, unit->root, &argument);
    depth--;
    return !never;
}

bool may_be_lent(struct unit *unit, struct node *value) {
    if (is_too_long()) {
        return true;
    }
    if (value->kind == CXCursor_CallExpr && is_slice(value->type)) {
        CXCursor called = called_function(value);
        if (clang_Cursor_isNull(called) || returns_lent(unit, called)) {
            return true;
        }
    }
    if (value->kind == CXCursor_DeclRefExpr && is_slice(value->type)) {
        CXCursor variable = referenced(value);
        return variable.kind == CXCursor_ParmDecl
                   ? parameter_may_be_lent(unit, variable)
                   : !all_values_of(unit, variable, value_is_kept, NULL);
    }
    for (struct node *below = value->first; below != NULL; below = below->next) {
        if (may_be_lent(unit, below)) {
            return true;
        }
    }
    return false;
}
