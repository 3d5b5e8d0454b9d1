// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Globals and constant expressions of a module, as objects and places of a program.

#pragma once

#include <llvm-c/Core.h>
#include <llvm-c/Target.h>

#include "toolchains/board/stack/numbering.h"
#include "toolchains/board/stack/program.h"

struct constants {
    struct program *program;
    LLVMTargetDataRef layout;
    struct numbering objects; // Functions and variables: the program's numbers of them.
    struct numbering types;   // Of functions.
};

// Adds the module's functions, without their operations, and its variables with what they hold.
// `program` and `layout` are set.
void constants_read(struct constants *constants, LLVMModuleRef module);

// Where a constant points to. What can lead nowhere (numbers, text) is OPERAND_NONE.
struct operand constant_place(const struct constants *constants, LLVMValueRef value);

// The same of a constant with members: each that points somewhere is added.
void constant_places(const struct constants *constants, LLVMValueRef value,
                     struct operands *places);

// What a getelementptr adds to its base.
struct steps {
    int32_t offset;
    uint32_t stride; // And a multiple of this, 0 to count - 1 times (count 0: any number of times).
    uint32_t count;
    bool irregular; // More than that.
};

struct steps constant_steps(const struct constants *constants, LLVMValueRef address);
