// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/rng.h"

#include "capsules/core/turn.h"
#include "kernel/container.h"
#include "kernel/grant.h"

enum : uint32_t { RNG_BUFFER = 0, RNG_UPCALL = 0 };

struct rng_state {
    uint32_t position; // Bytes written so far,
    uint32_t length;   // of so many; no request is under way when they are equal.
};

static bool is_waiting(const struct grant_scope *scope) {
    const struct rng_state *state = grant_state(*scope, rng_driver_ops, struct rng_state);
    return state->position < state->length;
}

static void end(const struct grant_scope *scope, struct rng_state *state) {
    state->length = state->position;
    (void)grant_upcall(scope, RNG_UPCALL, 0, state->position, 0);
}

// Gives a word's bytes to a process, lowest first; those that it has no use for are lost.
static void give(struct rng_driver *driver, struct process_id process, uint32_t word) {
    grant_enter(scope, &driver->driver, process);
    struct rng_state *state = grant_state(scope, rng_driver_ops, struct rng_state);
    if (state == nullptr) {
        return;
    }
    struct slice_mut room = slice_mut_clip(grant_readwrite(&scope, RNG_BUFFER), state->position,
                                           state->length - state->position);
    for (size_t i = 0; i < 4 && i < room.length; i++) {
        slice_set(room, i, (uint8_t)(word >> (8 * i)));
        state->position++;
    }
    if (room.length <= 4) {
        end(&scope, state);
    }
}

// Makes served a process that waits; false if there is none.
static bool serve(struct rng_driver *driver) {
    if (!turn_is_waiting(&driver->driver, driver->served, is_waiting)) {
        driver->served = turn_next(&driver->driver, driver->served, is_waiting);
    }
    return !process_id_is_none(driver->served);
}

static bool available(struct entropy_client *client, uint32_t word) {
    struct rng_driver *driver = container_of(client, struct rng_driver, client);
    if (serve(driver)) {
        give(driver, driver->served, word);
    }
    return serve(driver);
}

static struct command_return command_get(struct rng_driver *driver, struct process_id caller,
                                         uint32_t count) {
    grant_enter(scope, &driver->driver, caller);
    struct rng_state *state = grant_state(scope, rng_driver_ops, struct rng_state);
    if (state == nullptr) {
        return command_failure(scope.error);
    }
    if (state->position < state->length) {
        return command_failure(E_BUSY);
    }
    uint32_t room = (uint32_t)grant_readwrite(&scope, RNG_BUFFER).length;
    state->position = 0;
    state->length = count < room ? count : room;
    if (state->length == 0) {
        end(&scope, state);
        return command_success();
    }
    enum errorcode error = entropy_get(driver->entropy);
    if (error != E_OK) {
        state->length = 0;
    }
    return command_result(error);
}

static struct command_return command(struct driver *self, struct process_id caller, uint32_t number,
                                     uint32_t argument, uint32_t unused) {
    (void)unused;
    struct rng_driver *driver = container_of(self, struct rng_driver, driver);
    switch (number) {
    case 0:
        return command_success();
    case 1:
        return command_get(driver, caller, argument);
    default:
        return command_failure(E_NOSUPPORT);
    }
}

const struct driver_ops rng_driver_ops = {
    .command = command,
    .layout = {.upcalls = 1, .readwrite = 1, .state_size = sizeof(struct rng_state)},
};

static const struct entropy_client_ops client_ops = {.available = available};

void rng_driver_init(struct rng_driver *driver) {
    driver->client.ops = &client_ops;
    driver->entropy->client = &driver->client;
}
