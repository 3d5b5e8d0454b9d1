// SPDX-License-Identifier: Apache-2.0 OR MIT
// Alarm multiplexer: any number of virtual alarms, each a full hil/time.h (TRD 105), over one.
//
// Every 32-bit distance is exact, across any wrap. The hardware alarm is never set further ahead
// than half of the counter's range, so that a late interrupt cannot be taken for an early one: the
// multiplexer stays right as long as no alarm is served later than 2^31 ticks after it was due.
// Alarms due at the same time fire in the order of the board's table.
//
// Wiring:
//     static struct virtual_alarm process_alarm, sensor_alarm;
//     static struct virtual_alarm *const alarms[] = {&process_alarm, &sensor_alarm};
//     static struct virtual_alarm_mux alarm_mux = {.hardware = &ast.alarm, .alarms = SPAN(alarms)};
//     ... virtual_alarm_mux_init(&alarm_mux)
#pragma once

#include "hil/time.h"
#include "kernel/span.h"

// One alarm. All fields are the multiplexer's; clients use alarm.
struct virtual_alarm {
    struct alarm alarm;
    struct virtual_alarm_mux *mux;
    uint32_t remaining; // Ticks from mux->reference on until it is due.
    bool armed;
};

struct virtual_alarm_mux {
    struct alarm *hardware;                      // Set by the board; the multiplexer is its client.
    SPAN_OF(struct virtual_alarm *const) alarms; // Set by the board.

    struct alarm_client client;
    struct alarm_ops ops; // The virtual alarms': with the hardware's frequency.
    uint32_t reference;   // When remaining was last brought up to date.
    uint32_t remaining;   // Ticks from reference on that the hardware alarm is set to.
    bool firing;          // Callbacks run; the hardware alarm is set when they are through.
};

// Wires alarms and hardware together. Called once, before the alarms are used.
void virtual_alarm_mux_init(struct virtual_alarm_mux *mux);
