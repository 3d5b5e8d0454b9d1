// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A call leads out if it may reach other code than this file's and the kernel's: then buffers may
// change hands. Slices that were made or received before are not used after it. What counts is
// the order in the text, and that of loops; ways that a return, break or continue ends are left
// out.
#include "toolchains/capsule/checker/lent.h"

#include <string.h>

#include "toolchains/capsule/checker/expressions.h"
#include "toolchains/capsule/checker/origin.h"
#include "toolchains/capsule/checker/types.h"

static CXCursor referenced(const struct node *node) {
    return clang_getCursorReferenced(node->cursor);
}

static bool takes_writer(CXCursor function) {
    for (int i = 0; i < clang_Cursor_getNumArguments(function); i++) {
        CXType type = clang_getCursorType(clang_Cursor_getArgument(function, (unsigned)i));
        if (is_pointer(type) && is_named(declaration_of(pointee(type)), "writer")) {
            return true;
        }
    }
    return false;
}

static bool call_leads_out(struct unit *unit, const struct node *call);

static bool leads_out(struct unit *unit, const struct node *top) {
    if (top->kind == CXCursor_CallExpr && call_leads_out(unit, top)) {
        return true;
    }
    for (struct node *below = top->first; below != NULL; below = below->next) {
        if (leads_out(unit, below)) {
            return true;
        }
    }
    return false;
}

static bool call_leads_out(struct unit *unit, const struct node *call) {
    enum { UNKNOWN, LOOKING, NO, YES };
    CXCursor function = called_function(call);
    if (clang_Cursor_isNull(function)) {
        return true;
    }
    const char *file = place_of(clang_getCanonicalCursor(function)).file;
    if (starts_with(file, "kernel/")) {
        return takes_writer(function);
    }
    struct node *definition = definition_of(unit, function);
    if (*file == '\0') {
        return false; // The compiler's own: a macro's trap.
    }
    if (definition == NULL) {
        return true;
    }
    if (definition->leads_out == UNKNOWN) {
        definition->leads_out = LOOKING;
        definition->leads_out = leads_out(unit, definition) ? YES : NO;
    }
    return definition->leads_out == YES; // What leads back to itself adds nothing.
}

// The nearest node that holds both.
static struct node *common(struct node *a, const struct node *b) {
    while (!contains(a, b)) {
        a = a->parent;
    }
    return a;
}

static bool is_loop(const struct node *node) {
    return node->kind == CXCursor_ForStmt || node->kind == CXCursor_WhileStmt ||
           node->kind == CXCursor_DoStmt;
}

// The loop, or switch, that a break or continue is about.
static const struct node *left_by(const struct node *jump) {
    const struct node *above = jump->parent;
    while (above != NULL && !is_loop(above) &&
           !(jump->kind == CXCursor_BreakStmt && above->kind == CXCursor_SwitchStmt)) {
        above = above->parent;
    }
    return above;
}

// Whether control does not come from the end of node to use, but by a loop around both.
static bool ends_way(const struct node *node, const struct node *use) {
    if (node->kind == CXCursor_CompoundStmt) {
        return node->last != NULL && ends_way(node->last, use);
    }
    if (node->kind == CXCursor_BreakStmt || node->kind == CXCursor_ContinueStmt) {
        return contains(left_by(node), use);
    }
    return node->kind == CXCursor_ReturnStmt;
}

// Whether, after call, control can come to use, which stands behind it.
static bool comes_to(struct node *call, const struct node *use) {
    struct node *together = common(call, use);
    for (struct node *way = call; way != together; way = way->parent) {
        bool branch = way->parent->kind == CXCursor_IfStmt && way != way->parent->first;
        if (branch && (ends_way(way, use) || way->parent == together)) {
            return false; // The way ends, or use is in the other branch.
        }
        if (way->kind == CXCursor_ReturnStmt) {
            return false;
        }
    }
    return true;
}

// Whether a loop that began after variable was declared holds both.
static bool is_in_loop(struct node *call, const struct node *use, const struct node *variable) {
    for (struct node *above = common(call, use); above != NULL; above = above->parent) {
        bool begins_with_it = variable->parent->parent == above; // for (variable ...; ...)
        if (is_loop(above) && (!contains(above, variable) || begins_with_it)) {
            return true;
        }
    }
    return false;
}

struct lease {
    struct unit *unit;
    struct node *variable; // A slice.
    struct node *use;
};

static void check_against_calls(struct lease *lease, struct node *top) {
    if (top->kind == CXCursor_CallExpr && top->first_index > lease->variable->last_index - 1 &&
        !contains(top, lease->use) && call_leads_out(lease->unit, top)) {
        bool before = top->first_index < lease->use->first_index;
        if ((before && comes_to(top, lease->use)) || is_in_loop(top, lease->use, lease->variable)) {
            report(lease->unit, lease->use, RULE_LENT,
                   "'%s' may be bytes of a buffer that a call in line %u handed over",
                   name_of(lease->variable->cursor), place_of(top->cursor).line);
        }
    }
    for (struct node *below = top->first; below != NULL; below = below->next) {
        check_against_calls(lease, below);
    }
}

static struct node *the_function;

static void check_use(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_DeclRefExpr || !is_slice(node->type)) {
        return;
    }
    struct node *variable = node_for(the_function, referenced(node));
    struct node *user = consumer(node);
    bool only_set = is_assignment(user) && contains(user->first, node);
    bool length = user->kind == CXCursor_MemberRefExpr;
    if (variable != NULL && !only_set && !length && may_be_lent(unit, node)) {
        struct lease lease = {unit, variable, node};
        check_against_calls(&lease, the_function);
    }
}

// f(buffer_read(b), g()), where g leads out.
static void check_arguments(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_CallExpr) {
        return;
    }
    bool slice = false;
    bool out = false;
    for (struct node *argument = node->first->next; argument != NULL; argument = argument->next) {
        slice = slice || (is_slice(argument->type) && may_be_lent(unit, argument));
        out = out || leads_out(unit, argument);
    }
    if (slice && out) {
        report(unit, node, RULE_LENT, "an argument hands over what another one shows");
    }
}

void check_lent(struct unit *unit, struct node *function) {
    the_function = function;
    if (function->kind == CXCursor_FunctionDecl) {
        for_each(unit, function, check_use);
        for_each(unit, function, check_arguments);
    }
}

// Ownership.

static bool is_buffer_handle(CXType type) {
    return is_pointer(type) && is_buffer(pointee(type)) &&
           !clang_isConstQualifiedType(pointee(type));
}

// The kernel's functions look at a buffer, or set its window; one takes it.
static bool takes_buffer(const struct node *call) {
    CXCursor function = called_function(call);
    return clang_Cursor_isNull(function) || is_named(function, "buffer_take") ||
           !starts_with(place_of(clang_getCanonicalCursor(function)).file, "kernel/");
}

// Whether the variable is given to some function, itself or its address. A parameter may be lent:
// then looking at it will do.
static bool is_given_on(struct node *top, CXCursor variable) {
    if (top->kind == CXCursor_DeclRefExpr && clang_equalCursors(referenced(top), variable)) {
        struct node *user = consumer(top);
        if (is_address_of(user)) {
            user = consumer(user);
        }
        if (user->kind == CXCursor_CallExpr &&
            (variable.kind == CXCursor_ParmDecl || takes_buffer(user))) {
            return true;
        }
    }
    for (struct node *below = top->first; below != NULL; below = below->next) {
        if (is_given_on(below, variable)) {
            return true;
        }
    }
    return false;
}

static void check_kept_up(struct unit *unit, struct node *node) {
    bool local = node->kind == CXCursor_VarDecl && is_buffer(node->type) &&
                 clang_Cursor_getStorageClass(node->cursor) != CX_SC_Static;
    bool parameter = node->kind == CXCursor_ParmDecl && is_buffer_handle(node->type) &&
                     enclosing(node, CXCursor_FunctionDecl) == the_function &&
                     clang_isCursorDefinition(the_function->cursor);
    if ((local || parameter) && !is_given_on(the_function, node->cursor)) {
        report(unit, node, RULE_OWNED, "the buffer in '%s' is lost", name_of(node->cursor));
    }
}

// Whether a buffer that a function returns goes somewhere: into a variable, a member, a call.
static bool is_received(struct node *call) {
    struct node *user = consumer(call);
    return is_assignment(user) || user->kind == CXCursor_VarDecl ||
           user->kind == CXCursor_ReturnStmt || user->kind == CXCursor_CallExpr ||
           user->kind == CXCursor_InitListExpr;
}

static void check_made(struct unit *unit, struct node *node) {
    if (node->kind == CXCursor_InitListExpr && is_buffer(node->type) && node->trusted) {
        report(unit, node, RULE_OWNED, "a buffer's memory comes from the board");
    }
    if (node->kind == CXCursor_CallExpr && is_buffer(node->type) && !is_received(node)) {
        report(unit, node, RULE_OWNED, "the buffer is lost");
    }
}

void check_owned(struct unit *unit, struct node *function) {
    the_function = function;
    for_each(unit, function, check_made);
    if (function->kind == CXCursor_FunctionDecl) {
        for_each(unit, function, check_kept_up);
    }
}
