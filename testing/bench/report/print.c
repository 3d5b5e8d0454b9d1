// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/report/print.h"

#include <string.h>

enum {
    LARGEST_SYMBOLS = 12,
    LARGEST_TARGETS = 12,
    TARGETS_A_LINE = 3,
    LARGEST_SHARES = 4,
    COLUMNS = 8
};

// "1,234".
static const char *number(uint32_t value, char *buffer, size_t size) {
    char digits[16];
    int length = snprintf(digits, sizeof(digits), "%u", value);
    size_t used = 0;
    for (int i = 0; i < length && used + 2 < size; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            buffer[used++] = ',';
        }
        buffer[used++] = digits[i];
    }
    buffer[used] = '\0';
    return buffer;
}

// "210" or "356 / 380 / 373", and whether all are within the goal.
static bool goal_text(const struct report *report, const struct goal *goal, char *text,
                      size_t size) {
    bool reached = true;
    text[0] = '\0';
    for (size_t i = 0; i < GOAL_FIGURES && goal->name[i] != nullptr; i++) {
        const struct figure *figure = goal_figure(&report->figures, goal, i);
        char buffer[16];
        strncat(text, i > 0 ? " / " : "", size - strlen(text) - 1);
        strncat(text, figure != nullptr ? number(figure->value, buffer, sizeof(buffer)) : "?",
                size - strlen(text) - 1);
        reached = reached && figure != nullptr && figure->value <= goal->most;
    }
    return reached;
}

// The largest shares, e.g. "process_left_handler 12, syscall_handle 40".
static void print_shares(const struct figure *figure, FILE *out) {
    const struct share *last = nullptr;
    for (int shown = 0; figure->shares != nullptr && shown < LARGEST_SHARES; shown++) {
        const struct share *most = nullptr;
        for (size_t i = 0; i < figure->shares->count; i++) {
            const struct share *share = &figure->shares->share[i];
            bool is_behind = last == nullptr || share->amount < last->amount ||
                             (share->amount == last->amount && share > last);
            if (is_behind && (most == nullptr || share->amount > most->amount)) {
                most = share;
            }
        }
        if (most == nullptr) {
            return;
        }
        fprintf(out, "%s%s %u", shown > 0 ? ", " : "", most->symbol, most->amount);
        last = most;
    }
}

// Where a figure's bytes are, by target, or its instructions, by function.
static void print_largest(const struct report *report, const struct figure *figure, FILE *out) {
    for (size_t i = 0; i < report->board_count; i++) {
        const struct board_size *board = &report->boards[i];
        size_t length = strlen(board->name);
        if (strncmp(figure->name, board->name, length) != 0 ||
            strcmp(figure->name + length, ": flash") != 0) {
            continue;
        }
        for (size_t row = 0; row < board->targets.count && row < LARGEST_TARGETS; row++) {
            fprintf(out, "%s%s %u", row % TARGETS_A_LINE > 0 ? ", " : "\n      ",
                    board->targets.row[row].name, board->targets.row[row].bytes[SIZE_FLASH]);
        }
        return;
    }
    print_shares(figure, out);
}

// What stands in the way of a goal that is not reached.
static void print_profile(const struct report *report, const struct goal *goal, FILE *out) {
    for (size_t i = 0; i < GOAL_FIGURES && goal->name[i] != nullptr; i++) {
        const struct figure *figure = goal_figure(&report->figures, goal, i);
        if (figure != nullptr && figure->value > goal->most) {
            fprintf(out, "  ! %s: ", figure->name);
            print_largest(report, figure, out);
            fputs("\n", out);
        }
    }
}

void print_goals(const struct report *report, FILE *out) {
    fprintf(out, "%-62s %16s %8s    %s\n", "The figures to reach", "measured", "at most",
            "(Tock's best)");
    for (size_t i = 0; i < goal_count; i++) {
        const struct goal *goal = &goals[i];
        char text[64], most[16];
        bool reached = goal_text(report, goal, text, sizeof(text));
        fprintf(out, "  %-60s %16s %8s %s %s%s%s%s\n", goal->what, text,
                number(goal->most, most, sizeof(most)), reached ? " " : "!",
                strcmp(goal->unit, "bytes") == 0 ? "bytes " : "", goal->tock[0] != '\0' ? "(" : "",
                goal->tock, goal->tock[0] != '\0' ? ")" : "");
    }
    for (size_t i = 0; i < goal_count; i++) {
        print_profile(report, &goals[i], out);
    }
    fprintf(out,
            "  !: not reached. Without a unit: instructions of the kernel, imix's Cortex-M4 in "
            "the emulator; Tock's: RV32.\n");
}

static void print_figure(const struct report *report, const struct figure *figure, FILE *out) {
    const struct figure *first = figures_find(&report->figures, figure->name, true, AXIS_NONE, 0);
    char value[16], buffer[16];
    fprintf(out, "  %-60s %9s %9s  ", figure->name, number(figure->value, value, sizeof(value)),
            first != nullptr ? number(first->value, buffer, sizeof(buffer)) : "");
    if (strcmp(figure->unit, "instructions") == 0) {
        print_shares(figure, out);
    }
    fputc('\n', out);
}

// Figures without an axis, of one section.
static void print_section(const struct report *report, const char *section, const char *title,
                          FILE *out) {
    fprintf(out, "\n%s\n", title);
    for (size_t i = 0; i < report->figures.count; i++) {
        const struct figure *figure = &report->figures.figure[i];
        if (figure->axis == AXIS_NONE && !figure->first && strcmp(figure->section, section) == 0) {
            print_figure(report, figure, out);
        }
    }
}

// How many there were of what axis counts, in the figures of that axis.
static size_t counts_of(const struct figures *figures, enum axis axis, uint32_t counts[COLUMNS]) {
    size_t columns = 0;
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->figure[i];
        bool known = figure->axis != axis || columns == COLUMNS;
        for (size_t j = 0; j < columns && !known; j++) {
            known = counts[j] == figure->n;
        }
        if (!known) {
            counts[columns++] = figure->n;
        }
    }
    return columns;
}

// Whether the figure is the first one of its name on its axis, and whether any other differs.
static bool is_first_point(const struct figures *figures, const struct figure *figure,
                           bool *grows) {
    *grows = false;
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *other = &figures->figure[i];
        if (other->axis == figure->axis && other->first == figure->first &&
            strcmp(other->name, figure->name) == 0) {
            if (other < figure) {
                return false;
            }
            *grows |= other->value != figure->value;
        }
    }
    return true;
}

static void print_points(const struct figures *figures, const struct figure *figure,
                         const uint32_t *counts, size_t columns, FILE *out) {
    char label[128], buffer[16];
    snprintf(label, sizeof(label), "%s%s", figure->name, figure->first ? ", first time" : "");
    fprintf(out, "  %-60s", label);
    for (size_t j = 0; j < columns; j++) {
        const struct figure *point =
            figures_find(figures, figure->name, figure->first, figure->axis, counts[j]);
        fprintf(out, " %8s", point != nullptr ? number(point->value, buffer, sizeof(buffer)) : "");
    }
    fputc('\n', out);
}

// Figures that change along an axis, a line each, and how many do not.
static void print_axis(const struct report *report, enum axis axis, FILE *out) {
    const struct figures *figures = &report->figures;
    uint32_t counts[COLUMNS];
    size_t columns = counts_of(figures, axis, counts), constant = 0;
    if (columns == 0) {
        return;
    }
    fprintf(out, "\nGrowth with the number of %-36s", axis_names[axis]);
    for (size_t j = 0; j < columns; j++) {
        fprintf(out, " %8u", counts[j]);
    }
    fputc('\n', out);
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->figure[i];
        bool grows;
        if (figure->axis != axis || !is_first_point(figures, figure, &grows)) {
            continue;
        }
        if (grows) {
            print_points(figures, figure, counts, columns, out);
        } else {
            constant++;
        }
    }
    if (constant > 0) {
        fprintf(out, "  Without any growth: %zu others of the above\n", constant);
    }
}

static void print_bytes(const struct board_size *board, const struct size_row *row, int memory,
                        FILE *out) {
    char buffer[16];
    fprintf(out, " %8s", number(row->bytes[memory], buffer, sizeof(buffer)));
    if (board->has_base) {
        int32_t change = (int32_t)(row->bytes[memory] - row->base[memory]);
        if (change != 0) {
            fprintf(out, " %+7d", change);
        } else {
            fprintf(out, " %7s", "");
        }
    }
}

static void print_rows(const struct board_size *board, const struct size_rows *rows,
                       const char *what, size_t most, FILE *out) {
    fprintf(out, "\n%s: %-*s %8s%s %8s\n", board->name, 60 - (int)strlen(board->name), what,
            "flash", board->has_base ? "  change" : "", "RAM");
    for (size_t i = 0; i < rows->count && i < most; i++) {
        const struct size_row *row = &rows->row[i];
        fprintf(out, "  %-60s", row->name);
        for (int memory = 0; memory < SIZE_MEMORIES; memory++) {
            print_bytes(board, row, memory, out);
        }
        fputc('\n', out);
    }
    if (rows->count > most) {
        fprintf(out, "  (%zu more: in the comma-separated file)\n", rows->count - most);
    }
}

static void print_memories(const struct report *report, FILE *out) {
    const struct process_memories *memories = &report->memories;
    fprintf(out, "\n%-22s", "Process memory, bytes");
    for (int part = 0; part < MEMORY_PARTS; part++) {
        fprintf(out, " %18s", memory_part_names[part]);
    }
    fprintf(out, " %18s\n", "code in flash");
    for (size_t i = 0; i < memories->count; i++) {
        fprintf(out, "  %-20s", memories->process[i].name);
        for (int part = 0; part < MEMORY_PARTS; part++) {
            fprintf(out, " %18u", memories->process[i].bytes[part]);
        }
        fprintf(out, " %18u\n", memories->process[i].code);
    }
}

void print_report(const struct report *report, FILE *out) {
    print_goals(report, out);
    print_section(
        report, "Per call",
        "Per call, kernel instructions                                     later     first"
        "  where most are spent",
        out);
    print_section(report, "Per event", "Per event, instructions", out);
    for (enum axis axis = AXIS_PROCESSES; axis < AXIS_COUNT; axis++) {
        print_axis(report, axis, out);
    }
    print_section(report, "RAM per process and grant", "RAM per process and grant, bytes", out);
    print_section(report, "RAM per capsule instance", "RAM per capsule instance, bytes", out);
    print_memories(report, out);
    print_section(report, "Size", "Size, bytes (RAM without the kernel's stack)", out);
    for (size_t i = 0; i < report->board_count; i++) {
        const struct board_size *board = &report->boards[i];
        print_rows(board, &board->folders, "by folder", SIZE_MAX, out);
        print_rows(board, &board->targets, "by target", SIZE_MAX, out);
        print_rows(board, &board->symbols, "by symbol", LARGEST_SYMBOLS, out);
    }
}

static void quoted(const char *text, FILE *out) {
    fputc('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            fputc('"', out);
        }
        fputc(*text, out);
    }
    fputc('"', out);
}

static const struct goal *goal_of(const struct figure *figure) {
    for (size_t i = 0; i < goal_count; i++) {
        for (size_t j = 0; j < GOAL_FIGURES && goals[i].name[j] != nullptr; j++) {
            if (figure->axis == AXIS_NONE && figure->first == goals[i].first &&
                strcmp(goals[i].name[j], figure->name) == 0) {
                return &goals[i];
            }
        }
    }
    return nullptr;
}

static void csv_rows(const struct board_size *board, const struct size_rows *rows, const char *by,
                     FILE *out) {
    static const char *const memory_name[SIZE_MEMORIES] = {"flash", "RAM"};
    for (size_t i = 0; i < rows->count; i++) {
        for (int memory = 0; memory < SIZE_MEMORIES; memory++) {
            const struct size_row *row = &rows->row[i];
            if (row->bytes[memory] == 0 && row->base[memory] == 0) {
                continue;
            }
            fprintf(out, "\"%s %s %s\",", board->name, memory_name[memory], by);
            quoted(row->name, out);
            fprintf(out, ",,,,%u,bytes,,,", row->bytes[memory]);
            if (board->has_base) {
                fprintf(out, "%u", row->base[memory]);
            }
            fputc('\n', out);
        }
    }
}

void print_csv(const struct report *report, FILE *out) {
    fputs("section,what,first time,axis,n,value,unit,goal,Tock,before\n", out);
    for (size_t i = 0; i < report->figures.count; i++) {
        const struct figure *figure = &report->figures.figure[i];
        const struct goal *goal = goal_of(figure);
        quoted(figure->section, out);
        fputc(',', out);
        quoted(figure->name, out);
        fprintf(out, ",%s,%s,", figure->first ? "yes" : "", axis_names[figure->axis]);
        if (figure->axis != AXIS_NONE) {
            fprintf(out, "%u", figure->n);
        }
        fprintf(out, ",%u,%s,", figure->value, figure->unit);
        if (goal != nullptr) {
            fprintf(out, "%u,", goal->most);
            quoted(goal->tock, out);
        } else {
            fputc(',', out);
        }
        fputs(",\n", out);
    }
    for (size_t i = 0; i < report->board_count; i++) {
        const struct board_size *board = &report->boards[i];
        csv_rows(board, &board->folders, "by folder", out);
        csv_rows(board, &board->targets, "by target", out);
        csv_rows(board, &board->symbols, "by symbol", out);
    }
}
