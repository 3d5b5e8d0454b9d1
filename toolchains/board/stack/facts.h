// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What an image's code does not show of how its stacks are used, and so says in the section
// .stack_facts: zero-terminated lines, beside the code that they are about. README.md has the list.

#pragma once

#include "toolchains/board/stack/code.h"

enum : uint32_t { FACTS_MOST_LEVELS = 16 };

struct fact_stack {
    const char *name;
    uint32_t low; // Its bytes: [low, top).
    uint32_t top;
};

// A function that begins with `bytes` bytes on a stack, and what may interrupt it has a higher
// level.
struct fact_begin {
    uint32_t stack; // Index into stacks.
    uint32_t level;
    uint32_t function; // In the code.
    uint32_t bytes;
};

struct fact_handler {
    uint32_t level;
    uint32_t function;
};

struct fact_frame {
    uint32_t function;
    uint32_t bytes;
};

struct facts {
    struct {
        struct fact_stack *item;
        size_t count;
        size_t capacity;
    } stacks;
    struct {
        struct fact_begin *item;
        size_t count;
        size_t capacity;
    } begins;
    struct {
        struct fact_handler *item; // Interrupt what is on a lower level, on its stack.
        size_t count;
        size_t capacity;
    } handlers;
    struct {
        struct fact_frame *item; // Of functions whose code is not followed.
        size_t count;
        size_t capacity;
    } frames;
    struct {
        uint32_t *item; // Handlers that never interrupt what is on a stack of these.
        size_t count;
        size_t capacity;
    } resumers;
    uint32_t exception; // Bytes that taking an exception puts on the stack.
};

// Reads an image's facts. False with `problem` set: there are none, one is wrong, or the vector
// table has a handler that none is about.
[[nodiscard]] bool facts_read(struct facts *facts, const struct code *code,
                              struct problem *problem);

// The size of a function's frame that a fact says, or CODE_NOT_SAID.
uint32_t facts_frame(const struct facts *facts, uint32_t function);
