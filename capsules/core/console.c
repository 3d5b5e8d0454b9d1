// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/console.h"

#include "capsules/core/turn.h"
#include "kernel/container.h"

enum : uint32_t { WRITE_BUFFER = 1, READ_BUFFER = 1, WRITE_UPCALL = 1, READ_UPCALL = 2 };

// How long the line is quiet before what has come is handed on: four characters.
enum : uint32_t { IDLE_BITS = 40 };

struct console_state {
    uint32_t write_length;   // What the write is to send;
    uint32_t write_position; // how much of it was sent.
    uint32_t read_length;
    uint32_t read_position;
    bool writing;
    bool reading;
};

static bool is_writing(const struct grant_scope *scope) {
    return grant_state(*scope, console_driver_ops, struct console_state)->writing;
}

static bool is_reading(const struct grant_scope *scope) {
    return grant_state(*scope, console_driver_ops, struct console_state)->reading;
}

// A full upcall queue loses the upcall; the process chose not to yield.
static void end_write(const struct grant_scope *scope, struct console_state *state) {
    state->writing = false;
    (void)grant_upcall(scope, WRITE_UPCALL, state->write_position, 0, 0);
}

static void end_read(const struct grant_scope *scope, struct console_state *state,
                     enum errorcode status) {
    state->reading = false;
    (void)grant_upcall(scope, READ_UPCALL, status, state->read_position, 0);
}

// Sends the next piece of the process's write, or ends the write if there is none to send or the
// UART refuses it.
static void send_piece(struct console *console, const struct grant_scope *scope,
                       struct console_state *state, struct process_id process) {
    struct slice rest = slice_clip(grant_readonly(scope, WRITE_BUFFER), state->write_position,
                                   state->write_length - state->write_position);
    struct buffer *buffer = &console->transmit_buffer;
    buffer_reset(buffer);
    buffer_window(buffer, 0, (uint32_t)slice_copy(buffer_write(buffer), rest));
    if (buffer->length > 0 && uart_transmit(console->uart, buffer) == E_OK) {
        console->sending = true;
        console->writer = process;
        return;
    }
    end_write(scope, state);
}

static void send_next(struct console *console) {
    while (!console->sending && console->waiting) {
        struct process_id next = turn_next(&console->driver, console->writer, is_writing);
        grant_enter(scope, &console->driver, next);
        struct console_state *state = grant_state(scope, console_driver_ops, struct console_state);
        console->waiting = state != nullptr;
        if (state != nullptr) {
            send_piece(console, &scope, state, next);
        }
    }
}

static void transmitted(struct uart_client *client, struct buffer *buffer, uint32_t count,
                        enum errorcode error) {
    struct console *console = container_of(client, struct console, client);
    console->transmit_buffer = buffer_take(buffer);
    console->sending = false;
    {
        grant_enter(scope, &console->driver, console->writer);
        struct console_state *state = grant_state(scope, console_driver_ops, struct console_state);
        if (state != nullptr && state->writing) {
            state->write_position += count;
            if (error == E_OK && state->write_position < state->write_length) {
                send_piece(console, &scope, state, console->writer);
            } else {
                end_write(&scope, state);
            }
        }
    }
    send_next(console);
}

static enum errorcode command_write(struct console *console, const struct grant_scope *scope,
                                    struct console_state *state, struct process_id caller,
                                    uint32_t length) {
    if (length == 0) {
        if (state->writing && console->sending && process_id_equal(console->writer, caller)) {
            state->write_length = 0; // Ends when the piece under way was sent.
            return E_OK;
        }
        if (!state->writing) {
            state->write_position = 0;
        }
        end_write(scope, state);
        return E_OK;
    }
    uint32_t available = (uint32_t)grant_readonly(scope, WRITE_BUFFER).length;
    if (state->writing || available == 0) {
        return E_BUSY;
    }
    state->writing = true;
    state->write_position = 0;
    state->write_length = length < available ? length : available;
    if (console->sending) {
        console->waiting = true;
    } else {
        send_piece(console, scope, state, caller);
    }
    return E_OK;
}

// Gives bytes to a process's read, and ends it if it has all that it asked for, or for an error.
// Returns how many of them the read used up.
static size_t read_bytes(const struct grant_scope *scope, struct console_state *state,
                         struct slice bytes, enum errorcode error) {
    struct slice wanted = slice_clip(bytes, 0, state->read_length - state->read_position);
    struct slice_mut room =
        slice_mut_rest(grant_readwrite(scope, READ_BUFFER), state->read_position);
    state->read_position += (uint32_t)slice_copy(room, wanted);
    if (room.length < wanted.length) {
        end_read(scope, state, E_SIZE);
    } else if (state->read_position == state->read_length) {
        end_read(scope, state, E_OK);
    } else if (error != E_OK) {
        end_read(scope, state, error);
    }
    return wanted.length;
}

// Receives the next piece: what comes until the line falls idle; from a UART that cannot tell, what
// the reader's read needs, else a single byte.
static enum errorcode listen(struct console *console, const struct console_state *state) {
    struct buffer *buffer = &console->receive_buffer;
    buffer_reset(buffer);
    enum errorcode error = uart_receive(console->uart, buffer, IDLE_BITS);
    if (error == E_NOSUPPORT) {
        uint32_t length = state->reading ? state->read_length - state->read_position : 1;
        buffer_window(buffer, 0, length < buffer->capacity ? length : buffer->capacity);
        error = uart_receive(console->uart, buffer, 0);
    }
    console->receiving = error == E_OK;
    return error;
}

// Keeps bytes for the reader's next read, as many as there is room for.
static void keep(struct console *console, struct slice bytes) {
    struct slice_mut room = slice_mut_rest(SLICE_MUT(console->typed), console->typed_count);
    console->typed_count += (uint32_t)slice_copy(room, bytes);
}

// What comes for the reader, with this error: its read takes of it what it needs, the rest is kept.
static void feed(struct console *console, const struct grant_scope *scope,
                 struct console_state *state, struct slice bytes, enum errorcode error) {
    size_t used = state->reading ? read_bytes(scope, state, bytes, error) : 0;
    keep(console, slice_rest(bytes, used));
}

static void received(struct uart_client *client, struct buffer *buffer, uint32_t count,
                     enum errorcode error) {
    struct console *console = container_of(client, struct console, client);
    console->receive_buffer = buffer_take(buffer);
    console->receiving = false;
    struct slice bytes = slice_clip(buffer_read(&console->receive_buffer), 0, count);
    if (console->discarding) {
        console->discarding = false;
        bytes = slice_clip(bytes, 0, 0);
        error = E_OK;
    }
    grant_enter(scope, &console->driver, console->reader);
    struct console_state *state = grant_state(scope, console_driver_ops, struct console_state);
    if (state == nullptr) {
        return;
    }
    feed(console, &scope, state, bytes, error == E_SIZE ? E_OK : error);
    error = listen(console, state);
    if (error != E_OK && state->reading) {
        end_read(&scope, state, error);
    }
}

static enum errorcode command_read(struct console *console, const struct grant_scope *scope,
                                   struct console_state *state, struct process_id caller,
                                   uint32_t length) {
    bool reads = process_id_equal(console->reader, caller);
    if (console->receiving &&
        (reads ? state->reading : turn_is_waiting(&console->driver, console->reader, is_reading))) {
        return E_BUSY;
    }
    uint32_t available = (uint32_t)grant_readwrite(scope, READ_BUFFER).length;
    if (available == 0) {
        return E_BUSY;
    }
    if (!reads) {
        // What was typed for another process, or is being received for it, is not for this one.
        console->reader = caller;
        console->typed_count = 0;
        console->discarding = console->receiving;
        (void)uart_receive_abort(console->uart);
    }
    state->reading = true;
    state->read_position = 0;
    state->read_length = length < available ? length : available;
    struct slice typed = slice_clip(SLICE(console->typed), 0, console->typed_count);
    console->typed_count = 0;
    feed(console, scope, state, typed, E_OK);
    if (!state->reading || console->receiving) {
        return E_OK;
    }
    enum errorcode error = listen(console, state);
    state->reading = error == E_OK;
    return error;
}

static void command_abort_read(struct console *console, const struct grant_scope *scope,
                               struct console_state *state, struct process_id caller) {
    if (!console->receiving || !process_id_equal(console->reader, caller)) {
        return;
    }
    if (!console->discarding) {
        (void)uart_receive_abort(console->uart); // received() follows with what came.
    } else if (state->reading) {
        end_read(scope, state, E_CANCEL);
    }
}

static struct command_return command(struct driver *driver, struct process_id caller,
                                     uint32_t number, uint32_t argument1, uint32_t argument2) {
    (void)argument2;
    struct console *console = container_of(driver, struct console, driver);
    if (number == 0) {
        return command_success();
    }
    if (number > 3) {
        return command_failure(E_NOSUPPORT);
    }
    grant_enter(scope, &console->driver, caller);
    struct console_state *state = grant_state(scope, console_driver_ops, struct console_state);
    if (state == nullptr) {
        return command_failure(scope.error);
    }
    enum errorcode error = E_OK;
    if (number == 1) {
        error = command_write(console, &scope, state, caller, argument1);
    } else if (number == 2) {
        error = command_read(console, &scope, state, caller, argument1);
    } else {
        command_abort_read(console, &scope, state, caller);
    }
    return command_result(error);
}

const struct driver_ops console_driver_ops = {
    .command = command,
    .layout = {.upcalls = 3,
               .readonly = 2,
               .readwrite = 2,
               .state_size = sizeof(struct console_state)},
};

static const struct uart_client_ops uart_client_ops = {
    .transmitted = transmitted,
    .received = received,
};

void console_init(struct console *console) {
    console->client.ops = &uart_client_ops;
    console->uart->transmit_client = &console->client;
    console->uart->receive_client = &console->client;
}
