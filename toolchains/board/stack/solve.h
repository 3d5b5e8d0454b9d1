// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What each function's pointers may lead to, and so what its calls may call.
//
// Every assignment of the program is followed until nothing new comes of it (Andersen's analysis),
// with each word of an object apart, whenever it happens. A function is looked at once for each
// pair of places that its first two parameters may point to (the Cartesian product algorithm): so
// uart_transmit() of one port and of another, or a driver's callback for each of its objects, are
// different functions.
//
// What it relies on:
//  - A pointer that is made of a number leads out of the program's objects, unless the number was
//    made from a pointer.
//  - Pointers are moved whole, not byte by byte.
//  - The difference of two pointers is added to the second of them.
//  - Assembly and the compiler's library store no pointers, and call no function of the program
//    that they were given.

#pragma once

#include "toolchains/board/stack/places.h"

enum : uint32_t { CONTEXT_PARAMETERS = 2 };

// What a context says of a parameter, besides a place's number.
enum : uint32_t {
    CONTEXT_NOTHING = UINT32_MAX,  // It points to nothing.
    CONTEXT_MANY = UINT32_MAX - 1, // To more places than are worth the trouble.
};

// A function with what its first parameters point to.
struct node {
    uint32_t function;
    uint32_t context[CONTEXT_PARAMETERS];
    uint32_t round;       // In which it was last looked at.
    struct set *values;   // Of each value: the places that it may point to.
    struct set *returned; // By the function.
};

struct node_list {
    uint32_t *item;
    size_t count;
    size_t capacity;
};

struct solver {
    const struct program *program;
    struct places places;
    struct {
        struct node *item;
        size_t count;
        size_t capacity;
    } nodes;
    struct numbering node_numbers;
    uint32_t **makers; // Of each function's values: the operation that makes it plus one, or 0.
    struct {
        uint32_t *item; // Objects on the stack.
        size_t count;
        size_t capacity;
    } stack;
    struct numbering stack_numbers; // By their operations.
    struct node_list reached;       // In this round.
    uint32_t round;
    bool numbers_count; // A pointer made of a number is unknown.
};

// Solves for all that can be reached from the functions `roots`, about whose parameters nothing is
// known.
void solve(struct solver *solver, const struct program *program, const uint32_t *roots,
           size_t root_count);

// The node of a root.
uint32_t solve_root(struct solver *solver, uint32_t function);

// Adds to `callees` the nodes that an OP_CALL of a node leads to, and to `outside` the functions
// that are not defined. Returns if it may lead anywhere else. After solve().
bool solve_call(struct solver *solver, uint32_t node, const struct op *call, struct set *callees,
                struct set *outside);
