// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/report/budget.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 1024, GROWN_SHOWN = 5 };

static void *grown(void *array, size_t count, size_t size) {
    void *more = realloc(array, (count + 1) * size);
    if (more == nullptr) {
        abort();
    }
    return more;
}

static char *copy_of(const char *text) {
    char *copy = strdup(text);
    if (copy == nullptr) {
        abort();
    }
    return copy;
}

// Whether the line is a budget; label is the rest of it.
static bool parse(const char *line, uint32_t *most, char *label) {
    return sscanf(line, "%u\t%1023[^\n]", most, label) == 2;
}

static bool is_comment(const char *line) {
    return line[0] == '#' || line[0] == '\n';
}

bool budgets_read(struct budgets *budgets, const char *path) {
    FILE *file = fopen(path, "r");
    char line[LINE], label[LINE];
    uint32_t most;
    bool good = file != nullptr;
    while (good && fgets(line, sizeof(line), file) != nullptr) {
        if (is_comment(line)) {
            continue;
        }
        good = parse(line, &most, label);
        if (!good) {
            fprintf(stderr, "%s: not a budget: %s", path, line);
            break;
        }
        budgets->budget = grown(budgets->budget, budgets->count, sizeof(*budgets->budget));
        budgets->budget[budgets->count++] = (struct budget){copy_of(label), most};
    }
    if (file != nullptr) {
        fclose(file);
    }
    return good;
}

static struct shares *shares_for(struct baseline *baseline, const char *label) {
    for (size_t i = 0; i < baseline->count; i++) {
        if (strcmp(baseline->entry[i].label, label) == 0) {
            return &baseline->entry[i].shares;
        }
    }
    baseline->entry = grown(baseline->entry, baseline->count, sizeof(*baseline->entry));
    struct baseline_entry *entry = &baseline->entry[baseline->count++];
    *entry = (struct baseline_entry){.label = copy_of(label)};
    return &entry->shares;
}

bool baseline_read(struct baseline *baseline, const char *path) {
    FILE *file = fopen(path, "r");
    char line[LINE], label[LINE], symbol[LINE];
    uint32_t amount;
    if (file == nullptr) {
        return false;
    }
    while (fgets(line, sizeof(line), file) != nullptr) {
        if (sscanf(line, "%1023[^\t]\t%1023[^\t]\t%u", label, symbol, &amount) == 3) {
            shares_add(shares_for(baseline, label), symbol, amount);
        }
    }
    return fclose(file) == 0;
}

const struct figure *budget_figure(const struct figures *figures, const struct budget *budget) {
    char label[LINE];
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->figure[i];
        if (strcmp(figure_label(figure, label, sizeof(label)), budget->label) == 0) {
            return figure;
        }
    }
    return nullptr;
}

struct growth {
    const char *symbol;
    uint32_t before, now;
};

static int more_first(const void *a, const void *b) {
    const struct growth *x = a, *y = b;
    uint32_t gx = x->now - x->before, gy = y->now - y->before;
    return gx != gy ? (gx > gy ? -1 : 1) : strcmp(x->symbol, y->symbol);
}

static void say_growth(const struct shares *now, const struct shares *before, FILE *out) {
    struct growth *list = calloc(now->count + 1, sizeof(*list));
    size_t count = 0;
    if (list == nullptr) {
        abort();
    }
    for (size_t i = 0; i < now->count; i++) {
        const struct share *share = &now->share[i];
        uint32_t was = shares_of(before, share->symbol);
        if (share->amount > was) {
            list[count++] = (struct growth){share->symbol, was, share->amount};
        }
    }
    qsort(list, count, sizeof(*list), more_first);
    for (size_t i = 0; i < count && i < GROWN_SHOWN; i++) {
        fprintf(out, "    +%u  %s (%u before, now %u)\n", list[i].now - list[i].before,
                list[i].symbol, list[i].before, list[i].now);
    }
    free(list);
}

static const struct shares *shares_before(const struct baseline *baseline, const char *label) {
    static const struct shares none = {};
    for (size_t i = 0; i < baseline->count; i++) {
        if (strcmp(baseline->entry[i].label, label) == 0) {
            return &baseline->entry[i].shares;
        }
    }
    return &none;
}

size_t budgets_check(const struct budgets *budgets, const struct baseline *baseline,
                     const struct figures *figures, FILE *out) {
    size_t wrong = 0;
    for (size_t i = 0; i < budgets->count; i++) {
        const struct budget *budget = &budgets->budget[i];
        const struct figure *figure = budget_figure(figures, budget);
        if (figure == nullptr) {
            fprintf(out, "%s: nothing of that name is measured\n", budget->label);
            wrong++;
        } else if (figure->value > budget->most) {
            fprintf(out, "%s: %u %s, budget %u, %u too many. What has grown most:\n", budget->label,
                    figure->value, figure->unit, budget->most, figure->value - budget->most);
            if (figure->shares != nullptr) {
                say_growth(figure->shares, shares_before(baseline, budget->label), out);
            }
            wrong++;
        }
    }
    return wrong;
}

bool budgets_tighten(const struct figures *figures, const char *path, FILE *out) {
    FILE *file = fopen(path, "r");
    char line[LINE], label[LINE];
    struct budget budget = {.label = label};
    if (file == nullptr) {
        return false;
    }
    while (fgets(line, sizeof(line), file) != nullptr) {
        const struct figure *figure = nullptr;
        if (!is_comment(line) && parse(line, &budget.most, label)) {
            figure = budget_figure(figures, &budget);
        }
        if (figure != nullptr && figure->value < budget.most) {
            fprintf(out, "%u\t%s\n", figure->value, label);
        } else {
            fputs(line, out);
        }
    }
    return fclose(file) == 0;
}

void baseline_write(const struct budgets *budgets, const struct figures *figures, FILE *out) {
    for (size_t i = 0; i < budgets->count; i++) {
        const struct figure *figure = budget_figure(figures, &budgets->budget[i]);
        const struct shares *shares = figure != nullptr ? figure->shares : nullptr;
        for (size_t j = 0; shares != nullptr && j < shares->count; j++) {
            fprintf(out, "%s\t%s\t%u\n", budgets->budget[i].label, shares->share[j].symbol,
                    shares->share[j].amount);
        }
    }
}
