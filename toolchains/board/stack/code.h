// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The functions of a linked image: how deep the stack is at each of their calls.

#pragma once

#include "toolchains/app/elf2tbf/elf.h"
#include "toolchains/board/stack/numbering.h"

enum : uint32_t { CODE_NO_FUNCTION = UINT32_MAX, CODE_NOT_SAID = UINT32_MAX };

struct code_call {
    uint32_t target; // A function's number; CODE_NO_FUNCTION: through a register.
    uint32_t depth;  // The stack's, in bytes, when the function called begins.
};

struct code_function {
    const char *name;
    uint32_t address; // Even.
    uint32_t size;
    uint32_t said;  // The size of its frame by the compiler; CODE_NOT_SAID.
    uint32_t frame; // The deepest that it makes the stack itself.
    struct {
        struct code_call *item;
        size_t count;
        size_t capacity;
    } calls;
    struct problem problem; // Empty if its code was understood.
};

struct code {
    struct elf elf;
    struct elf_section text;
    struct {
        struct code_function *item; // By address; one of a place that has several names.
        size_t count;
        size_t capacity;
    } functions;
    struct {
        uint32_t *item; // Where code begins again behind data.
        size_t count;
        size_t capacity;
    } resumptions;
    struct numbering noreturn; // By their addresses: functions that do not return.
};

// Finds the image's functions. False with `problem` set: there is no code, or no symbols.
[[nodiscard]] bool code_open(struct code *code, const struct bytes *file, struct problem *problem);

// The number of the function that begins at an address, or CODE_NO_FUNCTION.
uint32_t code_at(const struct code *code, uint32_t address);

// The number of the function of this name: of several, the one whose frame the compiler said.
uint32_t code_named(const struct code *code, const char *name);

// Follows a function's code, and notes its frame and calls. What the compiler took out of several
// functions as their common part (OUTLINED_FUNCTION_...) counts as part of each.
void code_follow(struct code *code, uint32_t function);

// If it is such a part.
bool code_is_outlined(const struct code_function *function);
