// SPDX-License-Identifier: Apache-2.0 OR MIT
// A list of figures: everything that the benchmark measures, by name.
#pragma once

#include "testing/bench/report/run.h"

#ifdef __cplusplus
extern "C" {
#endif

// What is varied from one figure of a name to the next.
enum axis { AXIS_NONE, AXIS_PROCESSES, AXIS_ALARMS, AXIS_GRANTS, AXIS_APPLICATIONS, AXIS_KILOBYTES, AXIS_COUNT };

extern const char *const axis_names[AXIS_COUNT]; // "processes", ...; AXIS_NONE: "".

struct figure {
    const char *section;
    const char *name;
    bool first; // The first time, where that may differ from later ones.
    enum axis axis;
    uint32_t n; // How many there were; 0 without an axis.
    uint32_t value;
    const char *unit;            // "instructions", "bytes".
    const struct shares *shares; // What it consists of; may be null.
};

struct figures {
    struct figure *figure;
    size_t count;
};

// Texts and shares must live as long as the list.
void figures_add(struct figures *figures, struct figure figure);

// The figure of that name, or null.
const struct figure *figures_find(const struct figures *figures, const char *name, bool first,
                                  enum axis axis, uint32_t n);

// What a person calls it: its name, "first time", what there was how many of.
const char *figure_label(const struct figure *figure, char *buffer, size_t size);

// Adds what the run of a workload ("calls", "events", "switch", ...) measured.
void figures_add_run(struct figures *figures, const char *workload, enum axis axis, uint32_t n,
                     const struct run *run);

// Adds the sizes that an application of the run printed.
void figures_add_values(struct figures *figures, const struct run *run);

#ifdef __cplusplus
}
#endif
