// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/capsule/checker/expressions.h"

#include <string.h>

#include "toolchains/capsule/checker/types.h"

static enum CXBinaryOperatorKind binary(const struct node *node) {
    return node->kind == CXCursor_BinaryOperator || node->kind == CXCursor_CompoundAssignOperator
               ? clang_getCursorBinaryOperatorKind(node->cursor)
               : CXBinaryOperator_Invalid;
}

static enum CXUnaryOperatorKind unary(const struct node *node) {
    return node->kind == CXCursor_UnaryOperator ? clang_getCursorUnaryOperatorKind(node->cursor)
                                                : CXUnaryOperator_Invalid;
}

bool is_address_of(const struct node *node) {
    return unary(node) == CXUnaryOperator_AddrOf;
}

bool is_assignment(const struct node *node) {
    return binary(node) == CXBinaryOperator_Assign;
}

static bool is_comparison(const struct node *node) {
    return binary(node) == CXBinaryOperator_EQ || binary(node) == CXBinaryOperator_NE;
}

bool is_step(const struct node *node) {
    enum CXUnaryOperatorKind kind = unary(node);
    return kind == CXUnaryOperator_PreInc || kind == CXUnaryOperator_PreDec ||
           kind == CXUnaryOperator_PostInc || kind == CXUnaryOperator_PostDec;
}

bool is_written(struct node *lvalue) {
    struct node *user = consumer(lvalue);
    bool left = user->first != NULL && contains(user->first, lvalue);
    if ((is_assignment(user) || user->kind == CXCursor_CompoundAssignOperator) && left) {
        return true;
    }
    return is_step(user) || is_address_of(user);
}

CXCursor called_function(const struct node *call) {
    struct node *callee = strip(call->first);
    if (callee != NULL && callee->kind == CXCursor_DeclRefExpr) {
        CXCursor function = clang_getCursorReferenced(callee->cursor);
        if (function.kind == CXCursor_FunctionDecl) {
            return function;
        }
    }
    return clang_getNullCursor();
}

// Conversions.

struct constants {
    long long value; // Asked for.
    bool found;
};

static enum CXChildVisitResult compare(CXCursor constant, CXCursor parent, CXClientData data) {
    (void)parent;
    struct constants *constants = data;
    if (constant.kind == CXCursor_EnumConstantDecl) {
        long long value = clang_getEnumConstantDeclValue(constant);
        constants->found = constants->found || value == constants->value;
    }
    return CXChildVisit_Continue;
}

bool has_constant(CXType type, long long value) {
    struct constants constants = {.value = value};
    clang_visitChildren(declaration_of(type), compare, &constants);
    return constants.found;
}

// Whether type has the constants 0 .. last, each of them.
static bool has_constants_to(CXType type, long long last) {
    enum { LIMIT = 65536 };
    bool all = last < LIMIT;
    for (long long value = 0; all && value <= last; value++) {
        all = has_constant(type, value);
    }
    return all;
}

static bool evaluate(const struct node *node, long long *value) {
    CXEvalResult result = clang_Cursor_Evaluate(node->cursor);
    bool is_integer = result != NULL && clang_EvalResult_getKind(result) == CXEval_Int;
    if (is_integer) {
        *value = clang_EvalResult_getAsLongLong(result);
    }
    clang_EvalResult_dispose(result);
    return is_integer;
}

static bool is_constant_of(struct node *node, CXType type) {
    long long value;
    struct node *plain = strip(node);
    if (plain->kind == CXCursor_ConditionalOperator) {
        return is_constant_of(child(plain, 1), type) && is_constant_of(child(plain, 2), type);
    }
    if (is_same(plain->type, type)) {
        return true;
    }
    // A constant's own type is the enum's underlying one.
    if (plain->kind == CXCursor_DeclRefExpr) {
        CXCursor constant = clang_getCursorReferenced(plain->cursor);
        return constant.kind == CXCursor_EnumConstantDecl &&
               clang_equalCursors(clang_getCursorSemanticParent(constant), declaration_of(type));
    }
    return evaluate(plain, &value) && has_constant(type, value);
}

static void check_to_enum(struct unit *unit, struct node *node, struct node *from) {
    if (is_enum(node->type) && !is_same(node->type, from->type) &&
        !is_constant_of(from, node->type)) {
        report(unit, node, RULE_ENUM, "an integer becomes '%s' unchecked",
               text_of(clang_getTypeSpelling(node->type)));
    }
}

static void check_to_pointer(struct unit *unit, struct node *node, CXType from) {
    CXType to = node->type;
    if (!is_pointer(to)) {
        if (is_pointer(from) && to.kind != CXType_Bool && to.kind != CXType_Void) {
            report(unit, node, RULE_CAST, "a pointer becomes an integer");
        }
        return;
    }
    if (from.kind == CXType_NullPtr && is_capability(pointee(to)) &&
        consumer(node)->kind == CXCursor_CallExpr) {
        report(unit, node, RULE_CAST, "no capability is given");
    }
    if (from.kind == CXType_NullPtr || from.kind == CXType_Unexposed) {
        return; // The latter: a function of the compiler's own. text.c knows those.
    }
    if (is_function(from)) {
        if (!is_same(from, pointee(to))) {
            report(unit, node, RULE_CAST, "'%s' becomes '%s'", text_of(clang_getTypeSpelling(from)),
                   text_of(clang_getTypeSpelling(pointee(to))));
        }
        return;
    }
    CXType target = pointee(to);
    CXType source =
        is_array(from) ? clang_getCanonicalType(clang_getArrayElementType(from)) : pointee(from);
    if (!is_array(from) && !is_pointer(from)) {
        report(unit, node, RULE_CAST, "an integer becomes a pointer (null is nullptr)");
    } else if (is_void_pointer(to) || is_void_pointer(from)) {
        report(unit, node, RULE_VOID, "a pointer's type is lost or made up");
    } else if (!is_same(source, target) ||
               (clang_isConstQualifiedType(source) && !clang_isConstQualifiedType(target) &&
                !is_comparison(consumer(node)))) {
        report(unit, node, RULE_CAST, "'%s' becomes '%s'", text_of(clang_getTypeSpelling(from)),
               text_of(clang_getTypeSpelling(to)));
    }
}

static bool is_designated(const struct node *node) {
    return node->parent->kind == CXCursor_InitListExpr && node->type.kind == CXType_Void;
}

static void check_implicit(struct unit *unit, struct node *node) {
    if (!is_implicit(node) || is_designated(node)) {
        return;
    }
    struct node *from = node->first;
    if (from == NULL || from != node->last) {
        if (!node->trusted) {
            report(unit, node, RULE_EXPRESSION, "an expression that capsules do not use");
        }
        return;
    }
    check_to_enum(unit, node, from);
    check_to_pointer(unit, node, from->type);
}

static void check_cast(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_CStyleCastExpr || node->trusted) {
        return;
    }
    struct node *from = node->last;
    if (node->type.kind != CXType_Void) {
        check_to_enum(unit, node, strip(from));
        check_to_pointer(unit, node, from->type);
    }
}

// enum_from(type, value, last): type's constants are 0 .. last, all of them.
static void check_enum_macro(struct unit *unit, struct node *node) {
    const char *macro = node->kind == CXCursor_CStyleCastExpr ? macro_of(unit, node) : NULL;
    if (macro == NULL || strcmp(macro, "enum_from") != 0) {
        return;
    }
    if (!is_enum(node->type)) {
        report(unit, node, RULE_ENUM, "'%s' is no enum",
               text_of(clang_getTypeSpelling(node->type)));
        return;
    }
    struct node *body = enclosing(node, CXCursor_CompoundStmt);
    struct node *comparison = body == NULL ? NULL : child(body, 1);
    comparison = comparison == NULL ? NULL : child(comparison, 0);
    long long last;
    if (comparison == NULL || binary(comparison) != CXBinaryOperator_GT ||
        !evaluate(strip(comparison->last), &last) || !has_constants_to(node->type, last)) {
        report(unit, node, RULE_ENUM, "the constants of '%s' are not 0 to the last named",
               text_of(clang_getTypeSpelling(node->type)));
    }
}

// Arithmetic and indexing.

static void check_arithmetic(struct unit *unit, struct node *node) {
    bool plain = is_assignment(node) || is_comparison(node) ||
                 binary(node) == CXBinaryOperator_Comma || binary(node) == CXBinaryOperator_LAnd ||
                 binary(node) == CXBinaryOperator_LOr;
    bool operation = node->kind == CXCursor_BinaryOperator ||
                     node->kind == CXCursor_CompoundAssignOperator || is_step(node);
    if (node->trusted || plain || !operation) {
        return;
    }
    for (const struct node *operand = node->first; operand != NULL; operand = operand->next) {
        if (is_pointer(operand->type)) {
            report(unit, node, RULE_ARITHMETIC, "arithmetic on a pointer");
            return;
        }
        if (is_enum(operand->type) &&
            (is_step(node) || node->kind == CXCursor_CompoundAssignOperator)) {
            report(unit, node, RULE_ENUM, "arithmetic on an enum's value");
            return;
        }
    }
}

static bool is_constant_index(const struct node *subscript, CXType array) {
    long long index;
    return evaluate(subscript->last, &index) && index >= 0 && index < clang_getArraySize(array);
}

// The run-time check of an index lets the address one past the end pass, also for ++ and --, and
// does not see whole structures being read, nor through parentheses.
static void check_element(struct unit *unit, struct node *node, CXType array) {
    struct node *user = consumer(node);
    bool whole = is_record(node->type) && user->kind != CXCursor_MemberRefExpr;
    bool row = is_array(node->type) && user->kind != CXCursor_ArraySubscriptExpr;
    bool hidden = node->parent->kind == CXCursor_ParenExpr;
    if ((is_address_of(user) || is_step(user) || whole || row || hidden) &&
        !is_constant_index(node, array)) {
        report(unit, node, RULE_INDEX, "this use of an element goes unchecked at the array's end");
    }
}

// A macro of the kernel checks its index; but for span_at(), against the size of an array.
static void check_body_index(struct unit *unit, struct node *node) {
    const char *macro = macro_of(unit, node);
    if ((macro == NULL || strcmp(macro, "span_at") != 0) && !is_array(strip(node->first)->type)) {
        report(unit, node, RULE_SEALED, "the size of this array is not known");
    }
}

static void check_index(struct unit *unit, struct node *node) {
    if (node->kind != CXCursor_ArraySubscriptExpr) {
        return;
    }
    if (node->trusted) {
        check_body_index(unit, node);
        return;
    }
    struct node *base = node->first;
    while (base->kind == CXCursor_ParenExpr) {
        base = base->first;
    }
    if (!is_implicit(base) || base->first == NULL || !is_array(base->first->type)) {
        report(unit, node, RULE_INDEX, "indexing through a pointer");
    } else {
        check_element(unit, node, base->first->type);
    }
}

// Calls.

static void check_call(struct unit *unit, struct node *node) {
    static const struct {
        const char *function;
        const char *macro;
    } wrapped[] = {
        {"slice_over", "SLICE()"},           {"slice_mut_over", "SLICE_MUT()"},
        {"grant_open", "grant_enter()"},     {"grant_close", "grant_enter()"},
        {"grant_state_of", "grant_state()"}, {"grant_state_under", "grant_state()"},
    };
    if (node->kind != CXCursor_DeclRefExpr) {
        return;
    }
    CXCursor function = clang_getCursorReferenced(node->cursor);
    if (function.kind != CXCursor_FunctionDecl) {
        return;
    }
    for (size_t i = 0; i < sizeof wrapped / sizeof *wrapped; i++) {
        if (!node->trusted && is_named(function, wrapped[i].function)) {
            report(unit, node, RULE_CALL, "'%s' is for %s alone", wrapped[i].function,
                   wrapped[i].macro);
        }
    }
}

// Whatever is not listed is not part of the dialect.
static bool is_known(enum CXCursorKind kind) {
    switch ((int)kind) {
    case CXCursor_TranslationUnit:
    case CXCursor_StructDecl:
    case CXCursor_EnumDecl:
    case CXCursor_EnumConstantDecl:
    case CXCursor_FieldDecl:
    case CXCursor_FunctionDecl:
    case CXCursor_VarDecl:
    case CXCursor_ParmDecl:
    case CXCursor_TypedefDecl:
    case CXCursor_StaticAssert:
    case CXCursor_TypeRef:
    case CXCursor_MemberRef:
    case CXCursor_UnexposedExpr:
    case CXCursor_DeclRefExpr:
    case CXCursor_MemberRefExpr:
    case CXCursor_CallExpr:
    case CXCursor_IntegerLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_StringLiteral:
    case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_CXXNullPtrLiteralExpr:
    case CXCursor_ParenExpr:
    case CXCursor_UnaryOperator:
    case CXCursor_UnaryExpr:
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
    case CXCursor_ConditionalOperator:
    case CXCursor_CStyleCastExpr:
    case CXCursor_InitListExpr:
    case CXCursor_CompoundStmt:
    case CXCursor_DeclStmt:
    case CXCursor_NullStmt:
    case CXCursor_IfStmt:
    case CXCursor_SwitchStmt:
    case CXCursor_CaseStmt:
    case CXCursor_DefaultStmt:
    case CXCursor_WhileStmt:
    case CXCursor_DoStmt:
    case CXCursor_ForStmt:
    case CXCursor_BreakStmt:
    case CXCursor_ContinueStmt:
    case CXCursor_ReturnStmt:
    case CXCursor_WarnUnusedResultAttr:
    case CXCursor_UnexposedAttr: // text.c knows their names.
    case CXCursor_UnexposedStmt: // [[fallthrough]];
        return true;
    default:
        return false;
    }
}

// The rule for what is not known: text.c knows most of it by its words.
static enum rule rule_for(enum CXCursorKind kind) {
    switch ((int)kind) {
    case CXCursor_LabelStmt:
    case CXCursor_LabelRef:
    case CXCursor_GotoStmt:
    case CXCursor_IndirectGotoStmt:
    case CXCursor_AddrLabelExpr:
        return RULE_GOTO;
    case CXCursor_UnionDecl:
        return RULE_UNION;
    case CXCursor_FloatingLiteral:
        return RULE_FLOAT;
    case CXCursor_AsmStmt:
        return RULE_ASSEMBLY;
    default:
        return RULE_EXPRESSION;
    }
}

// Types beyond these have operations of their own, which no rule knows.
static bool is_known_type(CXType type) {
    switch ((int)type.kind) {
    case CXType_Invalid: // No expression.
    case CXType_Unexposed:
    case CXType_Void:
    case CXType_Bool:
    case CXType_Char_U:
    case CXType_Char_S:
    case CXType_UChar:
    case CXType_SChar:
    case CXType_UShort:
    case CXType_Short:
    case CXType_UInt:
    case CXType_Int:
    case CXType_ULong:
    case CXType_Long:
    case CXType_ULongLong:
    case CXType_LongLong:
    case CXType_NullPtr:
    case CXType_Enum:
    case CXType_Record:
    case CXType_FunctionProto:
    case CXType_IncompleteArray: // Another rule knows arrays.
    case CXType_VariableArray:
        return true;
    case CXType_Pointer:
        return is_known_type(pointee(type));
    case CXType_ConstantArray:
        return is_known_type(element(type));
    default:
        return false;
    }
}

static bool is_float(CXType type) {
    return type.kind == CXType_Float || type.kind == CXType_Double ||
           type.kind == CXType_LongDouble;
}

static void check_known(struct unit *unit, struct node *node) {
    if (!node->trusted && !is_known(node->kind)) {
        report(unit, node, rule_for(node->kind), "%s is not for capsules",
               text_of(clang_getCursorKindSpelling(node->kind)));
    } else if (!node->trusted && !is_known_type(node->type)) {
        report(unit, node, is_float(node->type) ? RULE_FLOAT : RULE_EXPRESSION,
               "'%s' is no type for capsules", text_of(clang_getTypeSpelling(node->type)));
    }
}

// No object is a char: this one is a literal's.
static void check_character(struct unit *unit, struct node *node) {
    bool is_char = node->type.kind == CXType_Char_S || node->type.kind == CXType_Char_U;
    if (is_char && clang_isExpression(node->kind) && !is_implicit(node) && is_written(node)) {
        report(unit, node, RULE_STRING, "a literal is written to");
    }
}

static void check_expression(struct unit *unit, struct node *node) {
    check_character(unit, node);
    check_known(unit, node);
    check_implicit(unit, node);
    check_cast(unit, node);
    check_enum_macro(unit, node);
    check_arithmetic(unit, node);
    check_index(unit, node);
    check_call(unit, node);
}

void check_expressions(struct unit *unit) {
    for_each(unit, unit->root, check_expression);
}
