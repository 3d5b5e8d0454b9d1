// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/capsule/checker/declarations.h"

#include <string.h>

#include "toolchains/capsule/checker/expressions.h"
#include "toolchains/capsule/checker/types.h"

enum {
    STACK_LIMIT = 256,  // Bytes of one variable.
    SIZE_LIMIT = 16384, // Bytes of any object: what lies behind a null pointer is guarded that far.
};

bool is_own_data(struct unit *unit, CXType pointed) {
    return is_record(pointed) && !is_interface(pointed) &&
           author_of(unit, declaration_of(pointed)) == AUTHOR_OWN;
}

// A structure that other files define is opaque here, or an interface: either way it is not data
// on a stack.
static bool is_incomplete(CXType type) {
    return is_record(type) && clang_Type_getSizeOf(type) < 0;
}

bool is_keepable(struct unit *unit, CXType pointer) {
    CXType pointed = pointee(pointer);
    return is_text(pointer) || is_void_pointer(pointer) || is_function(pointed) ||
           is_interface(pointed) || is_capability(pointed) || is_incomplete(pointed) ||
           is_own_data(unit, pointed);
}

static bool has_prefix(const struct unit *unit, const char *name) {
    size_t length = strlen(unit->prefix);
    return strncmp(name, unit->prefix, length) == 0 &&
           (name[length] == '_' || name[length] == '\0');
}

static bool has_external_prefix(const struct unit *unit, const char *name) {
    return has_prefix(unit, name) && name[strlen(unit->prefix)] == '_';
}

static void check_name(struct unit *unit, struct node *node) {
    static const char *const taken[] = {
        "slice_over",     "slice_mut_over",    "grant_open",       "grant_close",
        "grant_state_of", "grant_state_under", "container_member", "span_index",
        "array_index",    "enum_value",        "list_index",       "list_room",
    };
    if (node->trusted || !clang_isDeclaration(node->kind) || node->kind == CXCursor_FieldDecl) {
        return;
    }
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        if (is_named(node->cursor, taken[i])) {
            report(unit, node, RULE_NAME, "'%s' has a meaning of its own", taken[i]);
        }
    }
}

// Objects begin as zeros.
static void check_enum_type(struct unit *unit, const struct node *node, CXType type) {
    if (is_enum(type) && !has_constant(type, 0)) {
        report(unit, node, RULE_ENUM, "no constant of '%s' is 0, with which objects begin",
               text_of(clang_getTypeSpelling(unqualified(type))));
    }
}

static void check_type(struct unit *unit, const struct node *node, CXType type);

static void check_pointee(struct unit *unit, const struct node *node, CXType type) {
    CXType plain = unqualified(type);
    if (plain.kind != CXType_Void && plain.kind != CXType_Char_S && plain.kind != CXType_Char_U) {
        check_type(unit, node, type);
    }
}

// What the function that a pointer leads to takes and gives.
static void check_function_type(struct unit *unit, const struct node *node, CXType function) {
    check_type(unit, node, clang_getResultType(function));
    for (int i = 0; i < clang_getNumArgTypes(function); i++) {
        check_type(unit, node, clang_getArgType(function, (unsigned)i));
    }
}

// The type of an object, member, parameter or result.
static void check_type(struct unit *unit, const struct node *node, CXType type) {
    CXType inner = element(type);
    check_enum_type(unit, node, inner);
    if (is_pointer(inner)) {
        if (is_function(pointee(inner))) {
            check_function_type(unit, node, pointee(inner));
        } else {
            check_pointee(unit, node, pointee(inner));
        }
    }
    if (is_void_pointer(inner)) {
        report(unit, node, RULE_VOID, "'%s' points to anything", name_of(node->cursor));
    }
    CXType plain = unqualified(inner);
    if (plain.kind == CXType_Char_S || plain.kind == CXType_Char_U) {
        report(unit, node, RULE_STRING, "'%s' is a char", name_of(node->cursor));
    }
    if (is_text(inner) && !clang_isConstQualifiedType(pointee(inner))) {
        report(unit, node, RULE_STRING, "'%s' could write to text", name_of(node->cursor));
    }
    for (CXType t = clang_getCanonicalType(type); t.kind != CXType_Invalid; t = pointee(t)) {
        if (clang_Type_getSizeOf(t) > SIZE_LIMIT) {
            report(unit, node, RULE_SIZE, "'%s' has a type of more than %d bytes",
                   name_of(node->cursor), SIZE_LIMIT);
        }
        if (!is_pointer(t)) {
            break;
        }
    }
    for (CXType t = clang_getCanonicalType(type);; t = clang_getArrayElementType(t)) {
        if (t.kind == CXType_VariableArray || t.kind == CXType_IncompleteArray ||
            (t.kind == CXType_ConstantArray && clang_getArraySize(t) < 1)) {
            report(unit, node, RULE_ARRAY, "'%s' has no constant size", name_of(node->cursor));
        }
        if (t.kind != CXType_ConstantArray) {
            break;
        }
    }
}

// The type of something that outlives the function that sets it.
static void check_kept_type(struct unit *unit, const struct node *node, CXType type) {
    CXType inner = element(type);
    if (is_slice(inner) || is_scope(inner) || (is_pointer(inner) && !is_keepable(unit, inner))) {
        report(unit, node, RULE_SCOPE, "'%s' would outlive what it points to",
               name_of(node->cursor));
    }
}

// The items of a SPAN_OF() are static, whatever they are.
static bool is_span_items(const struct node *node) {
    return is_named(node->cursor, "items") &&
           strcmp(spelled_in(node->cursor), "kernel/span.h") == 0;
}

static void check_field(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_FieldDecl || node->trusted) {
        return;
    }
    check_type(unit, node, node->type);
    if (!is_span_items(node)) {
        check_kept_type(unit, node, node->type);
    }
    if (is_enum(node->type) && clang_Cursor_isBitField(node->cursor)) {
        report(unit, node, RULE_ENUM, "'%s' may be too narrow for its constants",
               name_of(node->cursor));
    }
}

static void check_global(struct unit *unit, struct node *node) {
    const char *name = name_of(node->cursor);
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(node->cursor);
    check_kept_type(unit, node, node->type);
    if (is_in_header(node->cursor)) {
        if (storage != CX_SC_Extern) {
            report(unit, node, RULE_HEADER, "'%s' is defined in a header", name);
        } else if (!has_external_prefix(unit, name) &&
                   author_of(unit, node->cursor) == AUTHOR_OWN) {
            report(unit, node, RULE_PREFIX, "'%s' does not begin with '%s_'", name, unit->prefix);
        }
        return;
    }
    bool declared = is_in_header(clang_getCanonicalCursor(node->cursor));
    bool constant = clang_isConstQualifiedType(node->type) ||
                    (is_array(node->type) && clang_isConstQualifiedType(element(node->type)));
    if (storage != CX_SC_Static && (!declared || !constant)) {
        report(unit, node, RULE_GLOBAL, "other files can reach '%s'", name);
    }
}

static bool is_zero_initialiser(const struct node *list) {
    return list->first == NULL;
}

// Whether an initialiser names the member that field is.
static bool names_field(const struct node *list, CXCursor field) {
    for (const struct node *item = list->first; item != NULL; item = item->next) {
        const struct node *designator = item->first;
        if (item->kind != CXCursor_UnexposedExpr || designator == NULL ||
            designator->kind != CXCursor_MemberRef) {
            return true; // By position: the compiler counts them (-Wmissing-field-initializers).
        }
        if (clang_equalCursors(clang_getCursorReferenced(designator->cursor), field)) {
            return true;
        }
    }
    return false;
}

struct members {
    struct unit *unit;
    const struct node *list;
};

static enum CXVisitorResult check_member(CXCursor field, CXClientData data) {
    const struct members *members = data;
    if (is_pointer(clang_getCursorType(field)) && !names_field(members->list, field)) {
        report(members->unit, members->list, RULE_INITIALISE, "pointer '%s' is left out",
               name_of(field));
    }
    return CXVisit_Continue;
}

// In an automatic object, that is: static ones leave out operations that nobody calls.
static void check_list(struct unit *unit, struct node *node) {
    const struct node *variable = enclosing(node, CXCursor_VarDecl);
    if (node->kind == CXCursor_InitListExpr && is_record(node->type) && !node->trusted &&
        !is_zero_initialiser(node) && variable != NULL && variable->parent != unit->root &&
        clang_Cursor_getStorageClass(variable->cursor) != CX_SC_Static) {
        struct members members = {unit, node};
        clang_Type_visitFields(unqualified(node->type), check_member, &members);
    }
}

static void check_local(struct unit *unit, struct node *node) {
    const char *name = name_of(node->cursor);
    const struct node *value = node->last;
    bool initialised = value != NULL && clang_isExpression(value->kind) &&
                       !clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(node->cursor));
    if (clang_Cursor_getStorageClass(node->cursor) == CX_SC_Static) {
        check_kept_type(unit, node, node->type);
    } else if (holds(node->type, is_any_pointer) && !initialised) {
        report(unit, node, RULE_INITIALISE, "'%s' holds a pointer and no value", name);
    }
    if (is_array(node->type) && is_slice(element(node->type))) {
        report(unit, node, RULE_SCOPE, "'%s' holds slices where nobody follows them", name);
    }
    if (clang_Cursor_getStorageClass(node->cursor) != CX_SC_Static &&
        clang_Type_getSizeOf(node->type) > STACK_LIMIT) {
        report(unit, node, RULE_STACK, "'%s' has more than %d bytes", name, STACK_LIMIT);
    }
}

static void check_variable(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_VarDecl || node->trusted) {
        return;
    }
    check_type(unit, node, node->type);
    if (node->parent == unit->root) {
        check_global(unit, node);
    } else {
        check_local(unit, node);
    }
}

static void check_parameter(struct unit *unit, struct node *node) {
    if (node->kind == CXCursor_ParmDecl && !node->trusted) {
        check_type(unit, node, node->type);
        if (is_array(node->type)) {
            report(unit, node, RULE_ARRAY, "'%s' looks like an array and is a pointer",
                   name_of(node->cursor));
        }
        if (clang_Type_getSizeOf(node->type) > STACK_LIMIT) {
            report(unit, node, RULE_STACK, "'%s' has more than %d bytes", name_of(node->cursor),
                   STACK_LIMIT);
        }
    }
}

static void check_result(struct unit *unit, const struct node *node) {
    CXType result = clang_getCanonicalType(clang_getResultType(node->type));
    check_type(unit, node, result);
    if (clang_Type_getSizeOf(result) > STACK_LIMIT) {
        report(unit, node, RULE_STACK, "'%s' returns more than %d bytes", name_of(node->cursor),
               STACK_LIMIT);
    }
    if (is_scope(result) || (is_pointer(result) && !is_keepable(unit, result))) {
        report(unit, node, RULE_SCOPE, "'%s' returns a pointer that may outlive what it points to",
               name_of(node->cursor));
    }
}

static void check_function(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_FunctionDecl) {
        return;
    }
    const char *name = name_of(node->cursor);
    bool is_static = clang_Cursor_getStorageClass(node->cursor) == CX_SC_Static;
    bool definition = clang_isCursorDefinition(node->cursor);
    check_result(unit, node);
    if (clang_Cursor_isVariadic(node->cursor)) {
        report(unit, node, RULE_VARIADIC, "'%s' takes anything", name);
    }
    if (is_in_header(node->cursor)) {
        if (definition || is_static) {
            report(unit, node, RULE_HEADER, "'%s' is defined in a header", name);
        }
    } else if (!is_static && !is_in_header(clang_getCanonicalCursor(node->cursor))) {
        if (definition) {
            report(unit, node, RULE_GLOBAL, "other files can reach '%s'", name);
        } else {
            report(unit, node, RULE_EXTERN, "'%s' is declared by hand", name);
        }
    }
    CXCursor first = clang_getCanonicalCursor(node->cursor);
    if (author_of(unit, node->cursor) == AUTHOR_OWN && author_of(unit, first) != AUTHOR_OWN) {
        report(unit, node, RULE_PREFIX, "'%s' is declared in %s", name, place_of(first).file);
    }
    if (!is_static && author_of(unit, node->cursor) == AUTHOR_OWN &&
        !has_external_prefix(unit, name)) {
        report(unit, node, RULE_PREFIX, "'%s' does not begin with '%s_'", name, unit->prefix);
    }
}

static void check_tag(struct unit *unit, struct node *node) {
    if ((node->kind != CXCursor_StructDecl && node->kind != CXCursor_EnumDecl) || node->trusted ||
        !clang_isCursorDefinition(node->cursor) || clang_Cursor_isAnonymous(node->cursor) ||
        author_of(unit, node->cursor) != AUTHOR_OWN || !is_in_header(node->cursor)) {
        return;
    }
    const char *name = name_of(node->cursor);
    if (strchr(name, '(') == NULL && !has_prefix(unit, name)) {
        report(unit, node, RULE_PREFIX, "'%s' does not begin with '%s'", name, unit->prefix);
    }
}

static void check_record(struct unit *unit, struct node *node) {
    if (node->kind == CXCursor_StructDecl && clang_isCursorDefinition(node->cursor) &&
        clang_Type_getSizeOf(node->type) > SIZE_LIMIT) {
        report(unit, node, RULE_SIZE, "'%s' has more than %d bytes",
               text_of(clang_getTypeSpelling(node->type)), SIZE_LIMIT);
    }
}

// A type that a header leaves open could be one thing in one file, and another in the next.
static void check_open_tag(struct unit *unit, struct node *node) {
    if ((node->kind == CXCursor_StructDecl || node->kind == CXCursor_EnumDecl) &&
        is_in_header(node->cursor) &&
        clang_Cursor_isNull(clang_getCursorDefinition(node->cursor)) &&
        author_of(unit, clang_getCanonicalCursor(node->cursor)) == AUTHOR_OWN) {
        report(unit, node, RULE_TAG, "'%s' is defined in no header that this one includes",
               name_of(node->cursor));
    } else if ((node->kind == CXCursor_StructDecl || node->kind == CXCursor_EnumDecl) &&
               clang_isCursorDefinition(node->cursor) && !is_in_header(node->cursor) &&
               is_in_header(clang_getCanonicalCursor(node->cursor))) {
        report(unit, node, RULE_TAG, "'%s' is declared in a header, and defined here",
               name_of(node->cursor));
    }
}

// The capsule completes a type that somebody else declared: a capability, for instance.
static enum CXChildVisitResult check_foreign_tag(CXCursor cursor, CXCursor parent,
                                                 CXClientData data) {
    (void)parent;
    struct unit *unit = data;
    if ((cursor.kind == CXCursor_StructDecl || cursor.kind == CXCursor_EnumDecl) &&
        author_of(unit, cursor) != AUTHOR_OWN) {
        CXCursor definition = clang_getCursorDefinition(cursor);
        if (!clang_Cursor_isNull(definition) && author_of(unit, definition) == AUTHOR_OWN) {
            report_at(unit, place_of(definition), RULE_TAG, "'%s' is declared in %s",
                      name_of(cursor), place_of(cursor).file);
        }
    }
    return CXChildVisit_Continue;
}

static void check_typedef(struct unit *unit, struct node *node) {
    if (node->kind == CXCursor_TypedefDecl &&
        !is_function(clang_getTypedefDeclUnderlyingType(node->cursor))) {
        report(unit, node, RULE_TYPEDEF, "'%s' hides a type", name_of(node->cursor));
    }
}

// Types that the compiler takes for the same: an enum and the integer under it, an array with a
// size and one without.
static void check_redeclared(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_FunctionDecl && node->kind != CXCursor_VarDecl) {
        return;
    }
    CXCursor first = clang_getCanonicalCursor(node->cursor);
    bool same = is_same(clang_getCursorType(first), node->type);
    // Of a function's two types the compiler makes one; but its parameters stay as written.
    for (int i = 0; i < clang_Cursor_getNumArguments(node->cursor); i++) {
        same = same &&
               is_same(clang_getCursorType(clang_Cursor_getArgument(first, (unsigned)i)),
                       clang_getCursorType(clang_Cursor_getArgument(node->cursor, (unsigned)i)));
    }
    if (!same) {
        report(unit, node, RULE_CAST, "'%s' was declared as '%s'", name_of(node->cursor),
               text_of(clang_getTypeSpelling(clang_getCursorType(first))));
    }
}

static void check_declaration(struct unit *unit, struct node *node) {
    check_redeclared(unit, node);
    check_name(unit, node);
    check_field(unit, node);
    check_variable(unit, node);
    check_list(unit, node);
    check_parameter(unit, node);
    check_function(unit, node);
    check_tag(unit, node);
    check_record(unit, node);
    check_open_tag(unit, node);
    check_typedef(unit, node);
}

void check_declarations(struct unit *unit) {
    for_each(unit, unit->root, check_declaration);
    clang_visitChildren(unit->root->cursor, check_foreign_tag, unit);
}
