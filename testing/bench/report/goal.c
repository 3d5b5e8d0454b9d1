// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/report/goal.h"

#include <string.h>

static const char calls_growth[] = "growth of a call, from 1 to 16 processes, at most";
static const char timer_growth[] = "growth of a timer interrupt, from 1 to 16 processes";
static const char timer[] = "timer interrupt in user code, upcall queued, resumed";

#define INSTRUCTIONS(what, most, tock, first, ...)                                                 \
    { what, {__VA_ARGS__}, first, most, tock, "instructions" }
#define BYTES(what, most, tock, ...)                                                               \
    { what, {__VA_ARGS__}, false, most, tock, "bytes" }

const struct goal goals[] = {
    INSTRUCTIONS("yield-no-wait, nothing pending", 120, "589", false,
                 "yield-no-wait, nothing pending"),
    INSTRUCTIONS("command, no such driver", 130, "713", false, "command, no such driver"),
    INSTRUCTIONS("command 0 of the console", 160, "1,061", false, "command 0 of the console"),
    INSTRUCTIONS("subscribe / read-write allow / read-only allow", 200, "1,150 / 1,039 / 1,070",
                 false, "subscribe", "read-write allow", "read-only allow"),
    INSTRUCTIONS("the first of them, which allocates the grant", 450, "2,232", true, "subscribe",
                 "read-write allow", "read-only allow"),
    INSTRUCTIONS("yield that delivers an upcall", 220, "1,370", false,
                 "yield-wait that delivers an upcall"),
    INSTRUCTIONS("process switch: one yields, the other's queued upcall runs", 350, "1,461", false,
                 "process switch: yield, the other's upcall"),
    INSTRUCTIONS("timer interrupt in user code, upcall queued, resumed", 400, "1,763", false,
                 timer),
    INSTRUCTIONS("alarm set and wait for it, sleep not counted", 1200, "4,908", false,
                 "alarm set and wait for it"),
    INSTRUCTIONS("console write of 1 byte until the upcall", 1200, "5,185", false,
                 "console write of 1 byte until the upcall"),
    INSTRUCTIONS("console write of 64 bytes until the upcall", 1400, "6,887", false,
                 "console write of 64 bytes until the upcall"),
    INSTRUCTIONS("boot to first user instruction, one application", 6000, "19,295 to the main loop",
                 false, "boot to first user instruction"),
    INSTRUCTIONS("growth of any per-call figure with the number of processes", 0, "", false,
                 calls_growth),
    INSTRUCTIONS("growth of timer expiry with processes it does not concern", 0, "", false,
                 timer_growth),
    BYTES("process struct, with its share of upcalls and grant pointers", 400, "about 1,350",
          "kernel's share of a process"),
    BYTES("blink in the kernel alone, no process: flash", 2500, "3,208", "blink: flash"),
    BYTES("blink in the kernel alone, stack excluded: RAM", 200, "916", "blink: RAM"),
    BYTES("kernel with console, alarm, one process: flash", 12 * 1024, "16.8 kB", "small: flash"),
};

const size_t goal_count = sizeof(goals) / sizeof(goals[0]);

const struct figure *goal_figure(const struct figures *figures, const struct goal *goal,
                                 size_t index) {
    return figures_find(figures, goal->name[index], goal->first, AXIS_NONE, 0);
}

// The figure with the fewest and with the most of what axis counts.
static bool ends_of(const struct figures *figures, const char *name, bool first, enum axis axis,
                    const struct figure *end[2]) {
    end[0] = end[1] = nullptr;
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->figure[i];
        if (figure->axis == axis && figure->first == first && strcmp(figure->name, name) == 0) {
            end[0] = end[0] == nullptr || figure->n < end[0]->n ? figure : end[0];
            end[1] = end[1] == nullptr || figure->n > end[1]->n ? figure : end[1];
        }
    }
    return end[0] != nullptr;
}

static uint32_t growth(const struct figure *const end[2]) {
    return end[1]->value > end[0]->value ? end[1]->value - end[0]->value : 0;
}

static void add_growth(struct figures *figures) {
    const struct figure *end[2];
    struct figure most = {
        .section = "Growth", .name = calls_growth, .unit = "instructions", .value = 0};
    bool any = false;
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->figure[i];
        if (figure->axis == AXIS_PROCESSES && strcmp(figure->section, "Per call") == 0 &&
            ends_of(figures, figure->name, figure->first, AXIS_PROCESSES, end)) {
            any = true;
            if (growth(end) > most.value) {
                most.value = growth(end);
                most.shares = end[1]->shares;
            }
        }
    }
    if (any) {
        figures_add(figures, most);
    }
    if (ends_of(figures, timer, false, AXIS_PROCESSES, end)) {
        figures_add(figures, (struct figure){.section = "Growth",
                                             .name = timer_growth,
                                             .unit = "instructions",
                                             .value = growth(end),
                                             .shares = end[1]->shares});
    }
}

// The first subscribe allocates the grant, and is otherwise as the later ones.
static void add_allocation(struct figures *figures) {
    const struct figure *first = figures_find(figures, "subscribe", true, AXIS_NONE, 0);
    const struct figure *later = figures_find(figures, "subscribe", false, AXIS_NONE, 0);
    if (first != nullptr && later != nullptr && first->value >= later->value) {
        figures_add(figures, (struct figure){.section = "Per event",
                                             .name = "grant allocation, within a subscribe",
                                             .unit = "instructions",
                                             .value = first->value - later->value});
    }
}

// Two boots that differ in the size of what is hashed alone.
static void add_check(struct figures *figures) {
    const struct figure *end[2];
    if (ends_of(figures, "boot that checks a SHA-256 credential", false, AXIS_KILOBYTES, end) &&
        end[1]->n > end[0]->n) {
        figures_add(figures, (struct figure){.section = "Per event",
                                             .name = "SHA-256 credential check, per kilobyte",
                                             .unit = "instructions",
                                             .value = growth(end) / (end[1]->n - end[0]->n),
                                             .shares = end[1]->shares});
    }
}

void goals_add_derived(struct figures *figures) {
    add_allocation(figures);
    add_check(figures);
    add_growth(figures);
}
