// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A pointer to something that ends (an automatic variable, a grant's state) must not lie in memory.
// That is kept by type: a structure type whose objects end nowhere has a member, a global, a result
// or an assigned variable that points to it; and no other type has. So such a pointer is a
// parameter, or a variable that is set where it is declared, and ends before what it points to.
#include "toolchains/capsule/checker/lifetimes.h"

#include <stdlib.h>

#include "toolchains/capsule/checker/declarations.h"
#include "toolchains/capsule/checker/expressions.h"
#include "toolchains/capsule/checker/lent.h"
#include "toolchains/capsule/checker/origin.h"
#include "toolchains/capsule/checker/types.h"
#include "toolchains/capsule/checker/vocabulary.h"

static CXCursor referenced(const struct node *node) {
    return clang_getCursorReferenced(node->cursor);
}

// A set of structure types, by declaration.
struct types {
    CXCursor *items;
    size_t count;
};

static bool is_in(const struct types *types, CXCursor type) {
    for (size_t i = 0; i < types->count; i++) {
        if (clang_equalCursors(types->items[i], type)) {
            return true;
        }
    }
    return false;
}

static void put(struct types *types, CXCursor type) {
    if (!is_in(types, type)) {
        types->items = realloc(types->items, (types->count + 1) * sizeof *types->items);
        types->items[types->count++] = type;
    }
}

// The types that pointers in memory lead to. The checker looks at one source in one run.
static struct types kept;

static void keep(struct unit *unit, CXType type) {
    type = element(type);
    if (is_pointer(type) && is_own_data(unit, pointee(type))) {
        put(&kept, declaration_of(pointee(type)));
    }
}

static enum CXVisitorResult keep_field(CXCursor field, CXClientData data) {
    struct unit *unit = data;
    keep(unit, clang_getCursorType(field));
    return CXVisit_Continue;
}

static void gather_kept(struct unit *unit, struct node *node) {
    bool global =
        node->kind == CXCursor_VarDecl &&
        (node->parent == unit->root || clang_Cursor_getStorageClass(node->cursor) == CX_SC_Static);
    if (node->kind == CXCursor_FieldDecl || global) {
        keep(unit, node->type);
    } else if (node->kind == CXCursor_StructDecl) {
        clang_Type_visitFields(node->type, keep_field, unit); // Tables of a macro's making too.
    } else if (node->kind == CXCursor_FunctionDecl) {
        keep(unit, clang_getResultType(node->type));
    } else if (is_assignment(node)) {
        keep(unit, node->first->type);
    }
    // A span's items are pointers to elements, and static.
    if (node->kind == CXCursor_FieldDecl && node->trusted && is_pointer(node->type)) {
        keep(unit, node->type);
    }
}

static bool is_arrow(const struct node *member) {
    return member->first != NULL && is_pointer(strip(member->first)->type);
}

// The variable within which an lvalue lies; null if it is reached through a pointer.
static CXCursor root_of(struct node *lvalue) {
    lvalue = strip(lvalue);
    while (lvalue != NULL) {
        if (lvalue->kind == CXCursor_DeclRefExpr) {
            return referenced(lvalue);
        }
        bool part = (lvalue->kind == CXCursor_MemberRefExpr && !is_arrow(lvalue)) ||
                    (lvalue->kind == CXCursor_ArraySubscriptExpr);
        lvalue = part ? strip(lvalue->first) : NULL;
    }
    return clang_getNullCursor();
}

// Types whose objects end, and the types of what lies in them.

struct borrow {
    struct unit *unit;
    const struct node *node; // Where.
};

static void borrow_type(struct borrow *borrow, CXType type);

static enum CXVisitorResult borrow_field(CXCursor field, CXClientData data) {
    borrow_type(data, clang_getCursorType(field));
    return CXVisit_Continue;
}

static void borrow_type(struct borrow *borrow, CXType type) {
    type = element(type);
    if (!is_record(type)) {
        return;
    }
    CXCursor record = declaration_of(type);
    if (is_in(&kept, record)) {
        report(borrow->unit, borrow->node, RULE_SCOPE,
               "pointers to 'struct %s' are kept, and this one ends", name_of(record));
    }
    if (is_own_data(borrow->unit, type) && is_in_header(record) &&
        author_of(borrow->unit, record) == AUTHOR_OWN) {
        report(borrow->unit, borrow->node, RULE_SCOPE,
               "'struct %s' is declared in a header, so other files may keep pointers to it",
               name_of(record));
    }
    clang_Type_visitFields(unqualified(type), borrow_field, borrow);
}

// Where the address of something that ends may stand: as an argument, or as the value with which a
// variable begins.
static bool is_passed_on(struct node *node) {
    struct node *user = consumer(node);
    while (user->kind == CXCursor_ConditionalOperator) {
        user = consumer(user);
    }
    bool compared = user->kind == CXCursor_BinaryOperator && !is_assignment(user);
    return user->kind == CXCursor_CallExpr || user->kind == CXCursor_VarDecl || compared ||
           user->kind == CXCursor_UnaryOperator || user->kind == CXCursor_MemberRefExpr ||
           user->kind == CXCursor_GenericSelectionExpr || user->kind == CXCursor_UnaryExpr ||
           user->kind == CXCursor_StmtExpr;
}

static void check_automatic(struct unit *unit, struct node *node, CXCursor variable) {
    if (!is_automatic(variable) || is_scope(clang_getCursorType(variable))) {
        return;
    }
    if (!is_passed_on(node)) {
        report(unit, node, RULE_SCOPE, "the address of '%s' could outlive it", name_of(variable));
    }
    struct borrow borrow = {unit, node};
    borrow_type(&borrow, clang_getCursorType(variable));
}

// An array in what a call gave, or in what an expression computed: it ends with the statement.
static bool is_temporary(struct node *lvalue) {
    lvalue = strip(lvalue);
    while (lvalue->kind == CXCursor_MemberRefExpr && !is_arrow(lvalue)) {
        lvalue = strip(lvalue->first);
    }
    return lvalue->kind == CXCursor_CallExpr || lvalue->kind == CXCursor_StmtExpr ||
           lvalue->kind == CXCursor_BinaryOperator || lvalue->kind == CXCursor_ConditionalOperator;
}

// Spans and rings may be copied and kept: their arrays are static.
static void check_made(struct unit *unit, struct node *node) {
    struct node *array = made_of(node);
    if (array == NULL) {
        return;
    }
    CXCursor variable = root_of(array);
    if (clang_Cursor_isNull(variable) || is_automatic(variable)) {
        report(unit, node, RULE_SCOPE, "the array could end before what is made of it");
    }
}

static void check_address(struct unit *unit, struct node *node) {
    if (is_address_of(node)) {
        check_automatic(unit, node, root_of(node->first));
    }
    // An array that turns into the address of its first element.
    bool decays = is_implicit(node) && node->first != NULL && is_pointer(node->type) &&
                  is_array(node->first->type);
    if (decays && node->parent->kind != CXCursor_ArraySubscriptExpr) {
        check_automatic(unit, node, root_of(node->first));
        if (is_temporary(node->first)) {
            report(unit, node, RULE_SCOPE, "the array ends with this statement");
        }
    }
}

// A pointer that is not for keeping is set once.
static void check_assignment(struct unit *unit, struct node *node) {
    if (is_assignment(node) && !node->trusted && is_pointer(node->type) &&
        !is_keepable(unit, node->type)) {
        report(unit, node, RULE_SCOPE, "this pointer could outlive what it points to");
    }
}

// Grants.

// The call within grant_state(); null if the node is none.
static struct node *grant_state_call(struct node *node) {
    struct node *call =
        node->kind == CXCursor_CStyleCastExpr && node->trusted ? strip(node->last) : NULL;
    bool is_one = call != NULL && call->kind == CXCursor_CallExpr &&
                  is_named(called_function(call), "grant_state_of");
    return is_one ? call : NULL;
}

static bool is_plain(CXType type) {
    CXType inner = element(type);
    return is_record(inner) || is_enum(inner) ||
           (inner.kind >= CXType_Bool && inner.kind <= CXType_LongLong);
}

// What does not take every value that its bits can have.
static bool is_narrow(CXType type) {
    return is_enum(type) || type.kind == CXType_Bool;
}

// What was written to a grant as a number must not be read as an enum or a bool.
static void check_grant_type(struct unit *unit, struct node *node, CXType state) {
    static CXType first;
    static bool any, any_narrow;
    any_narrow = any_narrow || holds(state, is_narrow);
    if (any && !is_same(first, state) && any_narrow) {
        report(unit, node, RULE_GRANT, "'%s' holds an enum or a bool, or '%s' does",
               text_of(clang_getTypeSpelling(state)), text_of(clang_getTypeSpelling(first)));
    }
    first = any ? first : state;
    any = true;
}

// The operations stand for the type: those of this source, where the type is one. (The kernel
// makes sure that the scope is of a driver with the same.)
static void check_grant_operations(struct unit *unit, struct node *node, struct node *call) {
    struct node *address = strip(child(call, 2));
    struct node *operations = is_address_of(address) ? strip(address->first) : address;
    CXCursor variable = clang_getCursorReferenced(operations->cursor);
    if (operations->kind != CXCursor_DeclRefExpr || variable.kind != CXCursor_VarDecl ||
        clang_Cursor_isNull(clang_getCursorDefinition(variable))) {
        report(unit, node, RULE_GRANT, "the driver's operations are not defined in this source");
    }
}

static void check_grant_state(struct unit *unit, struct node *node) {
    struct node *call = grant_state_call(node);
    if (call == NULL) {
        return;
    }
    CXType state = pointee(node->type);
    if (!is_plain(state)) {
        report(unit, node, RULE_GRANT, "'%s' is no data", text_of(clang_getTypeSpelling(state)));
    }
    check_grant_type(unit, node, state);
    check_grant_operations(unit, node, call);
    if (holds(state, is_any_pointer)) {
        report(unit, node, RULE_GRANT, "'%s' holds pointers",
               text_of(clang_getTypeSpelling(state)));
    }
    struct node *user = consumer(node);
    if (user->kind != CXCursor_VarDecl && user->kind != CXCursor_MemberRefExpr) {
        report(unit, node, RULE_SCOPE, "the state could outlive its scope");
    }
    struct borrow borrow = {unit, node};
    borrow_type(&borrow, state);
}

static void check_grant_scope(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_VarDecl || !is_scope(node->type)) {
        return;
    }
    const struct node *value = node->last == NULL ? NULL : strip(node->last);
    bool entered = value != NULL && value->trusted && value->kind == CXCursor_CallExpr &&
                   is_named(called_function(value), "grant_open");
    if (!entered) {
        report(unit, node, RULE_SCOPE, "'%s' is no entered grant", name_of(node->cursor));
    }
}

// Slices.

static struct node *block_of(struct node *node) {
    return enclosing(node, CXCursor_CompoundStmt);
}

static void check_slice(struct unit *unit, struct node *node) {
    if (is_assignment(node) && is_slice(node->type)) {
        struct node *target = strip(node->first);
        struct node *variable =
            target->kind == CXCursor_DeclRefExpr ? node_for(unit->root, referenced(target)) : NULL;
        bool parameter = variable != NULL && variable->kind == CXCursor_ParmDecl;
        if (variable == NULL ||
            !outlives(unit, node->last, parameter ? NULL : block_of(variable))) {
            report(unit, node, RULE_SCOPE, "the slice could outlive its bytes");
        }
    } else if (node->kind == CXCursor_ReturnStmt && node->first != NULL &&
               is_slice(node->first->type) && !outlives(unit, node->first, NULL)) {
        report(unit, node, RULE_SCOPE, "the slice could outlive its bytes");
    }
    bool variable = node->kind == CXCursor_VarDecl || node->kind == CXCursor_ParmDecl;
    if (variable && !node->trusted && is_pointer(node->type) && is_slice(pointee(node->type))) {
        report(unit, node, RULE_SCOPE, "'%s' points to a slice; pass slices by value",
               name_of(node->cursor));
    }
}

static void check(struct unit *unit, struct node *node) {
    check_address(unit, node);
    check_made(unit, node);
    check_assignment(unit, node);
    check_grant_state(unit, node);
    check_grant_scope(unit, node);
    check_slice(unit, node);
}

void check_lifetimes(struct unit *unit) {
    for_each(unit, unit->root, gather_kept);
    for (struct node *node = unit->root->first; node != NULL; node = node->next) {
        for_each(unit, node, check);
        check_lent(unit, node);
        check_owned(unit, node);
    }
}
