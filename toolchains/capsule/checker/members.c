// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/capsule/checker/members.h"

#include <string.h>

#include "toolchains/capsule/checker/expressions.h"
#include "toolchains/capsule/checker/types.h"

static bool is_kernel_file(const char *file) {
    return starts_with(file, "kernel/");
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

// Kernel structures that capsules fill in: tables and layouts.
static bool is_open_record(CXCursor record) {
    const char *name = name_of(record);
    return ends_with(name, "_ops") || ends_with(name, "_layout");
}

static bool is_sealed(CXCursor field) {
    return is_kernel_file(spelled_in(field)) &&
           !is_open_record(clang_getCursorSemanticParent(field)) && !is_named(field, "ops");
}

// What a table says beside its operations stays as it was when it was compiled: a grant, for one,
// has the size that it says.
static bool is_layout(CXCursor field) {
    CXType type = clang_getCursorType(field);
    return is_kernel_file(spelled_in(field)) &&
           is_open_record(clang_getCursorSemanticParent(field)) && !is_function_pointer(type);
}

static void check_member(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_MemberRefExpr) {
        return;
    }
    CXCursor field = clang_getCursorReferenced(node->cursor);
    if (author_of(unit, field) == AUTHOR_OTHER) {
        report(unit, node, RULE_PRIVATE, "'%s' is another capsule's", name_of(field));
    }
    bool written = is_written(node) && !(node->trusted && consumer(node)->trusted);
    if (written && (is_sealed(field) || is_layout(field))) {
        report(unit, node, RULE_SEALED, "'%s' is the kernel's to set", name_of(field));
    } else if (!node->trusted && is_sealed(field) && is_pointer(node->type)) {
        report(unit, node, RULE_SEALED, "'%s' is the kernel's to follow", name_of(field));
    }
}

static bool is_sealed_record(CXType type) {
    if (!is_record(type)) {
        return false;
    }
    CXCursor record = declaration_of(type);
    return is_kernel_file(spelled_in(record)) && !is_open_record(record);
}

// Whether an aggregate's own members follow without braces of their own.
static bool lacks_braces(const struct node *item) {
    CXType target = item->type;
    const struct node *value = item;
    if (is_implicit(item) && item->first != NULL && item->first->kind == CXCursor_MemberRef) {
        value = item->last;
        for (const struct node *d = item->first; d != NULL && d != value; d = d->next) {
            target = d->kind == CXCursor_MemberRef ? d->type : target;
        }
    } else if (value->kind != CXCursor_InitListExpr && !is_record(value->type)) {
        return true; // By position, and no aggregate.
    }
    return (is_record(target) || is_array(target)) && value->kind != CXCursor_InitListExpr &&
           !is_record(value->type);
}

static void check_initialiser(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_InitListExpr || node->trusted || node->first == NULL) {
        return;
    }
    CXType inner = element(node->type);
    CXCursor record = declaration_of(inner);
    if (is_record(inner) && author_of(unit, record) == AUTHOR_OTHER) {
        report(unit, node, RULE_PRIVATE, "'%s' is another capsule's", name_of(record));
    }
    if (is_sealed_record(inner) || !holds(inner, is_sealed_record)) {
        return; // check_designator() and check_position() look at the kernel's own.
    }
    for (const struct node *item = node->first; item != NULL; item = item->next) {
        if (lacks_braces(item)) {
            report(unit, item, RULE_SEALED, "members of the kernel's structures without a name");
            return;
        }
    }
}

// A member of the kernel's structures, named in an initialiser.
static void check_designator(struct unit *unit, struct node *node) {
    if (node->kind == CXCursor_MemberRef && !node->trusted && is_implicit(node->parent) &&
        is_sealed(clang_getCursorReferenced(node->cursor))) {
        report(unit, node, RULE_SEALED, "'%s' is the kernel's to set", name_of(node->cursor));
    }
}

static void check_position(struct unit *unit, struct node *node) {
    struct node *list = node->parent;
    if (list == NULL || list->kind != CXCursor_InitListExpr || list->trusted ||
        !is_sealed_record(list->type)) {
        return;
    }
    if (!is_implicit(node) || node->first == NULL || node->first->kind != CXCursor_MemberRef) {
        report(unit, node, RULE_SEALED, "'struct %s' is made by the kernel",
               name_of(declaration_of(list->type)));
    }
}

// A copy of another capsule's structure reads all of it, or sets all of it.
static void check_foreign_copy(struct unit *unit, struct node *node) {
    bool copied = (is_implicit(node) && node->first != NULL && node->first == node->last) ||
                  is_assignment(node);
    if (copied && is_record(node->type) && node->parent->kind != CXCursor_MemberRefExpr &&
        author_of(unit, declaration_of(node->type)) == AUTHOR_OTHER) {
        report(unit, node, RULE_PRIVATE, "'%s' is another capsule's",
               text_of(clang_getTypeSpelling(node->type)));
    }
}

static void check_reference(struct unit *unit, struct node *node) {
    if (node->kind == CXCursor_DeclRefExpr) {
        CXCursor target = clang_getCursorReferenced(node->cursor);
        if (target.kind == CXCursor_VarDecl && author_of(unit, target) == AUTHOR_OTHER) {
            report(unit, node, RULE_PRIVATE, "'%s' is another capsule's", name_of(target));
        }
    }
}

// Locals and members of another capsule's structure are that capsule's memory.
static void check_foreign_object(struct unit *unit, struct node *node) {
    if (node->kind == CXCursor_VarDecl && !node->trusted && is_record(element(node->type)) &&
        author_of(unit, declaration_of(element(node->type))) == AUTHOR_OTHER) {
        report(unit, node, RULE_PRIVATE, "'%s' is another capsule's object", name_of(node->cursor));
    }
}

static void check(struct unit *unit, struct node *node) {
    check_member(unit, node);
    check_initialiser(unit, node);
    check_designator(unit, node);
    check_position(unit, node);
    check_reference(unit, node);
    check_foreign_copy(unit, node);
    check_foreign_object(unit, node);
}

void check_members(struct unit *unit) {
    for_each(unit, unit->root, check);
}
