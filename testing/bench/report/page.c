// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/report/page.h"

#include <stdlib.h>
#include <string.h>

#include "testing/bench/report/plot.h"

enum {
    WIDTH = 1240,
    MARGIN = 30,
    ROW = 22,
    BAR = 14,
};

static double max_of(double a, double b) {
    return a > b ? a : b;
}

// Ticks with their values, and lines across the plot, for a scale from left to right.
static void horizontal_axis(FILE *out, const struct scale *scale, double top, double bottom,
                            const char *title) {
    char buffer[16];
    for (uint32_t n = 0; scale_tick(scale, n) >= 0; n++) {
        double value = scale_tick(scale, n), x = scale_at(scale, value);
        plot_line(out, x, top, x, bottom, "grid");
        plot_text(out, x, bottom + 15, ANCHOR_MIDDLE, "value",
                  plot_number((uint32_t)value, buffer, sizeof(buffer)));
    }
    plot_line(out, scale->from, bottom, scale->to, bottom, "axis");
    plot_text(out, (scale->from + scale->to) / 2, bottom + 32, ANCHOR_MIDDLE, "label", title);
}

// The figures to reach.

// The index-th number of a text like "1,150 / 1,039", "about 1,350" or "16.8 kB"; 0: it has none.
static uint32_t number_in(const char *text, size_t index) {
    for (; index > 0 && text != nullptr; index--) {
        text = strchr(text, '/') != nullptr ? strchr(text, '/') + 1 : nullptr;
    }
    if (text == nullptr) {
        return 0;
    }
    double number = 0, digit = 0;
    const char *at = text + strcspn(text, "0123456789");
    for (; strspn(at, "0123456789,.") > 0; at++) {
        if (*at == '.') {
            digit = 1;
        } else if (*at != ',') {
            digit /= 10;
            number = digit > 0 ? number + digit * (*at - '0') : number * 10 + (*at - '0');
        }
    }
    return (uint32_t)(strncmp(at, " kB", 3) == 0 ? number * 1000 : number);
}

static size_t goal_bars(const char *unit) {
    size_t bars = 0;
    for (size_t i = 0; i < goal_count; i++) {
        for (size_t j = 0; j < GOAL_FIGURES && goals[i].name[j] != nullptr; j++) {
            bars += strcmp(goals[i].unit, unit) == 0 && goals[i].most > 0;
        }
    }
    return bars;
}

static void draw_goal(FILE *out, const struct report *report, const struct goal *goal, size_t index,
                      const struct scale *scale, double y) {
    const struct figure *figure = goal_figure(&report->figures, goal, index);
    char buffer[16], label[128];
    snprintf(label, sizeof(label), "%s%s", goal->name[index], goal->first ? ", first time" : "");
    plot_text(out, scale->from - 8, y + 11, ANCHOR_END, "label", label);
    if (figure == nullptr) {
        return;
    }
    double end = scale_at(scale, figure->value), goal_at = scale_at(scale, goal->most);
    uint32_t tock = number_in(goal->tock, index);
    if (tock == 0 && index > 0) {
        tock = number_in(goal->tock, 0);
    }
    plot_rect(out, scale->from, y, end - scale->from, BAR,
              figure->value <= goal->most ? "bar" : "over");
    plot_line(out, goal_at, y - 3, goal_at, y + BAR + 3, "goal");
    if (tock > 0) {
        plot_diamond(out, scale_at(scale, tock), y + BAR / 2.0, "tock");
    }
    double tock_at = tock > 0 ? scale_at(scale, tock) : 0, right = max_of(end, goal_at) + 6;
    if (tock_at > right - 6 && tock_at < right + 40) {
        right = tock_at + 10;
    }
    plot_text(out, right, y + 11, ANCHOR_START, "value",
              plot_number(figure->value, buffer, sizeof(buffer)));
}

static double goals_plot(FILE *out, const struct report *report, const char *unit,
                         const char *heading, const char *axis, double low, double high, double y) {
    struct scale scale = scale_logarithmic(430, WIDTH - MARGIN, low, high);
    double top = y + 30, bottom = top + (double)goal_bars(unit) * ROW + 4;
    plot_text(out, MARGIN, y, ANCHOR_START, "heading", heading);
    horizontal_axis(out, &scale, top - 6, bottom, axis);
    y = top;
    for (size_t i = 0; i < goal_count; i++) {
        for (size_t j = 0; j < GOAL_FIGURES && goals[i].name[j] != nullptr; j++) {
            if (strcmp(goals[i].unit, unit) == 0 && goals[i].most > 0) {
                draw_goal(out, report, &goals[i], j, &scale, y);
                y += ROW;
            }
        }
    }
    return bottom + 70;
}

static void legend(FILE *out, double y) {
    plot_rect(out, MARGIN, y - 11, 24, BAR, "bar");
    plot_text(out, MARGIN + 30, y, ANCHOR_START, "note", "measured, goal reached");
    plot_rect(out, MARGIN + 190, y - 11, 24, BAR, "over");
    plot_text(out, MARGIN + 220, y, ANCHOR_START, "note", "measured, not reached");
    plot_line(out, MARGIN + 390, y - 14, MARGIN + 390, y + 6, "goal");
    plot_text(out, MARGIN + 400, y, ANCHOR_START, "note", "at most (the goal)");
    plot_diamond(out, MARGIN + 545, y - 4, "tock");
    plot_text(out, MARGIN + 558, y, ANCHOR_START, "note",
              "Tock's best (instructions counted the same way, on RV32)");
}

// Growth.

static const struct line {
    const char *name;
    bool first;
    const char *label;
} lines[] = {
    {"command, no such driver", false, "command, no driver"},
    {"subscribe", false, "subscribe"},
    {"subscribe", true, "subscribe, first time"},
    {"yield-wait that delivers an upcall", false, "yield with upcall"},
    {"process switch: yield, the other's upcall", false, "process switch"},
    {"timer interrupt in user code, upcall queued, resumed", false, "timer interrupt"},
    {"alarm set and wait for it", false, "alarm set and wait"},
    {"console write of 64 bytes until the upcall", false, "console write, 64 B"},
    {"pin interrupt to process's upcall", false, "pin to upcall"},
};

enum { LINES = sizeof(lines) / sizeof(lines[0]) };

// A label at the end of a line.
struct label {
    size_t line;
    double y;
};

static int higher_first(const void *a, const void *b) {
    const struct label *x = a, *y = b;
    return x->y < y->y ? -1 : x->y > y->y;
}

static void draw_labels(FILE *out, struct label *labels, size_t count, double x, double bottom) {
    qsort(labels, count, sizeof(*labels), higher_first);
    for (size_t i = 1; i < count; i++) { // Apart, downward, then up again from the bottom.
        labels[i].y = max_of(labels[i].y, labels[i - 1].y + 13);
    }
    double limit = bottom;
    for (size_t i = count; i-- > 0; limit = labels[i].y - 13) {
        labels[i].y = labels[i].y < limit ? labels[i].y : limit;
    }
    for (size_t i = 0; i < count; i++) {
        plot_text(out, x, labels[i].y + 4, ANCHOR_START, plot_series(labels[i].line),
                  lines[labels[i].line].label);
    }
}

// Draws a line through a figure's points. Returns the last one's y, or a negative number.
static double draw_line(FILE *out, const struct report *report, enum axis axis, size_t line,
                        const struct scale *xs, const struct scale *ys) {
    double x = -1, y = -1;
    for (uint32_t n = 0; n <= (uint32_t)xs->high; n++) {
        const struct figure *point =
            figures_find(&report->figures, lines[line].name, lines[line].first, axis, n);
        if (point == nullptr) {
            continue;
        }
        double next_x = scale_at(xs, n), next_y = scale_at(ys, point->value);
        if (x >= 0) {
            plot_line(out, x, y, next_x, next_y, plot_series(line));
        }
        plot_rect(out, next_x - 3, next_y - 3, 6, 6, plot_series(line));
        x = next_x;
        y = next_y;
    }
    return y;
}

static void growth_plot(FILE *out, const struct report *report, enum axis axis, double most,
                        double x, double y, const char *heading, const char *title) {
    double top = y + 20, bottom = top + 300;
    struct scale xs = {x + 50, x + 245, 0, most, false};
    struct scale ys = scale_logarithmic(bottom, top, 100, 50000);
    char buffer[16];
    struct label labels[LINES];
    size_t count = 0;
    plot_text(out, x, y, ANCHOR_START, "heading", heading);
    for (uint32_t n = 0; scale_tick(&ys, n) >= 0; n++) {
        double at = scale_at(&ys, scale_tick(&ys, n));
        plot_line(out, xs.from, at, xs.to, at, "grid");
        plot_text(out, xs.from - 6, at + 4, ANCHOR_END, "value",
                  plot_number((uint32_t)scale_tick(&ys, n), buffer, sizeof(buffer)));
    }
    horizontal_axis(out, &xs, top, bottom, title);
    plot_line(out, xs.from, top, xs.from, bottom, "axis");
    for (size_t i = 0; i < LINES; i++) {
        double end = draw_line(out, report, axis, i, &xs, &ys);
        if (end >= 0) {
            labels[count++] = (struct label){i, end};
        }
    }
    draw_labels(out, labels, count, xs.to + 8, bottom);
}

// Bars with a value at their end.

struct bar {
    const char *label;
    uint32_t value;
};

static double bars_plot(FILE *out, const struct bar *bars, size_t count, double x, double y,
                        double width, double label_width, const char *heading, const char *note,
                        const char *title) {
    double high = 0, top = y + 36, bottom = top + (double)count * ROW + 4;
    char buffer[16];
    for (size_t i = 0; i < count; i++) {
        high = max_of(high, bars[i].value);
    }
    struct scale scale = scale_linear(x + label_width, x + width, high);
    plot_text(out, x, y, ANCHOR_START, "heading", heading);
    plot_text(out, x, y + 18, ANCHOR_START, "note", note);
    horizontal_axis(out, &scale, top - 6, bottom, title);
    for (size_t i = 0; i < count; i++) {
        double at = top + (double)i * ROW, end = scale_at(&scale, bars[i].value);
        plot_text(out, scale.from - 8, at + 11, ANCHOR_END, "label", bars[i].label);
        plot_rect(out, scale.from, at, end - scale.from, BAR, "bar");
        plot_text(out, end + 5, at + 11, ANCHOR_START, "value",
                  plot_number(bars[i].value, buffer, sizeof(buffer)));
    }
    return bottom + 70;
}

static double boot_plot(FILE *out, const struct report *report, double x, double y) {
    static char labels[32][32];
    struct bar bars[32];
    size_t count = 0;
    for (size_t i = 0; i < report->figures.count && count < 32; i++) {
        const struct figure *figure = &report->figures.figure[i];
        if (figure->axis == AXIS_APPLICATIONS) {
            snprintf(labels[count], sizeof(labels[count]), "%u application%s", figure->n,
                     figure->n == 1 ? "" : "s");
            bars[count] = (struct bar){labels[count], figure->value};
            count++;
        }
    }
    return bars_plot(out, bars, count, x, y, 560, 110, "Boot, by the number of applications",
                     "From reset to the first instruction of a process; without one, to the first "
                     "sleep",
                     "kernel instructions");
}

static double pins_plot(FILE *out, const struct report *report, double x, double y) {
    static const struct bar names[] = {
        {"pin interrupt to bare handler's answer", 0},
        {"pin interrupt to capsule's answer", 0},
        {"pin interrupt to process's upcall", 0},
        {"pin interrupt to process's answer on a pin", 0},
    };
    enum { COUNT = sizeof(names) / sizeof(names[0]) };
    struct bar bars[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        const struct figure *figure =
            figures_find(&report->figures, names[i].label, false, AXIS_NONE, 0);
        bars[i] = (struct bar){names[i].label, figure != nullptr ? figure->value : 0};
    }
    return bars_plot(out, bars, COUNT, x, y, 580, 260, "From a pin's interrupt to the answer",
                     "Tock, SOSP'17, in cycles on hardware: handler 42, capsule 97, process 1,766",
                     "instructions, kernel and process");
}

// Stacked bars.

enum { STACK_PARTS = 10, STACK_BARS = 16 };

struct stacked {
    const char *label;
    uint32_t part[STACK_PARTS];
};

static void draw_parts(FILE *out, const struct stacked *bar, const struct scale *scale, double y) {
    double at = 0;
    char buffer[16];
    for (size_t part = 0; part < STACK_PARTS; part++) {
        double from = scale_at(scale, at), to = scale_at(scale, at + bar->part[part]);
        if (bar->part[part] == 0) {
            continue;
        }
        plot_rect(out, from, y, to - from, BAR + 4, plot_series(part));
        plot_number(bar->part[part], buffer, sizeof(buffer));
        if (to - from > 7.0 * (double)strlen(buffer) + 4) {
            plot_text(out, (from + to) / 2, y + 13, ANCHOR_MIDDLE, "inside", buffer);
        }
        at += bar->part[part];
    }
    plot_text(out, scale_at(scale, at) + 5, y + 13, ANCHOR_START, "value",
              plot_number((uint32_t)at, buffer, sizeof(buffer)));
}

static double stacked_plot(FILE *out, const struct stacked *bars, size_t count,
                           const char *const *parts, size_t part_count, double y,
                           const char *heading, const char *title) {
    double high = 0, top = y + 46, bottom = top + (double)count * (ROW + 6) + 2;
    for (size_t i = 0; i < count; i++) {
        double sum = 0;
        for (size_t part = 0; part < STACK_PARTS; part++) {
            sum += bars[i].part[part];
        }
        high = max_of(high, sum);
    }
    struct scale scale = scale_linear(MARGIN + 110, WIDTH - MARGIN - 60, high);
    plot_text(out, MARGIN, y, ANCHOR_START, "heading", heading);
    double x = MARGIN;
    for (size_t part = 0; part < part_count; part++) {
        plot_rect(out, x, y + 12, 14, BAR, plot_series(part));
        plot_text(out, x + 19, y + 24, ANCHOR_START, "note", parts[part]);
        x += 34 + 7.0 * (double)strlen(parts[part]);
    }
    horizontal_axis(out, &scale, top - 6, bottom, title);
    for (size_t i = 0; i < count; i++) {
        double at = top + (double)i * (ROW + 6);
        plot_text(out, scale.from - 8, at + 13, ANCHOR_END, "label", bars[i].label);
        draw_parts(out, &bars[i], &scale, at);
    }
    return bottom + 70;
}

// The top-level folder that a folder belongs to.
static const char *const groups[] = {"kernel", "capsules", "chips", "hil",
                                     "boards", "testing",  "other", "kernel stack"};
enum { GROUPS = sizeof(groups) / sizeof(groups[0]), GROUP_OTHER = 6, GROUP_STACK = 7 };

static size_t group_of(const char *folder) {
    for (size_t i = 0; i < GROUP_OTHER; i++) {
        size_t length = strlen(groups[i]);
        if (strncmp(folder, groups[i], length) == 0 &&
            (folder[length] == '/' || folder[length] == '\0')) {
            return i;
        }
    }
    return strcmp(folder, "(kernel stack)") == 0 ? GROUP_STACK : GROUP_OTHER;
}

static double sizes_plot(FILE *out, const struct report *report, int memory, double y,
                         const char *heading) {
    struct stacked bars[STACK_BARS] = {};
    size_t count = report->board_count < STACK_BARS ? report->board_count : STACK_BARS;
    for (size_t i = 0; i < count; i++) {
        const struct size_rows *rows = &report->boards[i].folders;
        bars[i].label = report->boards[i].name;
        for (size_t j = 0; j < rows->count; j++) {
            bars[i].part[group_of(rows->row[j].name)] += rows->row[j].bytes[memory];
        }
    }
    return stacked_plot(out, bars, count, groups, GROUPS, y, heading, "bytes");
}

static double memories_plot(FILE *out, const struct report *report, double y) {
    struct stacked bars[STACK_BARS] = {};
    size_t count = report->memories.count;
    for (size_t i = 0; i < count; i++) {
        bars[i].label = report->memories.process[i].name;
        for (size_t part = 0; part < MEMORY_PARTS; part++) {
            bars[i].part[part] = report->memories.process[i].bytes[part];
        }
    }
    return stacked_plot(out, bars, count, memory_part_names, MEMORY_PARTS, y,
                        "RAM of each of imix's applications, by what it is used for",
                        "bytes (free: the application asked for it, for its heap and its grants)");
}

static double draw(const struct report *report, FILE *out) {
    double y = 50;
    plot_text(out, MARGIN, y, ANCHOR_START, "title", "Detent: how small, how fast, how it grows");
    plot_text(out, MARGIN, y + 22, ANCHOR_START, "note",
              "Instructions are counted in the emulator (imix, Cortex-M4), from the exception's "
              "first to the return into the process. Bytes are those of the linked images.");
    legend(out, y + 52);
    y = goals_plot(out, report, "instructions", "Instructions of the kernel, against the goals",
                   "instructions (each step of the scale is a factor)", 50, 100000, y + 90);
    y = goals_plot(out, report, "bytes", "Bytes, against the goals",
                   "bytes (each step of the scale is a factor)", 50, 20000, y);
    growth_plot(out, report, AXIS_PROCESSES, 16, MARGIN, y, "Growth with processes",
                "processes (all but one wait)");
    growth_plot(out, report, AXIS_ALARMS, 32, MARGIN + 400, y, "Growth with alarms",
                "alarms of the kernel's own");
    growth_plot(out, report, AXIS_GRANTS, 32, MARGIN + 800, y, "Growth with grants",
                "grants of the process");
    plot_text(out, MARGIN, y + 372, ANCHOR_START, "note",
              "Left axes: kernel instructions of one call or event (each step of the scale is a "
              "factor). A level line is what is wanted.");
    y += 420;
    double left = boot_plot(out, report, MARGIN, y);
    double right = pins_plot(out, report, MARGIN + 600, y);
    y = max_of(left, right);
    y = sizes_plot(out, report, SIZE_FLASH, y,
                   "Flash of each board's kernel, by the folder of the source");
    y = sizes_plot(out, report, SIZE_RAM, y,
                   "RAM of each board's kernel, by the folder of the source");
    plot_text(out, MARGIN, y - 16, ANCHOR_START, "note",
              "small: imix with the console, the alarm and one process alone. blink: a capsule in "
              "the kernel alone, without processes.");
    y += 24;
    return memories_plot(out, report, y);
}

void page_write(const struct report *report, FILE *out) {
    FILE *nowhere = fopen("/dev/null", "w"); // How high the page is shows when it is drawn.
    double height = nowhere != nullptr ? draw(report, nowhere) : 3000;
    if (nowhere != nullptr) {
        fclose(nowhere);
    }
    plot_begin(out, WIDTH, height);
    draw(report, out);
    plot_end(out);
}
