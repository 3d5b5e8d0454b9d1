// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/fault_policy_backoff.h"

#include "kernel/container.h"
#include "kernel/debug.h"
#include "kernel/format.h"
#include "kernel/process/management.h"

static uint32_t ticks_of(const struct fault_policy_backoff_state *state, uint32_t milliseconds) {
    uint32_t frequency = alarm_frequency(state->alarm);
    return milliseconds / 1000 * frequency + milliseconds % 1000 * frequency / 1000;
}

// Sets the alarm to the end of the wait that ends first.
static void set_alarm(struct fault_policy_backoff_state *state) {
    uint32_t now = alarm_now(state->alarm);
    uint32_t nearest = UINT32_MAX;
    for (size_t i = 0; i < state->processes.count; i++) {
        const struct fault_policy_backoff_process *each = span_at(state->processes, i);
        if (each->waits) {
            bool due = alarm_expired(now, each->since, each->ticks);
            uint32_t left = due ? 0 : each->ticks - (now - each->since);
            nearest = left < nearest ? left : nearest;
        }
    }
    if (nearest != UINT32_MAX) {
        alarm_set(state->alarm, now, nearest);
    }
}

// Starts the process if its wait has ended.
static void look_at(struct fault_policy_backoff_state *state,
                    struct fault_policy_backoff_process *each, uint32_t now) {
    if (!each->waits || !alarm_expired(now, each->since, each->ticks)) {
        return;
    }
    // Busy: another look at the next tick. No such process: somebody has started it.
    each->waits = process_start_again(each->process, state->management) == E_BUSY;
    each->started = now;
}

static void fired(struct alarm_client *client) {
    struct fault_policy_backoff_state *state =
        container_of(client, struct fault_policy_backoff_state, client);
    uint32_t now = alarm_now(state->alarm);
    for (size_t i = 0; i < state->processes.count; i++) {
        look_at(state, span_at(state->processes, i), now);
    }
    set_alarm(state);
}

// How long the process waits this time, in milliseconds.
static uint32_t delay_of(const struct fault_policy_backoff *self,
                         const struct fault_policy_backoff_process *each, uint32_t now) {
    bool quiet = now - each->started >= ticks_of(self->state, self->longest);
    if (each->delay == 0 || quiet) {
        return self->first;
    }
    return each->delay < self->longest / 2 ? each->delay * 2 : self->longest;
}

static void say(uint32_t delay) {
    write_string(debug(), "  it starts again in ");
    write_u32(debug(), delay);
    write_string(debug(), " ms\r\n");
}

enum fault_action fault_policy_backoff_action(const struct fault_policy *policy,
                                              struct process_id process, uint32_t restarts) {
    (void)restarts;
    const struct fault_policy_backoff *self =
        container_of(policy, const struct fault_policy_backoff, policy);
    struct fault_policy_backoff_state *state = self->state;
    uint32_t slot = process.value & 0xff;
    if (slot >= state->processes.count) {
        return FAULT_ACTION_STOP;
    }
    struct fault_policy_backoff_process *each = span_at(state->processes, slot);
    uint32_t now = alarm_now(state->alarm);
    each->delay = delay_of(self, each, now);
    each->process = process;
    each->since = now;
    each->ticks = ticks_of(state, each->delay);
    each->waits = true;
    set_alarm(state);
    say(each->delay);
    return FAULT_ACTION_STOP;
}

static const struct alarm_client_ops client_ops = {.fired = fired};

void fault_policy_backoff_init(struct fault_policy_backoff_state *state) {
    state->client.ops = &client_ops;
    state->alarm->client = &state->client;
}
