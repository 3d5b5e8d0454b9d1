// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/report/figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testing/bench/counter/counter.h"
#include "testing/bench/row.h"

const char *const axis_names[AXIS_COUNT] = {
    [AXIS_NONE] = "",         [AXIS_PROCESSES] = "processes",       [AXIS_ALARMS] = "alarms",
    [AXIS_GRANTS] = "grants", [AXIS_APPLICATIONS] = "applications",
    [AXIS_KILOBYTES] = "kilobytes",
};

enum {
    FIRST = 1,   // Its first time is a figure of its own.
    PROCESS = 2, // What processes did counts, too.
};

// Which windows of which workload are figures, in the order in which they are shown. passes: how
// often a window leaves the process; 0: any number.
static const struct measured {
    const char *workload;
    uint32_t id, passes, flags;
    const char *section, *name;
} table[] = {
#define CALL(row, name)                                                                            \
    { "calls", row, 1, FIRST, "Per call", name }
    CALL(ROW_YIELD_NO_WAIT, "yield-no-wait, nothing pending"),
    CALL(ROW_YIELD_NO_WAIT_UPCALL, "yield-no-wait that delivers an upcall"),
    CALL(ROW_YIELD_WAIT_UPCALL, "yield-wait that delivers an upcall"),
    CALL(ROW_YIELD_WAIT_FOR_UPCALL, "yield-wait-for that returns an upcall"),
    CALL(ROW_COMMAND_NO_DRIVER, "command, no such driver"),
    CALL(ROW_COMMAND_CONSOLE, "command 0 of the console"),
    CALL(ROW_COMMAND_ALARM, "command 0 of the alarm"),
    CALL(ROW_COMMAND_ALARM_TIME, "alarm time"),
    CALL(ROW_MEMOP_MEMORY_START, "memop 2, start of RAM"),
    CALL(ROW_MEMOP_MEMORY_END, "memop 3, end of RAM"),
    CALL(ROW_MEMOP_FLASH_START, "memop 4, start of flash"),
    CALL(ROW_MEMOP_FLASH_END, "memop 5, end of flash"),
    CALL(ROW_MEMOP_GRANTS, "memop 6, start of grants"),
    CALL(ROW_MEMOP_REGIONS, "memop 7, number of writeable flash regions"),
    CALL(ROW_MEMOP_REGION_START, "memop 8, start of a writeable flash region"),
    CALL(ROW_MEMOP_REGION_END, "memop 9, end of a writeable flash region"),
    CALL(ROW_MEMOP_STACK, "memop 10, stack's start"),
    CALL(ROW_MEMOP_HEAP, "memop 11, heap's start"),
    CALL(ROW_BRK_UP, "brk up by 64 bytes"),
    CALL(ROW_BRK_DOWN, "brk down by 64 bytes"),
    CALL(ROW_SBRK_UP, "sbrk up by 64 bytes"),
    CALL(ROW_SBRK_DOWN, "sbrk down by 64 bytes"),
    CALL(ROW_SUBSCRIBE, "subscribe"),
    CALL(ROW_ALLOW_READWRITE, "read-write allow"),
    CALL(ROW_ALLOW_READONLY, "read-only allow"),
#undef CALL
    {"switch", ROW_PROCESS_SWITCH, 1, 0, "Per call", "process switch: yield, the other's upcall"},
    {"switch", ROW_TIME_SLICE, 1, 0, "Per call", "preemption by time slice"},
#define EVENT(row, passes, flags, name)                                                            \
    { "events", row, passes, flags, "Per event", name }
    EVENT(ROW_PIN_UPCALL, 0, PROCESS, "pin interrupt to process's upcall"),
    EVENT(ROW_PIN_ANSWER, 0, PROCESS, "pin interrupt to process's answer on a pin"),
    EVENT(ROW_TIMER_IN_USER, 1, 0, "timer interrupt in user code, upcall queued, resumed"),
    EVENT(ROW_TIMER_UPCALL, 0, 0, "timer expiry to upcall of a waiting process"),
    EVENT(ROW_ALARM_WAIT, 0, 0, "alarm set and wait for it"),
    EVENT(ROW_WRITE_1, 0, 0, "console write of 1 byte until the upcall"),
    EVENT(ROW_WRITE_64, 0, 0, "console write of 64 bytes until the upcall"),
    EVENT(ROW_WRITE_1024, 0, 0, "console write of 1024 bytes until the upcall"),
    EVENT(ROW_BYTE_RECEIVED, 0, 0, "a byte received to upcall"),
#undef EVENT
    {"ipc", ROW_IPC_ROUND_TRIP, 0, 0, "Per event", "IPC round trip, a buffer of 64 bytes lent"},
    {"check", MARK_BOOT, 0, 0, "Per event", "boot that checks a SHA-256 credential"},
    {"boot", MARK_BOOT, 0, 0, "Per event", "boot to first user instruction"},
    {"pin_bare", MARK_ANSWER, 0, 0, "Per event", "pin interrupt to bare handler's answer"},
    {"pin_capsule", MARK_ANSWER, 0, 0, "Per event", "pin interrupt to capsule's answer"},
};

void figures_add(struct figures *figures, struct figure figure) {
    struct figure *more = realloc(figures->figure, (figures->count + 1) * sizeof(figure));
    if (more == nullptr) {
        abort();
    }
    more[figures->count++] = figure;
    figures->figure = more;
}

const struct figure *figures_find(const struct figures *figures, const char *name, bool first,
                                  enum axis axis, uint32_t n) {
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->figure[i];
        if (figure->first == first && figure->axis == axis && figure->n == n &&
            strcmp(figure->name, name) == 0) {
            return figure;
        }
    }
    return nullptr;
}

const char *figure_label(const struct figure *figure, char *buffer, size_t size) {
    const char *first = figure->first ? ", first time" : "";
    if (figure->axis == AXIS_NONE) {
        snprintf(buffer, size, "%s%s", figure->name, first);
    } else {
        snprintf(buffer, size, "%s%s, %u %s", figure->name, first, figure->n,
                 axis_names[figure->axis]);
    }
    return buffer;
}

void figures_add_values(struct figures *figures, const struct run *run) {
    static const struct {
        const char *value, *name;
    } known[] = {
        {"process", "kernel's share of a process"},   {"grant_alarm", "grant of the alarm"},
        {"grant_console", "grant of the console"},    {"grant_button", "grant of the buttons"},
        {"grant_rng", "grant of the random numbers"},
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        const struct value *value = run_value(run, known[i].value);
        if (value != nullptr) {
            figures_add(figures, (struct figure){.section = "RAM per process and grant",
                                                 .name = known[i].name,
                                                 .value = value->number,
                                                 .unit = "bytes"});
        }
    }
}

void figures_add_run(struct figures *figures, const char *workload, enum axis axis, uint32_t n,
                     const struct run *run) {
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        const struct measured *row = &table[i];
        // Without an application, the boot ends with the first sleep.
        bool asleep = row->id == MARK_BOOT && run_first(run, MARK_BOOT, 0) == nullptr;
        uint32_t id = asleep ? MARK_IDLE : row->id;
        const struct window *first = run_first(run, id, row->passes);
        const struct window *later = run_later(run, id, row->passes);
        if (strcmp(row->workload, workload) != 0 || first == nullptr) {
            continue;
        }
        struct figure figure = {
            .section = row->section,
            .name = row->name,
            .axis = axis,
            .n = n,
            .value = later->kernel + (row->flags & PROCESS ? later->process : 0),
            .unit = "instructions",
            .shares = &later->spent,
        };
        figures_add(figures, figure);
        if (row->flags & FIRST) {
            figure.first = true;
            figure.value = first->kernel;
            figure.shares = &first->spent;
            figures_add(figures, figure);
        }
    }
}
