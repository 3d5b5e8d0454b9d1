// SPDX-License-Identifier: Apache-2.0 OR MIT
// Makes the benchmark's report of what was measured.
//
//     report [INPUT]... [OUTPUT]...
//
// Inputs:
//     --run WORKLOAD[:AXIS:N] COUNTS CONSOLE   see run.h
//     --size NAME FILE                         a board's image; see sizes.h
//     --base NAME FILE                         the same at the commit that is compared with
//     --memory CONSOLE                         see memory.h
//     --budgets BUDGETS BASELINE               see budget.h
// Outputs:
//     --table FILE, --csv FILE, --page FILE    text, comma-separated values, plots
//     --check                                  whether budgets hold; exit status 1 if not
//     --tighten BUDGETS BASELINE               new files
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testing/bench/report/budget.h"
#include "testing/bench/report/page.h"
#include "testing/bench/report/print.h"

static struct report report;
static struct budgets budgets;
static struct baseline baseline;
static const char *budgets_path = "";

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

// Inputs.

static void add_run(char **word) {
    char workload[64], axis[64] = "";
    unsigned n = 0;
    struct run *run = calloc(1, sizeof(*run));
    int parts = sscanf(word[0], "%63[^:]:%63[^:]:%u", workload, axis, &n);
    if (parts != 1 && parts != 3) {
        die("a run is WORKLOAD or WORKLOAD:AXIS:N, not", word[0]);
    }
    if (run == nullptr || !run_read_counts(run, word[1])) {
        die("cannot read", word[1]);
    }
    if (!run_read_console(run, word[2])) {
        die("cannot read", word[2]);
    }
    figures_add_run(&report.figures, workload, axis_of(axis), n, run);
    if (parts == 1) {
        figures_add_values(&report.figures, run);
    }
}

static struct board_size *board_of(const char *name) {
    for (size_t i = 0; i < report.board_count; i++) {
        if (strcmp(report.boards[i].name, name) == 0) {
            return &report.boards[i];
        }
    }
    report.boards = realloc(report.boards, (report.board_count + 1) * sizeof(*report.boards));
    if (report.boards == nullptr) {
        abort();
    }
    struct board_size *board = &report.boards[report.board_count++];
    *board = (struct board_size){.name = name};
    return board;
}

static void add_size(char **word) {
    if (!board_size_read(board_of(word[0]), word[1], false)) {
        die("cannot read", word[1]);
    }
}

static void add_base(char **word) {
    if (!board_size_read(board_of(word[0]), word[1], true)) {
        die("cannot read", word[1]);
    }
}

static void add_memory(char **word) {
    if (!process_memories_read(&report.memories, word[0])) {
        die("cannot read", word[0]);
    }
}

static void add_budgets(char **word) {
    budgets_path = word[0];
    if (!budgets_read(&budgets, word[0])) {
        die("cannot use", word[0]);
    }
    if (!baseline_read(&baseline, word[1])) {
        die("cannot read", word[1]);
    }
}

// What follows from all inputs together.
static void conclude(void) {
    for (size_t i = 0; i < report.board_count; i++) {
        struct board_size *board = &report.boards[i];
        size_rows_sort(&board->folders);
        size_rows_sort(&board->targets);
        size_rows_sort(&board->symbols);
        figures_add_size(&report.figures, board);
    }
    figures_add_memories(&report.figures, &report.memories);
    goals_add_derived(&report.figures);
}

// Outputs.

static FILE *opened(const char *path) {
    FILE *file = fopen(path, "w");
    if (file == nullptr) {
        die("cannot write", path);
    }
    return file;
}

static void closed(FILE *file, const char *path) {
    if (fclose(file) != 0) {
        die("cannot write", path);
    }
}

static void write_table(char **word) {
    FILE *file = opened(word[0]);
    print_report(&report, file);
    closed(file, word[0]);
}

static void write_csv(char **word) {
    FILE *file = opened(word[0]);
    print_csv(&report, file);
    closed(file, word[0]);
}

static void write_page(char **word) {
    FILE *file = opened(word[0]);
    page_write(&report, file);
    closed(file, word[0]);
}

static void check(char **word) {
    (void)word;
    size_t wrong = budgets_check(&budgets, &baseline, &report.figures, stdout);
    for (size_t i = 0; i < goal_count; i++) {
        for (size_t j = 0; j < GOAL_FIGURES && goals[i].name[j] != nullptr; j++) {
            if (goal_figure(&report.figures, &goals[i], j) == nullptr) {
                printf("%s: not measured\n", goals[i].what);
                wrong++;
            }
        }
    }
    if (wrong > 0) {
        printf("%zu budgets do not hold. They are in testing/bench/budgets.tsv.\n", wrong);
        exit(1);
    }
}

static void tighten(char **word) {
    FILE *file = opened(word[0]);
    if (!budgets_tighten(&report.figures, budgets_path, file)) {
        die("cannot read", budgets_path);
    }
    closed(file, word[0]);
    file = opened(word[1]);
    baseline_write(&budgets, &report.figures, file);
    closed(file, word[1]);
}

static const struct option {
    const char *name;
    int words;
    void (*act)(char **word);
    bool is_output;
} options[] = {
    {"--run", 3, add_run, false},         {"--size", 2, add_size, false},
    {"--base", 2, add_base, false},       {"--memory", 1, add_memory, false},
    {"--budgets", 2, add_budgets, false}, {"--table", 1, write_table, true},
    {"--csv", 1, write_csv, true},        {"--page", 1, write_page, true},
    {"--check", 0, check, true},          {"--tighten", 2, tighten, true},
};

static const struct option *option_of(const char *name) {
    for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
        if (strcmp(options[i].name, name) == 0) {
            return &options[i];
        }
    }
    die("no option is called", name);
    return nullptr;
}

static void act(int argc, char **argv, bool outputs) {
    for (int i = 1; i < argc; i++) {
        const struct option *option = option_of(argv[i]);
        if (argc - i <= option->words) {
            die("words are missing behind", argv[i]);
        }
        if (option->is_output == outputs) {
            option->act(&argv[i + 1]);
        }
        i += option->words;
    }
}

int main(int argc, char **argv) {
    act(argc, argv, false);
    conclude();
    act(argc, argv, true);
    return 0;
}
