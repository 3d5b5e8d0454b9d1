// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/system/read_only_state.h"

#include "kernel/bytes.h"
#include "kernel/container.h"
#include "kernel/grant.h"

enum : uint32_t { BUFFER_NUMBER = 0, VERSION = 1 };

// Bytes from the buffer's start.
enum : uint32_t { SWITCHES = 0, UPCALLS = 4, TICKS_LOW = 8, TICKS_HIGH = 12, END = 16 };

struct read_only_state_process {
    uint32_t switches;
};

static void goes_on(struct process_watcher *watcher, struct process_id process, uint32_t upcalls) {
    struct read_only_state *self = container_of(watcher, struct read_only_state, watcher);
    grant_enter(scope, &self->driver, process);
    struct read_only_state_process *state =
        grant_state(scope, read_only_state_driver_ops, struct read_only_state_process);
    if (state == nullptr) {
        return;
    }
    struct slice_mut into = grant_readable(&scope, BUFFER_NUMBER);
    if (into.length >= UPCALLS) {
        bytes_set_le32(into, SWITCHES, state->switches);
    }
    if (into.length >= TICKS_LOW) {
        bytes_set_le32(into, UPCALLS, upcalls);
    }
    if (into.length >= END) {
        uint64_t ticks = wide_time_now(self->time);
        bytes_set_le32(into, TICKS_LOW, (uint32_t)(ticks & UINT32_MAX));
        bytes_set_le32(into, TICKS_HIGH, (uint32_t)(ticks >> 32));
    }
    state->switches++;
}

static struct command_return command(struct driver *driver, struct process_id caller,
                                     uint32_t number, uint32_t argument1, uint32_t argument2) {
    (void)driver;
    (void)caller;
    (void)argument1;
    (void)argument2;
    switch (number) {
    case 0:
        return command_success();
    case 1:
        return command_success_u32(VERSION);
    default:
        return command_failure(E_NOSUPPORT);
    }
}

const struct driver_ops read_only_state_driver_ops = {
    .command = command,
    .layout = {.readable = 1, .state_size = sizeof(struct read_only_state_process)},
};

static const struct process_watcher_ops watcher_ops = {.goes_on = goes_on};

void read_only_state_init(struct read_only_state *state) {
    state->watcher.ops = &watcher_ops;
    process_watch(&state->watcher, &state->driver, state->management);
}
