// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/low_level_debug.h"

#include "capsules/core/turn.h"
#include "kernel/container.h"
#include "kernel/span.h"

enum low_level_debug_kind : uint32_t { DROPPED, ALERT, PRINT_1, PRINT_2 };

struct low_level_debug_entry {
    enum low_level_debug_kind kind;
    uint32_t a;
    uint32_t b;
};

enum : uint32_t { QUEUE_LENGTH = 4 };

struct low_level_debug_state {
    struct low_level_debug_entry queue[QUEUE_LENGTH]; // The oldest first.
    uint32_t count;
};

static bool is_waiting(const struct grant_scope *scope) {
    return grant_state(*scope, low_level_debug_driver_ops, struct low_level_debug_state)->count > 0;
}

// What does not fit is left out.
static void append(struct buffer *line, uint8_t character) {
    uint32_t length = line->length;
    if (length < line->capacity) {
        buffer_window(line, 0, length + 1);
        slice_set(buffer_write(line), length, character);
    }
}

static void append_text(struct buffer *line, const char *string) {
    struct slice text = slice_from_string(string);
    for (size_t i = 0; i < text.length; i++) {
        append(line, slice_get(text, i));
    }
}

static void append_hex(struct buffer *line, const char *before, uint32_t value) {
    append_text(line, before);
    uint32_t shift = 28;
    while (shift > 0 && value >> shift == 0) {
        shift -= 4;
    }
    for (; shift < 32; shift -= 4) { // Until it wraps below 0.
        uint32_t digit = value >> shift & 15;
        append(line, (uint8_t)(digit < 10 ? '0' + digit : 'a' + digit - 10));
    }
}

static void format(struct buffer *line, uint32_t slot, struct low_level_debug_entry entry) {
    buffer_window(line, 0, 0);
    if (entry.kind == DROPPED) {
        append_hex(line, "LowLevelDebug: Dropped 0x", entry.a);
        append_hex(line, " entries for app 0x", slot);
    } else {
        append_hex(line, "LowLevelDebug: App 0x", slot);
        append_hex(line, entry.kind == ALERT ? " alert code 0x" : " prints 0x", entry.a);
        if (entry.kind == PRINT_2) {
            append_hex(line, " 0x", entry.b);
        }
    }
    append_text(line, "\r\n");
}

// Takes the process's oldest entry out of its queue.
static struct low_level_debug_entry take(struct low_level_debug *debug, struct process_id process) {
    struct low_level_debug_entry entry = {.kind = DROPPED};
    grant_enter(scope, &debug->driver, process);
    struct low_level_debug_state *state =
        grant_state(scope, low_level_debug_driver_ops, struct low_level_debug_state);
    if (state != nullptr) {
        entry = state->queue[0];
        state->count--;
        for (uint32_t i = 0; i + 1 < QUEUE_LENGTH; i++) {
            *array_at(state->queue, i) = *array_at(state->queue, i + 1);
        }
    }
    return entry;
}

// Prints entries until one is under way or none is left. One that the UART refuses is lost.
static void print(struct low_level_debug *debug) {
    while (!debug->sending) {
        struct process_id next = turn_next(&debug->driver, debug->printed, is_waiting);
        if (process_id_is_none(next)) {
            return;
        }
        debug->printed = next;
        format(&debug->buffer, next.value & 0xFF, take(debug, next));
        debug->sending = uart_transmit(debug->uart, &debug->buffer) == E_OK;
    }
}

static void transmitted(struct uart_client *client, struct buffer *buffer, uint32_t count,
                        enum errorcode error) {
    (void)count;
    (void)error;
    struct low_level_debug *debug = container_of(client, struct low_level_debug, client);
    debug->buffer = buffer_take(buffer);
    debug->sending = false;
    print(debug);
}

static void put(struct low_level_debug_state *state, struct low_level_debug_entry entry) {
    if (state->count < QUEUE_LENGTH) {
        *array_at(state->queue, state->count) = entry;
        state->count++;
        return;
    }
    struct low_level_debug_entry *last = &state->queue[QUEUE_LENGTH - 1];
    if (last->kind == DROPPED) {
        last->a++;
    } else {
        last->kind = DROPPED;
        last->a = 2;
    }
}

static struct command_return command(struct driver *driver, struct process_id caller,
                                     uint32_t number, uint32_t a, uint32_t b) {
    struct low_level_debug *debug = container_of(driver, struct low_level_debug, driver);
    struct low_level_debug_entry entry = {.a = a, .b = b};
    switch (number) {
    case 0:
        return command_success();
    case 1:
        entry.kind = ALERT;
        break;
    case 2:
        entry.kind = PRINT_1;
        break;
    case 3:
        entry.kind = PRINT_2;
        break;
    default:
        return command_failure(E_NOSUPPORT);
    }
    {
        grant_enter(scope, &debug->driver, caller);
        struct low_level_debug_state *state =
            grant_state(scope, low_level_debug_driver_ops, struct low_level_debug_state);
        if (state == nullptr) {
            return command_failure(scope.error);
        }
        put(state, entry);
    }
    print(debug);
    return command_success();
}

const struct driver_ops low_level_debug_driver_ops = {
    .command = command,
    .layout = {.state_size = sizeof(struct low_level_debug_state)},
};

static const struct uart_client_ops client_ops = {.transmitted = transmitted};

void low_level_debug_init(struct low_level_debug *debug) {
    debug->client.ops = &client_ops;
    debug->uart->transmit_client = &debug->client;
}
