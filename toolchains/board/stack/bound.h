// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The call graph of an image, and the deepest way through it.

#pragma once

#include <stdio.h>

#include "toolchains/board/stack/facts.h"
#include "toolchains/board/stack/solve.h"

enum : uint32_t { BOUND_NOTHING = UINT32_MAX };

// A call.
struct edge {
    uint32_t to;    // A vertex.
    uint32_t depth; // What the caller has on the stack then.
    const char *file;
    uint32_t line; // 0: not known.
};

// A function, in one of the contexts that it is called in.
struct vertex {
    uint32_t function; // In the code.
    uint32_t node;     // Of the solver; BOUND_NOTHING: the compiler's code does not have it.
    struct {
        struct edge *item;
        size_t count;
        size_t capacity;
    } edges;
    uint32_t cost;    // The deepest that it and what it calls make the stack.
    uint32_t deepest; // Index of the edge for that; BOUND_NOTHING: it is its own frame.
    enum : uint8_t { VERTEX_NEW, VERTEX_ENTERED, VERTEX_DONE } state;
};

struct graph {
    struct code *code;
    const struct facts *facts;
    const struct program *program;
    struct solver solver;
    struct {
        struct vertex *item;
        size_t count;
        size_t capacity;
    } vertices;
    struct numbering numbers; // Of vertices, by code function and node.
    struct {
        uint32_t *item; // What has been entered, from a root on.
        size_t count;
        size_t capacity;
    } path;
    FILE *complaints;
};

// Builds the graph of what can be reached, and finds each vertex's cost. False after saying on
// `complaints` what cannot be bounded, with the path to it: recursion, a call that may lead
// anywhere, code that is not understood.
bool bound_find(struct graph *graph);

// The deepest that a stack gets, with the begin that leads there.
uint32_t bound_of_stack(const struct graph *graph, uint32_t stack, const struct fact_begin **begin);

// Says what is on the stack then, a line each.
void bound_print(const struct graph *graph, const struct fact_begin *begin, FILE *out);
