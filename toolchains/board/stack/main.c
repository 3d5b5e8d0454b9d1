// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The worst case of a kernel image's stacks. Writes it to a report, with the path that leads there.
// Exit status 1 if there is none, or if a stack is smaller, with the path.

#include <stdio.h>
#include <stdlib.h>

#include "toolchains/board/stack/bound.h"
#include "toolchains/board/stack/module.h"

static void fail(const char *path, const struct problem *problem) {
    fprintf(stderr, "stack: %s: %s\n", path, problem->text);
    exit(1);
}

static bool report(const struct graph *graph, const char *board, FILE *out) {
    bool fits = true;
    for (uint32_t i = 0; i < graph->facts->stacks.count; i++) {
        const struct fact_stack *stack = &graph->facts->stacks.item[i];
        const struct fact_begin *begin;
        uint32_t bound = bound_of_stack(graph, i, &begin);
        uint32_t size = stack->top - stack->low;
        fprintf(out, "  stack  %6u of %6u bytes  %3u %%  (%s, worst case)\n", bound, size,
                bound * 100 / size, stack->name);
        if (begin != nullptr) {
            bound_print(graph, begin, out);
        }
        if (bound > size) {
            fprintf(stderr, "%s: the %s stack has %u bytes and may need %u:\n", board, stack->name,
                    size, bound);
            bound_print(graph, begin, stderr);
            fits = false;
        }
    }
    return fits;
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: stack BOARD ELF BITCODE REPORT\n");
        return 2;
    }
    struct bytes file = {};
    struct problem problem = {};
    struct code code;
    struct facts facts;
    struct program program;
    if (!bytes_read_file(&file, argv[2], &problem) || !code_open(&code, &file, &problem) ||
        !facts_read(&facts, &code, &problem)) {
        fail(argv[2], &problem);
    }
    if (!module_read(&program, argv[3])) {
        return 1;
    }
    struct graph graph = {
        .code = &code, .facts = &facts, .program = &program, .complaints = stderr};
    if (!bound_find(&graph)) {
        fprintf(stderr, "%s: the depth of its stack cannot be bounded\n", argv[1]);
        return 1;
    }
    FILE *out = fopen(argv[4], "w");
    if (out == nullptr) {
        (void)problem_set(&problem, "cannot be written");
        fail(argv[4], &problem);
    }
    bool fits = report(&graph, argv[1], out);
    return fclose(out) == 0 && fits ? 0 : 1;
}
