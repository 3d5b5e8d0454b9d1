// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/report/run.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Room for one more in an array.
static void *grown(void *array, size_t count, size_t size) {
    void *more = realloc(array, (count + 1) * size);
    if (more == nullptr) {
        abort();
    }
    return more;
}

static char *copy_of(const char *text) {
    size_t size = strlen(text) + 1;
    return memcpy(grown(nullptr, size - 1, 1), text, size);
}

// Without the number that the compiler adds to local names and outlined functions: it changes with
// everything.
static void make_plain(char *symbol) {
    char *end = symbol + strlen(symbol);
    while (end > symbol && isdigit((unsigned char)end[-1])) {
        end--;
    }
    bool is_outlined = strncmp(symbol, "OUTLINED_FUNCTION_", 18) == 0;
    if (*end != '\0' && end > symbol && (end[-1] == '.' || is_outlined)) {
        end[-1] = '\0';
    }
}

void shares_add(struct shares *shares, const char *symbol, uint32_t amount) {
    for (size_t i = 0; i < shares->count; i++) {
        if (strcmp(shares->share[i].symbol, symbol) == 0) {
            shares->share[i].amount += amount;
            return;
        }
    }
    shares->share = grown(shares->share, shares->count, sizeof(*shares->share));
    shares->share[shares->count++] = (struct share){copy_of(symbol), amount};
}

uint32_t shares_of(const struct shares *shares, const char *symbol) {
    for (size_t i = 0; i < shares->count; i++) {
        if (strcmp(shares->share[i].symbol, symbol) == 0) {
            return shares->share[i].amount;
        }
    }
    return 0;
}

static void read_count(struct run *run, const char *line) {
    struct window window = {};
    char symbol[128];
    uint32_t amount;
    if (sscanf(line, "window %u %u %u %u %u %u", &window.id, &window.parameter, &window.kernel,
               &window.process, &window.passes, &window.interrupts) == 6) {
        run->windows = grown(run->windows, run->window_count, sizeof(window));
        run->windows[run->window_count++] = window;
    } else if (run->window_count > 0 && sscanf(line, "at %*x %u %127s", &amount, symbol) == 2) {
        make_plain(symbol);
        shares_add(&run->windows[run->window_count - 1].spent, symbol, amount);
    }
}

static void read_value(struct run *run, const char *line) {
    char name[128];
    uint32_t number;
    if (sscanf(line, "value %127s %u", name, &number) == 2) {
        run->values = grown(run->values, run->value_count, sizeof(*run->values));
        run->values[run->value_count++] = (struct value){copy_of(name), number};
    }
}

static bool each_line(struct run *run, const char *path, void (*read)(struct run *, const char *)) {
    FILE *file = fopen(path, "r");
    char line[2048];
    if (file == nullptr) {
        return false;
    }
    while (fgets(line, sizeof(line), file) != nullptr) {
        read(run, line);
    }
    return fclose(file) == 0;
}

bool run_read_counts(struct run *run, const char *path) {
    return each_line(run, path, read_count);
}

bool run_read_console(struct run *run, const char *path) {
    return each_line(run, path, read_value);
}

static bool is_one(const struct window *window, uint32_t id, uint32_t passes) {
    return window->id == id && (passes == 0 || window->passes == passes);
}

const struct window *run_first(const struct run *run, uint32_t id, uint32_t passes) {
    for (size_t i = 0; i < run->window_count; i++) {
        if (is_one(&run->windows[i], id, passes)) {
            return &run->windows[i];
        }
    }
    return nullptr;
}

const struct window *run_later(const struct run *run, uint32_t id, uint32_t passes) {
    const struct window *first = run_first(run, id, passes), *most = nullptr;
    for (size_t i = 0; i < run->window_count; i++) {
        const struct window *window = &run->windows[i];
        if (window != first && is_one(window, id, passes) &&
            (most == nullptr || window->kernel + window->process > most->kernel + most->process)) {
            most = window;
        }
    }
    return most != nullptr ? most : first;
}

const struct value *run_value(const struct run *run, const char *name) {
    for (size_t i = 0; i < run->value_count; i++) {
        if (strcmp(run->values[i].name, name) == 0) {
            return &run->values[i];
        }
    }
    return nullptr;
}
