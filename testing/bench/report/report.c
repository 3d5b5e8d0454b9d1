// SPDX-License-Identifier: Apache-2.0 OR MIT
// Makes the benchmark's report of what was measured.
//
//     report [--run WORKLOAD[:AXIS:N] COUNTS CONSOLE]... --table FILE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testing/bench/report/figure.h"
#include "testing/bench/report/print.h"

static void die(const char *what, const char *which) {
    fprintf(stderr, "report: %s %s\n", what, which);
    exit(2);
}

static enum axis axis_of(const char *name) {
    for (enum axis axis = AXIS_NONE; axis < AXIS_COUNT; axis++) {
        if (strcmp(axis_names[axis], name) == 0) {
            return axis;
        }
    }
    die("no axis is called", name);
    return AXIS_NONE;
}

static void add_run(struct figures *figures, const char *name, const char *counts,
                    const char *console) {
    char workload[64], axis[64] = "";
    unsigned n = 0;
    struct run *run = calloc(1, sizeof(*run));
    int parts = sscanf(name, "%63[^:]:%63[^:]:%u", workload, axis, &n);
    if (parts != 1 && parts != 3) {
        die("a run is WORKLOAD or WORKLOAD:AXIS:N, not", name);
    }
    if (run == nullptr || !run_read_counts(run, counts)) {
        die("cannot read", counts);
    }
    if (!run_read_console(run, console)) {
        die("cannot read", console);
    }
    figures_add_run(figures, workload, axis_of(axis), n, run);
}

int main(int argc, char **argv) {
    struct figures figures = {};
    const char *table = "";
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--run") == 0 && i + 3 < argc) {
            add_run(&figures, argv[i + 1], argv[i + 2], argv[i + 3]);
            i += 3;
        } else if (strcmp(argv[i], "--table") == 0 && i + 1 < argc) {
            table = argv[++i];
        } else {
            die("what is", argv[i]);
        }
    }
    FILE *out = fopen(table, "w");
    if (out == nullptr) {
        die("cannot write", table);
    }
    print_figures(&figures, out);
    return fclose(out) == 0 ? 0 : 2;
}
