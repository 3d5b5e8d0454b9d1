// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/counter/counter.h"

#include <stdlib.h>
#include <string.h>

static size_t halfwords(const struct counter *counter) {
    return (counter->kernel_end - counter->kernel_start) / 2;
}

bool counter_start(struct counter *counter, const char *out) {
    counter->digit = -1;
    counter->executed = calloc(halfwords(counter), sizeof(*counter->executed));
    counter->out = fopen(out, "w");
    return counter->executed != nullptr && counter->out != nullptr;
}

void counter_stop(struct counter *counter) {
    if (counter->out != nullptr) {
        fclose(counter->out);
    }
    free(counter->executed);
}

// By symbol: what of the window was spent where.
static void write_spent(const struct counter *counter) {
    const struct image_symbol *last = nullptr;
    uint64_t spent = 0;
    for (size_t i = 0; i < halfwords(counter); i++) {
        if (counter->executed[i] == 0) {
            continue;
        }
        const struct image_symbol *symbol =
            image_at(counter->kernel, counter->kernel_start + (uint32_t)i * 2);
        if (symbol != last && spent != 0) {
            fprintf(counter->out, "spent\t%s\t%llu\n", last != nullptr ? last->name : "?",
                    (unsigned long long)spent);
            spent = 0;
        }
        last = symbol;
        spent += counter->executed[i];
    }
    if (spent != 0) {
        fprintf(counter->out, "spent\t%s\t%llu\n", last != nullptr ? last->name : "?",
                (unsigned long long)spent);
    }
}

static void write_window(const struct counter *counter, uint8_t id, struct counts begin) {
    fprintf(counter->out, "window\t%u\t%u\t%llu\t%llu\t%u\t%u\n", id, counter->parameter,
            (unsigned long long)(counter->total.kernel - begin.kernel),
            (unsigned long long)(counter->total.process - begin.process), counter->passes,
            counter->interrupts);
    if (begin.kernel == counter->begin.kernel) { // Else there is no account of it.
        write_spent(counter);
    }
}

static void open_window(struct counter *counter, uint8_t id) {
    if (counter->total.kernel != counter->begin.kernel) {
        memset(counter->executed, 0, halfwords(counter) * sizeof(*counter->executed));
    }
    counter->open = id;
    counter->armed = 0;
    counter->begin = counter->total;
    counter->passes = 0;
    counter->interrupts = 0;
}

static void end_window(struct counter *counter) {
    if (counter->open != 0) {
        write_window(counter, counter->open, counter->begin);
    }
    counter->open = 0;
    counter->armed = 0;
    counter->parameter = 0;
}

void counter_block(struct counter *counter, bool process) {
    if (process && !counter->ran) {
        counter->ran = true;
        write_window(counter, MARK_BOOT, (struct counts){});
    }
    if (!process && counter->in_process) {
        counter->passes++;
    }
    counter->in_process = process;
}

static void mark(struct counter *counter, uint8_t mark) {
    if (mark == MARK_END) {
        end_window(counter);
    } else if (mark == MARK_ARM) {
        counter->arming = true;
    } else if (mark == MARK_PARAMETER) {
        counter->parameter++;
    } else if (mark >= MARK_FIRST_ID && counter->arming) {
        counter->arming = false;
        counter->open = 0;
        counter->armed = mark;
    } else if (mark >= MARK_FIRST_ID) {
        open_window(counter, mark);
    }
}

void counter_digit(struct counter *counter, uint8_t digit) {
    if (counter->digit < 0) {
        counter->digit = digit;
        return;
    }
    uint8_t whole = (uint8_t)(counter->digit << 4 | digit);
    counter->digit = -1;
    mark(counter, whole);
}

void counter_interrupt(struct counter *counter) {
    if (counter->armed != 0) {
        open_window(counter, counter->armed);
    } else if (counter->answers && counter->open == 0) {
        open_window(counter, MARK_ANSWER);
    }
    counter->interrupts++;
}

void counter_answered(struct counter *counter) {
    end_window(counter);
}

void counter_sleep(struct counter *counter) {
    if (!counter->slept) {
        counter->slept = true;
        write_window(counter, MARK_IDLE, (struct counts){});
    }
}
