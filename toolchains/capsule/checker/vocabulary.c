// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The bodies of the kernel's macros are trusted, for what they are meant to be given. So each macro
// is known here, with what it takes; one that is not known is not for capsules.
#include "toolchains/capsule/checker/vocabulary.h"

#include <string.h>

#include "toolchains/capsule/checker/expressions.h"
#include "toolchains/capsule/checker/types.h"

// What a macro looks into: a structure that a macro of the same header made.
static const struct macro {
    const char *name;
    const char *container; // The header of what it looks into; null if it does not.
    bool once;             // It evaluates that argument once.
} macros[] = {
    {"ARRAY_COUNT", NULL, false},
    {"BUFFER", NULL, false},
    {"LIST_OF", NULL, false},
    {"OPTIONAL_OF", NULL, false},
    {"RING", NULL, false},
    {"SLICE", NULL, false},
    {"SLICE_MUT", NULL, false},
    {"SPAN", NULL, false},
    {"SPAN_OF", NULL, false},
    {"array_at", NULL, false},
    {"capability_require", NULL, false},
    {"container_of", NULL, false},
    {"enum_from", NULL, false},
    {"grant_enter", NULL, false},
    {"grant_state", NULL, false},
    {"list_append", "kernel/list.h", false},
    {"list_capacity", "kernel/list.h", false},
    {"list_count", "kernel/list.h", true},
    {"list_get", "kernel/list.h", false},
    {"list_remove", "kernel/list.h", false},
    {"optional_clear", "kernel/optional.h", true},
    {"optional_get", "kernel/optional.h", false},
    {"optional_is_set", "kernel/optional.h", true},
    {"optional_set", "kernel/optional.h", false},
    {"span_at", "kernel/span.h", false},
};

static const struct macro *macro_named(const char *name) {
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++) {
        if (strcmp(macros[i].name, name) == 0) {
            return &macros[i];
        }
    }
    return NULL;
}

// UINT32_C(5) and the like: with a number, the macros that paste do no harm.
static bool is_number(const struct unit *unit, const struct expansion *use) {
    CXToken *tokens;
    unsigned count;
    clang_tokenize(unit->tu, clang_getCursorExtent(use->cursor), &tokens, &count);
    return count == 4 && clang_getTokenKind(tokens[2]) == CXToken_Literal;
}

// Constants may be anybody's; what takes arguments, or makes a pointer, is known by name.
static void check_use(struct unit *unit, const struct expansion *use) {
    CXCursor definition = clang_getCursorReferenced(use->cursor);
    const char *file = clang_Cursor_isNull(definition) ? "" : place_of(definition).file;
    bool takes = clang_Cursor_isMacroFunctionLike(definition);
    if (*file != '\0' && file_author(unit, file) != AUTHOR_TRUSTED) {
        return; // A capsule's: another rule forbids those.
    }
    bool ours = starts_with(file, "kernel/") || starts_with(file, "hil/");
    bool constant = is_compiler_header(file) && strcmp(use->name, "NULL") != 0 &&
                    (!takes || is_number(unit, use));
    if (ours ? takes && macro_named(use->name) == NULL : !constant) {
        report_at(unit, place_of(use->cursor), RULE_BUILTIN, "macro '%s' is not for capsules",
                  use->name);
    }
}

// Whether evaluating an expression twice could give two things.
static bool has_effect(const struct node *node) {
    if (node->kind == CXCursor_CallExpr || node->kind == CXCursor_StmtExpr || is_assignment(node) ||
        is_step(node) || node->kind == CXCursor_CompoundAssignOperator) {
        return true;
    }
    for (const struct node *below = node->first; below != NULL; below = below->next) {
        if (has_effect(below)) {
            return true;
        }
    }
    return false;
}

// A member, as a macro's body names it.
static void check_member(struct unit *unit, struct node *node) {
    const char *name = node->kind == CXCursor_MemberRefExpr ? macro_of(unit, node) : NULL;
    const struct macro *macro = name == NULL ? NULL : macro_named(name);
    if (macro == NULL || macro->container == NULL) {
        return;
    }
    CXCursor field = clang_getCursorReferenced(node->cursor);
    if (strcmp(spelled_in(field), macro->container) != 0) {
        report(unit, node, RULE_SEALED, "'%s' is given what %s did not make", name,
               macro->container);
    } else if (!macro->once && node->first != NULL && has_effect(node->first)) {
        report(unit, node, RULE_SEALED,
               "what '%s' is given is computed, and could differ each time", name);
    }
}

static void check_is_array(struct unit *unit, const struct node *node, struct node *value) {
    if (value == NULL || !is_array(strip(value)->type)) {
        report(unit, node, RULE_SEALED, "the size of this array is not known");
    }
}

// SLICE(array), SLICE_MUT(array).
static void check_slice(struct unit *unit, struct node *node) {
    if (node->kind == CXCursor_CallExpr && node->trusted &&
        (is_named(called_function(node), "slice_over") ||
         is_named(called_function(node), "slice_mut_over"))) {
        check_is_array(unit, node, child(node, 1));
    }
}

// The array is the first member's value.
struct node *made_of(struct node *node) {
    if (node->kind != CXCursor_InitListExpr || !node->trusted || node->first == NULL ||
        node->parent->trusted) {
        return NULL;
    }
    struct node *value = node->first->last;
    while (value != NULL && value->kind == CXCursor_InitListExpr) {
        value = value->first;
    }
    return strip(value);
}

static void check_made(struct unit *unit, struct node *node) {
    if (made_of(node) != NULL) {
        check_is_array(unit, node, made_of(node));
    }
}

static void check(struct unit *unit, struct node *node) {
    check_member(unit, node);
    check_slice(unit, node);
    check_made(unit, node);
}

void check_vocabulary(struct unit *unit) {
    for (size_t i = 0; i < unit->expansion_count; i++) {
        check_use(unit, &unit->expansions[i]);
    }
    for_each(unit, unit->root, check);
}
