// SPDX-License-Identifier: Apache-2.0 OR MIT
// Alarm multiplexer: any number of virtual alarms, each a full hil/time.h (TRD 105), over one.
//
// Every 32-bit distance is exact, across any wrap, and time that passes for one alarm costs nothing
// for the others (deadline.h). Alarms due at the same time fire in the order in which they were
// set. A board with one user needs no multiplexer: the hardware is a full hil/time.h, too.
//
// Wiring:
//     static struct virtual_alarm process_alarm, sensor_alarm;
//     static struct virtual_alarm *const alarms[] = {&process_alarm, &sensor_alarm};
//     static struct deadline alarm_entries[ARRAY_COUNT(alarms)];
//     static struct virtual_alarm_mux alarm_mux = {
//         .hardware = &ast.alarm,
//         .alarms = SPAN(alarms),
//         .queue = {.entries = SPAN(alarm_entries)},
//     };
//     ... virtual_alarm_mux_init(&alarm_mux)
#pragma once

#include "capsules/core/deadline.h"
#include "hil/time.h"
#include "kernel/span.h"

// One alarm. All fields are the multiplexer's; clients use alarm.
struct virtual_alarm {
    struct alarm alarm;
    struct virtual_alarm_mux *mux;
    uint8_t number; // Its place in the table, and the queue.
};

struct virtual_alarm_mux {
    struct alarm *hardware;                      // Set by the board; the multiplexer is its client.
    SPAN_OF(struct virtual_alarm *const) alarms; // Set by the board.

    struct alarm_client client;
    struct alarm_ops ops;        // The virtual alarms': with the hardware's frequency.
    struct deadline_queue queue; // .entries set by the board: as many as alarms.
};

// Wires alarms and hardware together. Called once, before the alarms are used.
void virtual_alarm_mux_init(struct virtual_alarm_mux *mux);
