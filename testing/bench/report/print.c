// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/report/print.h"

#include <string.h>

// The largest shares, e.g. "process_left_handler 12, syscall_handle 40".
static void print_shares(const struct figure *figure, FILE *out) {
    uint32_t below = UINT32_MAX;
    for (int shown = 0; figure->shares != nullptr && shown < 4; shown++) {
        const struct share *most = nullptr;
        for (size_t i = 0; i < figure->shares->count; i++) {
            const struct share *share = &figure->shares->share[i];
            if (share->amount < below && (most == nullptr || share->amount > most->amount)) {
                most = share;
            }
        }
        if (most == nullptr) {
            break;
        }
        fprintf(out, "%s%s %u", shown > 0 ? ", " : "", most->symbol, most->amount);
        below = most->amount;
    }
}

void print_figures(const struct figures *figures, FILE *out) {
    const char *section = "";
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->figure[i];
        if (figure->axis != AXIS_NONE || figure->first) {
            continue;
        }
        if (strcmp(section, figure->section) != 0) {
            section = figure->section;
            fprintf(out, "\n%-58s %7s %7s  where most are spent\n", section, "", "first");
        }
        const struct figure *first = figures_find(figures, figure->name, true, AXIS_NONE, 0);
        if (first != nullptr) {
            fprintf(out, "  %-56s %7u %7u  ", figure->name, figure->value, first->value);
        } else {
            fprintf(out, "  %-56s %7u %7s  ", figure->name, figure->value, "");
        }
        print_shares(figure, out);
        fputc('\n', out);
    }
}
