// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A function whose first parameter goes into container_of(parameter, struct t, m) has the view
// (t, m). A table (an object, or a member that is one) has the view of the functions in it. A
// table's address goes only into member ops of member m of a struct t. And since x->ops->f is only
// called as x->ops->f(x, ...), the function is given a member m of a struct t.
#include "toolchains/capsule/checker/interfaces.h"

#include <string.h>

#include "toolchains/capsule/checker/expressions.h"
#include "toolchains/capsule/checker/types.h"

struct view {
    CXCursor container; // Null: none.
    CXCursor member;
};

static struct view no_view(void) {
    struct view view = {clang_getNullCursor(), clang_getNullCursor()};
    return view;
}

static bool is_view(struct view view) {
    return !clang_Cursor_isNull(view.container);
}

static bool is_same_view(struct view a, struct view b) {
    return clang_equalCursors(a.container, b.container) && clang_equalCursors(a.member, b.member);
}

static CXCursor referenced(const struct node *node) {
    return clang_getCursorReferenced(node->cursor);
}

static struct node *first_parameter(const struct node *function) {
    struct node *below = function->first;
    while (below != NULL && below->kind != CXCursor_ParmDecl) {
        below = below->next;
    }
    return below;
}

static bool is_container_of(const struct unit *unit, const struct node *node) {
    const char *macro = node->kind == CXCursor_StmtExpr ? macro_of(unit, node) : NULL;
    return macro != NULL && strcmp(macro, "container_of") == 0;
}

// container_of() expands to
//     ({ typeof(((type *)0)->member) *container_member = (pointer); (type *)(... - offsetof(..));
//     })
static struct node *container_variable(struct node *expansion) {
    struct node *block = expansion->first;
    struct node *declaration = block == NULL ? NULL : block->first;
    return declaration == NULL ? NULL : declaration->first;
}

static struct node *find(struct node *top, enum CXCursorKind kind) {
    if (top == NULL || top->kind == kind) {
        return top;
    }
    struct node *found = NULL;
    for (struct node *below = top->first; below != NULL && found == NULL; below = below->next) {
        found = find(below, kind);
    }
    return found;
}

static struct view view_of_expansion(struct node *expansion) {
    struct view view = no_view();
    struct node *member = find(container_variable(expansion), CXCursor_MemberRefExpr);
    if (member != NULL) {
        view.container = declaration_of(pointee(expansion->type));
        view.member = referenced(member);
    }
    return view;
}

// Finds the view of a function, and whether it has more than one.
static void gather_view(struct unit *unit, struct node *node, struct view *view, bool *mixed) {
    if (is_container_of(unit, node)) {
        struct view found = view_of_expansion(node);
        *mixed = *mixed || (is_view(*view) && !is_same_view(*view, found));
        *view = found;
    }
    for (struct node *below = node->first; below != NULL; below = below->next) {
        gather_view(unit, below, view, mixed);
    }
}

static struct view view_of_function(struct unit *unit, CXCursor function) {
    struct view view = no_view();
    bool mixed = false;
    CXCursor definition = clang_getCursorDefinition(function);
    for (struct node *node = unit->root->first; node != NULL; node = node->next) {
        if (node->kind == CXCursor_FunctionDecl && clang_equalCursors(node->cursor, definition)) {
            gather_view(unit, node, &view, &mixed);
        }
    }
    return view;
}

// A reference to a function, wherever it stands.
static bool is_function_reference(const struct node *node) {
    return node->kind == CXCursor_DeclRefExpr && referenced(node).kind == CXCursor_FunctionDecl;
}

// The table that a node stands for: an object, or a member that is a table.
static CXCursor table_of(struct node *node) {
    node = strip(node);
    if ((node->kind == CXCursor_DeclRefExpr || node->kind == CXCursor_MemberRefExpr) &&
        is_table(element(node->type))) {
        return referenced(node);
    }
    return clang_getNullCursor();
}

// The table into which a function reference is put; null if it is used otherwise.
static CXCursor table_entered(struct node *reference) {
    struct node *user = consumer(reference);
    if (is_assignment(user)) {
        struct node *entry = strip(user->first);
        return entry->kind == CXCursor_MemberRefExpr && entry->first != NULL
                   ? table_of(entry->first)
                   : clang_getNullCursor();
    }
    while (user->kind == CXCursor_InitListExpr || is_implicit(user)) {
        user = user->parent;
    }
    return user->kind == CXCursor_VarDecl && is_table(element(user->type)) ? user->cursor
                                                                           : clang_getNullCursor();
}

struct table_search {
    struct unit *unit;
    CXCursor table;
    struct view view;
    bool mixed;
};

static void gather_entries(struct table_search *search, struct node *node) {
    if (is_function_reference(node)) {
        CXCursor table = table_entered(node);
        if (!clang_Cursor_isNull(table) &&
            clang_equalCursors(clang_getCanonicalCursor(table),
                               clang_getCanonicalCursor(search->table))) {
            struct view view = view_of_function(search->unit, referenced(node));
            search->mixed = search->mixed || (is_view(view) && is_view(search->view) &&
                                              !is_same_view(view, search->view));
            search->view = is_view(view) ? view : search->view;
        }
    }
    for (struct node *below = node->first; below != NULL; below = below->next) {
        gather_entries(search, below);
    }
}

static struct table_search view_of_table(struct unit *unit, CXCursor table) {
    struct table_search search = {unit, table, no_view(), false};
    gather_entries(&search, unit->root);
    return search;
}

// Where container_of() may stand.

static bool is_assigned(struct node *top, CXCursor parameter) {
    if (top->kind == CXCursor_DeclRefExpr && clang_equalCursors(referenced(top), parameter) &&
        is_written(top)) {
        return true;
    }
    for (struct node *below = top->first; below != NULL; below = below->next) {
        if (is_assigned(below, parameter)) {
            return true;
        }
    }
    return false;
}

static void check_container(struct unit *unit, struct node *node) {
    if (!is_container_of(unit, node)) {
        return;
    }
    struct node *function = enclosing(node, CXCursor_FunctionDecl);
    struct node *parameter = function == NULL ? NULL : first_parameter(function);
    struct node *variable = container_variable(node);
    struct node *pointer = variable == NULL ? NULL : strip(variable->last);
    if (parameter == NULL || pointer == NULL || pointer->kind != CXCursor_DeclRefExpr ||
        !clang_equalCursors(referenced(pointer), parameter->cursor)) {
        report(unit, node, RULE_CONTAINER, "nothing says that this is such a member");
        return;
    }
    struct view view = no_view();
    bool mixed = false;
    gather_view(unit, function, &view, &mixed);
    if (mixed || clang_Cursor_getStorageClass(function->cursor) != CX_SC_Static ||
        is_assigned(function, parameter->cursor)) {
        report(unit, node, RULE_CONTAINER, "'%s' does not stay with one container",
               name_of(function->cursor));
    }
    if (!clang_equalCursors(clang_getCursorSemanticParent(view.member), view.container)) {
        report(unit, node, RULE_CONTAINER, "the member is not a direct one");
    }
}

// Whether a call gives a function with a view what it expects: the address of that member, or the
// caller's own first parameter if the caller has the same view.
static bool is_given(struct unit *unit, struct node *call, struct view view) {
    struct node *argument = strip(child(call, 1));
    if (argument == NULL) {
        return false;
    }
    if (is_address_of(argument)) {
        struct node *member = strip(argument->first);
        return member->kind == CXCursor_MemberRefExpr &&
               clang_equalCursors(referenced(member), view.member);
    }
    struct node *function = enclosing(call, CXCursor_FunctionDecl);
    struct node *parameter = function == NULL ? NULL : first_parameter(function);
    return argument->kind == CXCursor_DeclRefExpr && parameter != NULL &&
           clang_equalCursors(referenced(argument), parameter->cursor) &&
           is_same_view(view_of_function(unit, function->cursor), view);
}

static void check_function_use(struct unit *unit, struct node *node) {
    if (!is_function_reference(node) || node->trusted) {
        return;
    }
    struct view view = view_of_function(unit, referenced(node));
    struct node *user = consumer(node);
    if (!is_view(view)) {
        return;
    }
    bool called = user->kind == CXCursor_CallExpr && contains(user->first, node);
    bool fine = called ? is_given(unit, user, view) : !clang_Cursor_isNull(table_entered(node));
    if (!fine) {
        report(unit, node, RULE_CONTAINER, "'%s' could be called for something else than '%s'",
               name_of(referenced(node)), name_of(view.member));
    }
}

// Tables.

// The node that stands for ".ops" in an assignment or an initialiser; null if it is neither.
static bool ops_target(struct node *value, struct view *target) {
    struct node *user = consumer(value);
    *target = no_view();
    if (is_assignment(user) && !contains(user->first, value)) {
        struct node *ops = strip(user->first);
        if (ops->kind != CXCursor_MemberRefExpr || !is_table_pointer(ops->type)) {
            return false;
        }
        struct node *owner = ops->first == NULL ? NULL : strip(ops->first);
        if (owner != NULL && owner->kind == CXCursor_MemberRefExpr) {
            target->member = referenced(owner);
            target->container = clang_getCursorSemanticParent(target->member);
        }
        return true;
    }
    // .m = {.ops = &table} in an object of the container's type.
    if (user->kind != CXCursor_InitListExpr) {
        return false;
    }
    struct node *outer = user->parent;
    if (is_implicit(outer) && outer->first->kind == CXCursor_MemberRef) {
        target->member = referenced(outer->first);
        target->container = clang_getCursorSemanticParent(target->member);
    }
    return true;
}

static void check_table_address(struct unit *unit, struct node *node) {
    if (!is_address_of(node) || !is_table_pointer(node->type) || node->trusted) {
        return;
    }
    CXCursor table = table_of(node->first);
    struct view target;
    if (clang_Cursor_isNull(table) || author_of(unit, table) != AUTHOR_OWN ||
        !ops_target(node, &target)) {
        report(unit, node, RULE_INTERFACE, "a table of operations is passed about");
        return;
    }
    struct table_search search = view_of_table(unit, table);
    if (is_view(search.view) && !is_same_view(search.view, target)) {
        report(unit, node, RULE_INTERFACE, "the functions of '%s' expect member '%s' of '%s'",
               name_of(table), name_of(search.view.member), name_of(search.view.container));
    }
}

static void check_table(struct unit *unit, struct node *node) {
    bool declared = node->kind == CXCursor_VarDecl || node->kind == CXCursor_FieldDecl;
    if (!declared || node->trusted || !is_table(element(node->type)) || is_pointer(node->type)) {
        return;
    }
    if (view_of_table(unit, node->cursor).mixed) {
        report(unit, node, RULE_INTERFACE, "the functions of '%s' expect different containers",
               name_of(node->cursor));
    }
}

// Pointers to tables and to functions in tables stay where they are.
static void check_table_value(struct unit *unit, struct node *node) {
    if (node->trusted || node->kind != CXCursor_MemberRefExpr) {
        return;
    }
    struct node *user = consumer(node);
    if (is_table_pointer(node->type)) {
        bool arrow = user->kind == CXCursor_MemberRefExpr;
        bool set = is_assignment(user) && contains(user->first, node);
        if (set && !is_address_of(strip(user->last))) {
            report(unit, user, RULE_INTERFACE, "operations are taken from elsewhere");
        } else if (!arrow && !set) {
            report(unit, node, RULE_INTERFACE, "a table of operations is passed about");
        }
    } else if (is_pointer(node->type) && is_function(pointee(node->type))) {
        bool called = user->kind == CXCursor_CallExpr && contains(user->first, node);
        bool set = is_assignment(user) && contains(user->first, node);
        if (set && !is_function_reference(strip(user->last))) {
            report(unit, user, RULE_INTERFACE, "an operation is taken from elsewhere");
        } else if (!called && !set) {
            report(unit, node, RULE_INTERFACE, "an operation leaves its table");
        }
    }
}

// In an initialiser, a table pointer is the address of a table, an operation is a function.
static void check_table_initialiser(struct unit *unit, struct node *node) {
    if (node->trusted || node->parent->kind != CXCursor_InitListExpr) {
        return;
    }
    struct node *value = strip(node->type.kind == CXType_Void ? node->last : node);
    if (value->kind == CXCursor_CXXNullPtrLiteralExpr) {
        return;
    }
    if ((is_table_pointer(value->type) && !is_address_of(value)) ||
        (is_pointer(value->type) && is_function(pointee(value->type)) &&
         !is_function_reference(value))) {
        report(unit, node, RULE_INTERFACE, "operations are taken from elsewhere");
    }
}

static bool is_pointer_to_interface_part(CXType type) {
    return is_table_pointer(type) || (is_pointer(type) && is_table_pointer(pointee(type)));
}

static void check_table_variable(struct unit *unit, struct node *node) {
    bool variable = node->kind == CXCursor_VarDecl || node->kind == CXCursor_ParmDecl;
    if (variable && !node->trusted && is_pointer_to_interface_part(element(node->type))) {
        report(unit, node, RULE_INTERFACE, "'%s' passes a table of operations about",
               name_of(node->cursor));
    }
    if (variable && !node->trusted && node->parent != unit->root &&
        clang_Cursor_getStorageClass(node->cursor) != CX_SC_Static && is_interface(node->type)) {
        report(unit, node, RULE_INTERFACE, "'%s' is not static: others keep its address",
               name_of(node->cursor));
    }
}

// Calls.

static bool is_same_lvalue(struct node *a, struct node *b) {
    a = strip(a);
    b = strip(b);
    if (a == NULL || b == NULL || a->kind != b->kind) {
        return false;
    }
    if (a->kind == CXCursor_DeclRefExpr) {
        return clang_equalCursors(referenced(a), referenced(b));
    }
    return a->kind == CXCursor_MemberRefExpr && a->first != NULL && b->first != NULL &&
           clang_equalCursors(referenced(a), referenced(b)) && is_same_lvalue(a->first, b->first);
}

static bool is_method_call(struct node *call, struct node *callee) {
    struct node *ops = callee->first == NULL ? NULL : strip(callee->first);
    struct node *self = strip(child(call, 1));
    if (ops == NULL || self == NULL || ops->kind != CXCursor_MemberRefExpr || ops->first == NULL) {
        return false;
    }
    // x->ops->f(x, ...), or x.ops->f(&x, ...).
    return is_same_lvalue(ops->first, is_address_of(self) ? self->first : self);
}

static void check_method_call(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_CallExpr || node->trusted ||
        !clang_Cursor_isNull(called_function(node))) {
        return;
    }
    struct node *callee = strip(node->first);
    if (callee->kind == CXCursor_MemberRefExpr) {
        if (!is_method_call(node, callee)) {
            report(unit, node, RULE_INTERFACE, "an operation is called for another object");
        }
    } else if (callee->kind != CXCursor_DeclRefExpr) {
        report(unit, node, RULE_INTERFACE, "a function is computed");
    }
}

// Copies.

static bool is_lvalue(const struct node *node) {
    return node->kind == CXCursor_DeclRefExpr || node->kind == CXCursor_MemberRefExpr ||
           node->kind == CXCursor_ArraySubscriptExpr || node->kind == CXCursor_UnaryOperator;
}

static void check_copy(struct unit *unit, struct node *node) {
    if (!is_implicit(node) || node->first == NULL || !is_record(node->type) ||
        node->parent->kind == CXCursor_MemberRefExpr || !is_lvalue(strip(node))) {
        return;
    }
    if (holds(node->type, is_buffer)) {
        report(unit, node, RULE_OWNED, "a buffer is copied");
    } else if (!is_slice(node->type) && (is_interface(node->type) || holds(node->type, is_scope) ||
                                         holds(node->type, is_slice))) {
        report(unit, node, RULE_COPY, "'%s' is copied", text_of(clang_getTypeSpelling(node->type)));
    }
}

static void check(struct unit *unit, struct node *node) {
    check_container(unit, node);
    check_function_use(unit, node);
    check_table_address(unit, node);
    check_table(unit, node);
    check_table_value(unit, node);
    check_table_variable(unit, node);
    check_table_initialiser(unit, node);
    check_method_call(unit, node);
    check_copy(unit, node);
}

void check_interfaces(struct unit *unit) {
    for (struct node *node = unit->root->first; node != NULL; node = node->next) {
        for_each(unit, node, check);
    }
}
