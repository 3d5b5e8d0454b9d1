// SPDX-License-Identifier: Apache-2.0 OR MIT
// Questions about C types that the rules ask.
#pragma once

#include "toolchains/capsule/checker/unit.h"

bool is_pointer(CXType type);
bool is_array(CXType type); // Of constant size.
bool is_record(CXType type);
bool is_enum(CXType type);
bool is_function(CXType type);
bool is_function_pointer(CXType type);
bool is_void_pointer(CXType type);
bool is_text(CXType type); // const char *
CXType pointee(CXType type);
CXType element(CXType type);          // The innermost element's type; type itself if no array.
CXType unqualified(CXType type);      // Canonical, without const.
bool is_same(CXType a, CXType b);     // But for const.
CXCursor declaration_of(CXType type); // Of a record or enum: its definition if there is one.

// The structures of //kernel that are more than data.
bool is_slice(CXType type);  // struct slice, struct slice_mut.
bool is_buffer(CXType type); // struct buffer.
bool is_scope(CXType type);  // struct grant_scope.
bool is_capability(CXType type);

// Has a member, a direct one, that points to a function: a table of operations.
bool is_table(CXType type);
bool is_table_pointer(CXType type);

// Whether type is one that test accepts, or holds one by value.
typedef bool type_test(CXType type);
bool holds(CXType type, type_test *test);
bool is_any_pointer(CXType type); // Also to functions: what holds() is often asked for.
bool is_interface(CXType type);   // Holds a table or a pointer to one.
