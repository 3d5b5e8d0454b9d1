// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/capsule/checker/types.h"

#include <string.h>

static CXType canonical(CXType type) {
    return clang_getCanonicalType(type);
}

bool is_pointer(CXType type) {
    return canonical(type).kind == CXType_Pointer;
}

bool is_array(CXType type) {
    return canonical(type).kind == CXType_ConstantArray;
}

bool is_record(CXType type) {
    return canonical(type).kind == CXType_Record;
}

bool is_enum(CXType type) {
    return canonical(type).kind == CXType_Enum;
}

bool is_function(CXType type) {
    enum CXTypeKind kind = canonical(type).kind;
    return kind == CXType_FunctionProto || kind == CXType_FunctionNoProto;
}

CXType pointee(CXType type) {
    return canonical(clang_getPointeeType(canonical(type)));
}

CXType element(CXType type) {
    type = canonical(type);
    while (type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray) {
        type = canonical(clang_getArrayElementType(type));
    }
    return type;
}

CXType unqualified(CXType type) {
    return clang_getUnqualifiedType(canonical(type));
}

bool is_same(CXType a, CXType b) {
    return clang_equalTypes(unqualified(a), unqualified(b));
}

bool is_void_pointer(CXType type) {
    return is_pointer(type) && unqualified(pointee(type)).kind == CXType_Void;
}

bool is_text(CXType type) {
    if (!is_pointer(type)) {
        return false;
    }
    enum CXTypeKind kind = unqualified(pointee(type)).kind;
    return kind == CXType_Char_S || kind == CXType_Char_U;
}

CXCursor declaration_of(CXType type) {
    CXCursor declaration = clang_getTypeDeclaration(unqualified(type));
    CXCursor definition = clang_getCursorDefinition(declaration);
    return clang_Cursor_isNull(definition) ? declaration : definition;
}

static bool is_kernel_record(CXType type, const char *name) {
    return is_record(type) && is_named(declaration_of(type), name) &&
           starts_with(place_of(declaration_of(type)).file, "kernel/");
}

bool is_slice(CXType type) {
    return is_kernel_record(type, "slice") || is_kernel_record(type, "slice_mut");
}

bool is_buffer(CXType type) {
    return is_kernel_record(type, "buffer");
}

bool is_scope(CXType type) {
    return is_kernel_record(type, "grant_scope");
}

bool is_capability(CXType type) {
    return is_record(type) &&
           strcmp(place_of(declaration_of(type)).file, "kernel/capability.h") == 0;
}

bool is_any_pointer(CXType type) {
    return is_pointer(type);
}

struct search {
    type_test *test;
    bool found;
};

static enum CXVisitorResult look_at(CXCursor field, CXClientData data) {
    struct search *search = data;
    search->found = search->found || holds(clang_getCursorType(field), search->test);
    return search->found ? CXVisit_Break : CXVisit_Continue;
}

bool holds(CXType type, type_test *test) {
    type = element(type);
    struct search search = {test, test(type)};
    if (!search.found && is_record(type)) {
        clang_Type_visitFields(unqualified(type), look_at, &search);
    }
    return search.found;
}

bool is_function_pointer(CXType type) {
    return is_pointer(type) && is_function(pointee(type));
}

static enum CXVisitorResult find_operation(CXCursor field, CXClientData data) {
    bool *found = data;
    *found = *found || is_function_pointer(clang_getCursorType(field));
    return *found ? CXVisit_Break : CXVisit_Continue;
}

bool is_table(CXType type) {
    bool found = false;
    if (is_record(type)) {
        clang_Type_visitFields(unqualified(type), find_operation, &found);
    }
    return found;
}

bool is_table_pointer(CXType type) {
    return is_pointer(type) && is_table(pointee(type));
}

static bool is_interface_part(CXType type) {
    return is_function_pointer(type) || is_table_pointer(type);
}

bool is_interface(CXType type) {
    return is_record(element(type)) && holds(type, is_interface_part);
}
