// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/counter/counter.h"

#include <stdlib.h>
#include <string.h>

enum { DBG_SIZE = 4 };

static size_t halfwords(const struct counter *counter) {
    return (counter->kernel_end - counter->kernel_start) / 2;
}

bool counter_start(struct counter *counter, const char *out) {
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

// What of the window was spent where.
static void write_spent(const struct counter *counter) {
    for (size_t i = 0; i < halfwords(counter); i++) {
        if (counter->executed[i] != 0) {
            uint32_t address = counter->kernel_start + (uint32_t)i * 2;
            const struct image_symbol *symbol = image_at(counter->kernel, address);
            fprintf(counter->out, "at\t0x%08x\t%llu\t%s\n", address,
                    (unsigned long long)counter->executed[i],
                    symbol != nullptr ? symbol->name : "?");
        }
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

void counter_digit(struct counter *counter, uint32_t address, uint8_t digit) {
    struct digit *end = counter->digits + sizeof(counter->digits) / sizeof(counter->digits[0]);
    struct digit *place = nullptr;
    for (struct digit *first = counter->digits; first < end; first++) {
        if (first->next == address) {
            first->next = 0;
            mark(counter, (uint8_t)(first->value << 4 | digit));
            return;
        }
        if (first->next == 0) {
            place = first;
        }
    }
    if (place != nullptr) {
        *place = (struct digit){.next = address + DBG_SIZE, .value = digit};
    }
}

void counter_interrupt(struct counter *counter) {
    if (counter->armed != 0) {
        open_window(counter, counter->armed);
    } else if (counter->answers && !counter->ran && counter->open == 0) {
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
