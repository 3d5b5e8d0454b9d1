// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A kernel as far as it moves pointers: objects, and functions made of a few operations. Made from
// the compiler's intermediate code by module.c, and by hand in tests.
//
// A function's values are numbered: its parameters first. What a value may point to is a place: an
// object and an offset into it.

#pragma once

#include "toolchains/board/stack/set.h"

enum : uint32_t {
    PROGRAM_UNKNOWN = 0, // The object that stands for whatever nothing is known of.
    PROGRAM_NO_RESULT = UINT32_MAX,
    PROGRAM_NO_FUNCTION = UINT32_MAX,
    PROGRAM_ANY_SIZE = 0,
};

enum : int32_t { PROGRAM_ANYWHERE = INT32_MIN }; // An offset: somewhere in the object.

enum operand_kind : uint8_t {
    OPERAND_NONE, // Points to nothing: a number, null, text.
    OPERAND_VALUE,
    OPERAND_PLACE,
};

struct operand {
    enum operand_kind kind;
    uint32_t index; // The value's number, or the object's.
    int32_t offset; // The place's.
};

struct operands {
    struct operand *item;
    size_t count;
    size_t capacity;
};

enum op_kind : uint8_t {
    OP_COPY,   // result: one of the operands.
    OP_MOVE,   // result: operand 0, moved by `offset` and a multiple of `stride`.
    OP_SMEAR,  // result: somewhere in what the operands point to.
    OP_NUMBER, // result: a pointer made from a number, unless that was made from a pointer.
    OP_OBJECT, // result: a new object of `size` bytes on the stack.
    OP_LOAD,   // result: the `size` bytes at operand 0.
    OP_STORE,  // The `size` bytes at operand 0 become operand 1.
    OP_MEMORY, // The `size` bytes at operand 0 become those at operand 1.
    OP_CALL,   // result: what operand 0 returns, called with the other operands.
    OP_RETURN, // The function returns operand 0.
    OP_OTHER,  // result: nothing is known of it.
};

struct op {
    enum op_kind kind;
    bool within;     // OP_MOVE: the result lies within the object.
    bool number;     // OP_LOAD, OP_STORE: as a number.
    uint32_t result; // A value's number, or PROGRAM_NO_RESULT.
    struct operands operands;
    int32_t offset;
    uint32_t stride; // 0: none.
    uint32_t steps;  // How many multiples of stride, from 0 on; 0: any, below 0, too.
    uint32_t size;   // PROGRAM_ANY_SIZE: not known.
    uint32_t type;   // OP_CALL: the function's type, as in struct function.
    const char *file;
    uint32_t line;
};

struct function {
    const char *name;
    const char *file; // Null: not known.
    uint32_t line;
    uint32_t type; // Functions of different types have different numbers.
    uint32_t parameter_count;
    uint32_t value_count;
    bool defined; // Else it is known by name only: assembly, or the compiler's library.
    bool noreturn;
    struct {
        struct op *item;
        size_t count;
        size_t capacity;
    } ops;
};

// A pointer that an object holds from the start.
struct initial {
    uint32_t at;
    struct operand place;
};

struct object {
    const char *name;
    uint32_t size;     // PROGRAM_ANY_SIZE: not known.
    uint32_t function; // PROGRAM_NO_FUNCTION: data.
    bool constant;     // Nothing is ever stored to it.
    bool plain;        // And it holds nothing but numbers.
    bool outside;      // Named by the linker script: memory of processes, flash, registers.
    struct {
        struct initial *item;
        size_t count;
        size_t capacity;
    } initials;
};

struct program {
    struct {
        struct function *item;
        size_t count;
        size_t capacity;
    } functions;
    struct {
        struct object *item;
        size_t count;
        size_t capacity;
    } objects;
};

// Before anything else is added.
void program_init(struct program *program);

// Returns the object's number.
uint32_t program_add_object(struct program *program, const char *name, uint32_t size);

// A function is an object, too. Returns the object's number; the function's is in it.
uint32_t program_add_function(struct program *program, const char *name, uint32_t type,
                              uint32_t parameter_count);

// The function of this name, or null.
struct function *program_find(const struct program *program, const char *name);

// Adds an operation without operands, whose result is a new value. The pointer is good until the
// next one is added.
struct op *program_add_op(struct function *function, enum op_kind kind);
