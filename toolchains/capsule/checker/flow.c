// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/capsule/checker/flow.h"

#include "toolchains/capsule/checker/expressions.h"
#include "toolchains/capsule/checker/types.h"

static struct node *body_of(const struct node *function) {
    return function->last != NULL && function->last->kind == CXCursor_CompoundStmt ? function->last
                                                                                   : NULL;
}

// Recursion: whether node can reach target through calls within this file.

static unsigned walk; // Each function is looked at once in a walk.

static bool is_new(struct node *function) {
    bool new = function->visit != walk;
    function->visit = walk;
    return new;
}

static bool reaches(struct unit *unit, struct node *node, const struct node *target) {
    if (node->kind == CXCursor_CallExpr) {
        CXCursor called = called_function(node);
        struct node *function = clang_Cursor_isNull(called) ? NULL : definition_of(unit, called);
        if (function != NULL &&
            (function == target || (is_new(function) && reaches(unit, function, target)))) {
            return true;
        }
    }
    for (struct node *below = node->first; below != NULL; below = below->next) {
        if (reaches(unit, below, target)) {
            return true;
        }
    }
    return false;
}

static void check_recursion(struct unit *unit, struct node *node) {
    if (node->kind == CXCursor_FunctionDecl && body_of(node) != NULL) {
        walk++;
        if (reaches(unit, node, node)) {
            report(unit, node, RULE_RECURSION, "'%s' calls itself", name_of(node->cursor));
        }
    }
}

// What a function calls in the capsule's other files, itself or through functions of this one.
static void write_calls_of(struct unit *unit, struct node *node, const struct node *from,
                           FILE *out) {
    CXCursor called =
        node->kind == CXCursor_CallExpr ? called_function(node) : clang_getNullCursor();
    if (!clang_Cursor_isNull(called)) {
        struct node *function = definition_of(unit, called);
        if (function == NULL && author_of(unit, called) == AUTHOR_OWN) {
            fprintf(out, "call %s %s\n", name_of(from->cursor), name_of(called));
        } else if (function != NULL && is_new(function)) {
            write_calls_of(unit, function, from, out);
        }
    }
    for (struct node *below = node->first; below != NULL; below = below->next) {
        write_calls_of(unit, below, from, out);
    }
}

void write_calls(struct unit *unit, FILE *out) {
    for (struct node *node = unit->root->first; node != NULL; node = node->next) {
        if (node->kind == CXCursor_FunctionDecl && body_of(node) != NULL &&
            clang_getCursorLinkage(node->cursor) == CXLinkage_External) {
            walk++;
            write_calls_of(unit, node, node, out);
        }
    }
}

// Switches.

static bool is_label(const struct node *node) {
    return node->kind == CXCursor_CaseStmt || node->kind == CXCursor_DefaultStmt;
}

// The statement behind a label and those directly after it.
static struct node *labelled(struct node *label) {
    while (is_label(label)) {
        label = label->last;
    }
    return label;
}

static void check_label(struct unit *unit, struct node *node) {
    if (!is_label(node)) {
        return;
    }
    struct node *above = node->parent;
    while (is_label(above)) {
        above = above->parent;
    }
    if (above->kind != CXCursor_CompoundStmt || above->parent->kind != CXCursor_SwitchStmt) {
        report(unit, node, RULE_SWITCH, "a label within a statement of the switch");
    }
}

static bool has_default(const struct node *node) {
    if (node->kind == CXCursor_DefaultStmt) {
        return true;
    }
    return is_label(node) && has_default(node->last);
}

static unsigned labels_in(const struct node *node) {
    return is_label(node) ? 1 + labels_in(node->last) : 0;
}

static enum CXChildVisitResult count_constant(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    *(unsigned *)data += cursor.kind == CXCursor_EnumConstantDecl;
    return CXChildVisit_Continue;
}

static bool covers_all(struct node *node) {
    unsigned labels = 0;
    unsigned constants = 0;
    struct node *value = strip(node->first);
    for (struct node *item = node->last->first; item != NULL; item = item->next) {
        if (has_default(item)) {
            return true;
        }
        labels += labels_in(item);
    }
    if (is_enum(value->type)) {
        clang_visitChildren(declaration_of(value->type), count_constant, &constants);
    }
    return constants != 0 && labels >= constants;
}

static void check_switch(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_SwitchStmt) {
        return;
    }
    if (node->last->kind != CXCursor_CompoundStmt) {
        report(unit, node, RULE_SWITCH, "a switch without a block");
        return;
    }
    for (struct node *item = node->last->first; item != NULL; item = item->next) {
        if (labelled(item)->kind == CXCursor_DeclStmt) {
            report(unit, labelled(item), RULE_SWITCH, "a jump could pass over this declaration");
        }
    }
    if (!covers_all(node)) {
        report(unit, node, RULE_SWITCH, "not every value has a case, and there is no default");
    }
}

// Results.

static bool returns(struct node *node);

// Whether a break in it leaves the switch that it is the body of.
static bool breaks_out(const struct node *node) {
    if (node->kind == CXCursor_BreakStmt) {
        return true;
    }
    for (const struct node *below = node->first; below != NULL; below = below->next) {
        bool own = below->kind == CXCursor_SwitchStmt || below->kind == CXCursor_ForStmt ||
                   below->kind == CXCursor_WhileStmt || below->kind == CXCursor_DoStmt;
        if (!own && breaks_out(below)) {
            return true;
        }
    }
    return false;
}

static bool switch_returns(struct node *node) {
    bool any_default = false;
    struct node *last = NULL;
    for (struct node *item = node->last->first; item != NULL; item = item->next) {
        any_default = any_default || has_default(item);
        last = labelled(item);
    }
    return any_default && !breaks_out(node->last) && last != NULL && returns(last);
}

static bool returns(struct node *node) {
    switch ((int)node->kind) {
    case CXCursor_ReturnStmt:
        return true;
    case CXCursor_CompoundStmt:
        return node->last != NULL && returns(node->last);
    case CXCursor_IfStmt:
        return child_count(node) == 3 && returns(child(node, 1)) && returns(child(node, 2));
    case CXCursor_SwitchStmt:
        return switch_returns(node);
    default:
        return false;
    }
}

static void check_return(struct unit *unit, struct node *node) {
    if (node->kind == CXCursor_FunctionDecl && body_of(node) != NULL &&
        clang_getResultType(node->type).kind != CXType_Void && !returns(body_of(node))) {
        report(unit, node, RULE_RETURN, "'%s' can end without a value", name_of(node->cursor));
    }
}

static void check(struct unit *unit, struct node *node) {
    check_recursion(unit, node);
    check_label(unit, node);
    check_switch(unit, node);
    check_return(unit, node);
}

void check_flow(struct unit *unit) {
    for_each(unit, unit->root, check);
}
