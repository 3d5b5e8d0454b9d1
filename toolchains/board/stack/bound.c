// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/bound.h"

#include <string.h>

static uint32_t vertex_number(struct graph *graph, uint32_t function, uint32_t node) {
    uint32_t number = numbering_add(&graph->numbers, (struct key){{function, node}});
    if (number == graph->vertices.count) {
        APPEND(&graph->vertices,
               (struct vertex){.function = function, .node = node, .deepest = BOUND_NOTHING});
    }
    return number;
}

static const struct code_function *code_of(const struct graph *graph, uint32_t vertex) {
    return &graph->code->functions.item[graph->vertices.item[vertex].function];
}

// What the compiler's code has for a vertex, or null.
static const struct function *function_of(const struct graph *graph, uint32_t vertex) {
    uint32_t node = graph->vertices.item[vertex].node;
    return node == BOUND_NOTHING
               ? nullptr
               : &graph->program->functions.item[graph->solver.nodes.item[node].function];
}

// The program's function that is a function of the code; null if there is none.
static const struct function *program_function(const struct graph *graph, uint32_t function) {
    const struct function *found =
        program_find(graph->program, graph->code->functions.item[function].name);
    return found != nullptr && found->defined ? found : nullptr;
}

// Saying what is where.

static const char *without_dot(const char *file) {
    return strncmp(file, "./", 2) == 0 ? file + 2 : file;
}

static void print_vertex(const struct graph *graph, uint32_t vertex, FILE *out) {
    const struct function *function = function_of(graph, vertex);
    fprintf(out, "%s", code_of(graph, vertex)->name);
    if (function != nullptr) {
        uint32_t context = graph->solver.nodes.item[graph->vertices.item[vertex].node].context[0];
        if (context != CONTEXT_NOTHING && context != CONTEXT_MANY) {
            fprintf(out, "(%s)", places_name(&graph->solver.places, context));
        }
        if (function->file != nullptr) {
            fprintf(out, "  %s:%u", without_dot(function->file), function->line);
        }
    }
    fprintf(out, "\n");
}

// The path that led here. Returns false, as the caller does.
static bool complain(const struct graph *graph, const char *what) {
    fprintf(graph->complaints, "%s:\n", what);
    for (size_t i = 0; i < graph->path.count; i++) {
        fprintf(graph->complaints, "  ");
        print_vertex(graph, graph->path.item[i], graph->complaints);
    }
    return false;
}

static bool complain_of_recursion(struct graph *graph, uint32_t vertex) {
    APPEND(&graph->path, vertex);
    return complain(graph, "recursion: the last function is on the path already");
}

static bool complain_of_call(const struct graph *graph, const struct op *call, const char *why) {
    (void)complain(graph, why);
    fprintf(graph->complaints, "  the call is at %s:%u\n",
            call->file == nullptr ? "?" : without_dot(call->file), call->line);
    return false;
}

static bool complain_of_code(const struct graph *graph, const char *what) {
    (void)complain(graph, "code that is not understood");
    fprintf(graph->complaints, "  %s\n", what);
    return false;
}

// Edges.

static void add_edge(struct graph *graph, uint32_t from, struct edge edge) {
    APPEND(&graph->vertices.item[from].edges, edge);
}

// How deep the stack is where a function calls another: directly, or else through a register, as
// the compiler does it for shortness, too. BOUND_NOTHING if it does not.
static uint32_t depth_of_call(const struct code_function *caller, uint32_t target) {
    uint32_t direct = BOUND_NOTHING;
    uint32_t indirect = BOUND_NOTHING;
    for (size_t i = 0; i < caller->calls.count; i++) {
        const struct code_call *call = &caller->calls.item[i];
        uint32_t *found = call->target == target             ? &direct
                          : call->target == CODE_NO_FUNCTION ? &indirect
                                                             : nullptr;
        if (found != nullptr && (*found == BOUND_NOTHING || call->depth > *found)) {
            *found = call->depth;
        }
    }
    if (direct == BOUND_NOTHING) {
        return indirect;
    }
    return indirect == BOUND_NOTHING || direct > indirect ? direct : indirect;
}

static bool add_call(struct graph *graph, uint32_t vertex, const struct op *call, uint32_t function,
                     uint32_t node) {
    const char *name = graph->program->functions.item[function].name;
    uint32_t target = code_named(graph->code, name);
    uint32_t depth =
        target == CODE_NO_FUNCTION ? BOUND_NOTHING : depth_of_call(code_of(graph, vertex), target);
    if (depth == BOUND_NOTHING) {
        fprintf(graph->complaints, "%s is not called in the image\n", name);
        return complain_of_call(graph, call, "the compiler's code and the image differ");
    }
    add_edge(graph, vertex,
             (struct edge){vertex_number(graph, target, node), depth, call->file, call->line});
    return true;
}

static bool add_calls(struct graph *graph, uint32_t vertex, const struct op *call) {
    uint32_t node = graph->vertices.item[vertex].node;
    struct set callees = {};
    struct set outside = {};
    if (solve_call(&graph->solver, node, call, &callees, &outside)) {
        return complain_of_call(graph, call, "an unresolved indirect call");
    }
    bool added = true;
    for (size_t i = 0; i < callees.count && added; i++) {
        uint32_t function = graph->solver.nodes.item[callees.item[i]].function;
        added = add_call(graph, vertex, call, function, callees.item[i]);
    }
    for (size_t i = 0; i < outside.count && added; i++) {
        added = add_call(graph, vertex, call, outside.item[i], BOUND_NOTHING);
    }
    return added;
}

static bool has_edge_to(const struct graph *graph, uint32_t vertex, uint32_t function) {
    const struct vertex *v = &graph->vertices.item[vertex];
    for (size_t i = 0; i < v->edges.count; i++) {
        if (graph->vertices.item[v->edges.item[i].to].function == function) {
            return true;
        }
    }
    return false;
}

// The vertex of a function that a fact names, or that assembly calls.
static uint32_t root_vertex(struct graph *graph, uint32_t function) {
    const struct function *program = program_function(graph, function);
    uint32_t node = BOUND_NOTHING;
    if (program != nullptr) {
        node = solve_root(&graph->solver, (uint32_t)(program - graph->program->functions.item));
    }
    return vertex_number(graph, function, node);
}

// Calls of the image that the compiler's code does not have: of its library, and by assembly.
static bool add_other_calls(struct graph *graph, uint32_t vertex) {
    const struct code_function *caller = code_of(graph, vertex);
    bool is_assembly = function_of(graph, vertex) == nullptr;
    for (size_t i = 0; i < caller->calls.count; i++) {
        struct code_call call = caller->calls.item[i];
        if (call.target == CODE_NO_FUNCTION) {
            if (is_assembly) {
                return complain(graph, "an unresolved indirect call, in assembly");
            }
            continue;
        }
        if (has_edge_to(graph, vertex, call.target)) {
            continue;
        }
        if (!is_assembly && program_function(graph, call.target) != nullptr) {
            return complain_of_code(graph, "a call that the compiler's code does not have");
        }
        add_edge(graph, vertex,
                 (struct edge){root_vertex(graph, call.target), call.depth, nullptr, 0});
    }
    return true;
}

// A call through a register must be one of the compiler's code.
static bool explains_registers(const struct graph *graph, uint32_t vertex) {
    const struct code_function *code = code_of(graph, vertex);
    const struct function *function = function_of(graph, vertex);
    bool has_calls = function == nullptr;
    for (size_t i = 0; function != nullptr && i < function->ops.count; i++) {
        has_calls |= function->ops.item[i].kind == OP_CALL;
    }
    for (size_t i = 0; i < code->calls.count; i++) {
        if (code->calls.item[i].target == CODE_NO_FUNCTION && !has_calls) {
            return false;
        }
    }
    return true;
}

static bool add_edges(struct graph *graph, uint32_t vertex) {
    uint32_t function = graph->vertices.item[vertex].function;
    const struct code_function *code = code_of(graph, vertex);
    if (facts_frame(graph->facts, function) != CODE_NOT_SAID) {
        return code->calls.count == 0 ||
               complain_of_code(graph, "its frame is said, but it calls another");
    }
    if (code->problem.text[0] != '\0') {
        return complain_of_code(graph, code->problem.text);
    }
    if (!explains_registers(graph, vertex)) {
        return complain_of_code(graph, "a call that the compiler's code does not have");
    }
    const struct function *program = function_of(graph, vertex);
    for (size_t i = 0; program != nullptr && i < program->ops.count; i++) {
        if (program->ops.item[i].kind == OP_CALL &&
            !add_calls(graph, vertex, &program->ops.item[i])) {
            return false;
        }
    }
    return add_other_calls(graph, vertex);
}

// Depths.

static uint32_t frame_of(const struct graph *graph, uint32_t vertex) {
    uint32_t said = facts_frame(graph->facts, graph->vertices.item[vertex].function);
    uint32_t seen = code_of(graph, vertex)->frame;
    return said != CODE_NOT_SAID && said > seen ? said : seen;
}

static bool visit(struct graph *graph, uint32_t vertex);

// The cost by way of one edge.
static bool visit_edge(struct graph *graph, uint32_t vertex, uint32_t index) {
    struct edge edge = graph->vertices.item[vertex].edges.item[index];
    if (!visit(graph, edge.to)) {
        return false;
    }
    struct vertex *v = &graph->vertices.item[vertex];
    uint32_t cost = edge.depth + graph->vertices.item[edge.to].cost;
    if (cost > v->cost) {
        v->cost = cost;
        v->deepest = index;
    }
    return true;
}

static bool visit(struct graph *graph, uint32_t vertex) {
    switch (graph->vertices.item[vertex].state) {
    case VERTEX_DONE:
        return true;
    case VERTEX_ENTERED:
        return complain_of_recursion(graph, vertex);
    case VERTEX_NEW:
        break;
    }
    graph->vertices.item[vertex].state = VERTEX_ENTERED;
    graph->vertices.item[vertex].cost = frame_of(graph, vertex);
    APPEND(&graph->path, vertex);
    if (!add_edges(graph, vertex)) {
        return false;
    }
    for (uint32_t i = 0; i < graph->vertices.item[vertex].edges.count; i++) {
        if (!visit_edge(graph, vertex, i)) {
            return false;
        }
    }
    graph->path.count--;
    graph->vertices.item[vertex].state = VERTEX_DONE;
    return true;
}

// Roots.

static void add_root(const struct graph *graph, uint32_t function, struct set *roots) {
    const struct function *program = program_function(graph, function);
    if (program != nullptr) {
        (void)set_add(roots, (uint32_t)(program - graph->program->functions.item));
    }
}

// What facts name, and what assembly and the compiler's library call.
static struct set find_roots(const struct graph *graph) {
    struct set roots = {};
    for (size_t i = 0; i < graph->facts->begins.count; i++) {
        add_root(graph, graph->facts->begins.item[i].function, &roots);
    }
    for (size_t i = 0; i < graph->facts->handlers.count; i++) {
        add_root(graph, graph->facts->handlers.item[i].function, &roots);
    }
    for (uint32_t f = 0; f < graph->code->functions.count; f++) {
        const struct code_function *code = &graph->code->functions.item[f];
        if (program_function(graph, f) != nullptr || code_is_outlined(code)) {
            continue;
        }
        for (size_t i = 0; i < code->calls.count; i++) {
            if (code->calls.item[i].target != CODE_NO_FUNCTION) {
                add_root(graph, code->calls.item[i].target, &roots);
            }
        }
    }
    return roots;
}

static void follow_all(struct graph *graph) {
    for (size_t i = 0; i < graph->program->functions.count; i++) {
        const struct function *function = &graph->program->functions.item[i];
        uint32_t number = code_named(graph->code, function->name);
        if (function->noreturn && number != CODE_NO_FUNCTION) {
            uint32_t address = graph->code->functions.item[number].address;
            (void)numbering_add(&graph->code->noreturn, (struct key){{address}});
        }
    }
    for (uint32_t i = 0; i < graph->code->functions.count; i++) {
        code_follow(graph->code, i);
    }
}

bool bound_find(struct graph *graph) {
    const struct facts *facts = graph->facts;
    follow_all(graph);
    struct set roots = find_roots(graph);
    solve(&graph->solver, graph->program, roots.item, roots.count);
    bool found = true;
    for (size_t i = 0; i < facts->begins.count && found; i++) {
        found = visit(graph, root_vertex(graph, facts->begins.item[i].function));
    }
    for (size_t i = 0; i < facts->handlers.count && found; i++) {
        found = visit(graph, root_vertex(graph, facts->handlers.item[i].function));
    }
    return found;
}

// Results.

static uint32_t vertex_of(const struct graph *graph, uint32_t function) {
    for (uint32_t i = 0; i < graph->vertices.count; i++) {
        if (graph->vertices.item[i].function == function) {
            return i;
        }
    }
    return BOUND_NOTHING;
}

// The costliest handler of a level; BOUND_NOTHING if it has none.
static uint32_t handler_of_level(const struct graph *graph, uint32_t level) {
    uint32_t found = BOUND_NOTHING;
    for (size_t i = 0; i < graph->facts->handlers.count; i++) {
        const struct fact_handler *handler = &graph->facts->handlers.item[i];
        uint32_t vertex = vertex_of(graph, handler->function);
        if (handler->level == level &&
            (found == BOUND_NOTHING ||
             graph->vertices.item[vertex].cost > graph->vertices.item[found].cost)) {
            found = vertex;
        }
    }
    return found;
}

static uint32_t depth_of(const struct graph *graph, const struct fact_begin *begin) {
    uint32_t depth = begin->bytes + graph->vertices.item[vertex_of(graph, begin->function)].cost;
    for (uint32_t level = begin->level + 1; level < FACTS_MOST_LEVELS; level++) {
        uint32_t handler = handler_of_level(graph, level);
        if (handler != BOUND_NOTHING) {
            depth += graph->facts->exception + graph->vertices.item[handler].cost;
        }
    }
    return depth;
}

uint32_t bound_of_stack(const struct graph *graph, uint32_t stack,
                        const struct fact_begin **begin) {
    uint32_t deepest = 0;
    *begin = nullptr;
    for (size_t i = 0; i < graph->facts->begins.count; i++) {
        const struct fact_begin *one = &graph->facts->begins.item[i];
        if (one->stack == stack && (*begin == nullptr || depth_of(graph, one) > deepest)) {
            deepest = depth_of(graph, one);
            *begin = one;
        }
    }
    return deepest;
}

static uint32_t print_path(const struct graph *graph, uint32_t vertex, uint32_t total, FILE *out) {
    while (true) {
        const struct vertex *v = &graph->vertices.item[vertex];
        const struct edge *edge =
            v->deepest == BOUND_NOTHING ? nullptr : &v->edges.item[v->deepest];
        uint32_t bytes = edge == nullptr ? v->cost : edge->depth;
        total += bytes;
        fprintf(out, "  %5u  %5u  ", bytes, total);
        print_vertex(graph, vertex, out);
        if (edge == nullptr) {
            return total;
        }
        vertex = edge->to;
    }
}

void bound_print(const struct graph *graph, const struct fact_begin *begin, FILE *out) {
    fprintf(out, "  bytes  total  function\n");
    uint32_t total = begin->bytes;
    if (begin->bytes != 0) {
        fprintf(out, "  %5u  %5u  there when it begins\n", total, total);
    }
    total = print_path(graph, vertex_of(graph, begin->function), total, out);
    for (uint32_t level = begin->level + 1; level < FACTS_MOST_LEVELS; level++) {
        uint32_t handler = handler_of_level(graph, level);
        if (handler != BOUND_NOTHING) {
            total += graph->facts->exception;
            fprintf(out, "  %5u  %5u  an exception's frame\n", graph->facts->exception, total);
            total = print_path(graph, handler, total, out);
        }
    }
}
