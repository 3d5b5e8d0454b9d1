// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/system/process_console.h"

#include "capsules/system/process_console_answers.h"
#include "capsules/system/process_console_commands.h"
#include "capsules/system/process_console_editor.h"
#include "kernel/container.h"

// How long the line is quiet before what has come is handed on: four characters.
enum : uint32_t { IDLE_BITS = 40 };

// Takes as much as has room; a row's room is made sure of before it is begun.
static void append(struct writer *writer, struct slice bytes) {
    struct process_console *console = container_of(writer, struct process_console, writer);
    struct buffer *buffer = &console->transmit_buffer;
    uint32_t used = buffer->length;
    buffer_reset(buffer);
    struct slice_mut room = slice_mut_rest(buffer_write(buffer), used);
    buffer_window(buffer, 0, used + (uint32_t)slice_copy(room, bytes));
}

static bool take_typed(struct process_console *console, uint8_t *key) {
    if (console->typed_count == 0) {
        return false;
    }
    *key = console->memory->typed[console->typed_head];
    console->typed_head = (console->typed_head + 1) % PROCESS_CONSOLE_TYPED;
    console->typed_count--;
    return true;
}

// A row of the answer or a key. False: there is nothing to do.
static bool step(struct process_console *console) {
    if (console->answer != PROCESS_CONSOLE_NONE) {
        if (!process_console_write_row(console)) {
            console->answer = PROCESS_CONSOLE_NONE;
            process_console_prompt(console);
        }
        return true;
    }
    uint8_t key = 0;
    if (!take_typed(console, &key)) {
        return false;
    }
    if (process_console_edit(console, key)) {
        process_console_run(console);
        process_console_begin_line(console);
        if (console->answer == PROCESS_CONSOLE_NONE) {
            process_console_prompt(console);
        }
    }
    return true;
}

// Whether the next step surely finds room for what it writes.
static bool has_room(const struct process_console *console) {
    uint32_t most =
        console->answer == PROCESS_CONSOLE_NONE ? PROCESS_CONSOLE_KEY : PROCESS_CONSOLE_ROW;
    return console->transmit_buffer.capacity - console->transmit_buffer.length >= most;
}

static void work(struct process_console *console) {
    struct buffer *buffer = &console->transmit_buffer;
    if (console->sending) {
        return;
    }
    while (has_room(console) && step(console)) {
    }
    if (buffer->length == 0) {
        return;
    }
    console->sending = uart_transmit(console->uart, buffer) == E_OK;
    if (!console->sending) {
        buffer_window(buffer, 0, 0);
    }
}

static void transmitted(struct uart_client *client, struct buffer *buffer, uint32_t count,
                        enum errorcode error) {
    (void)count;
    (void)error;
    struct process_console *console = container_of(client, struct process_console, client);
    console->transmit_buffer = buffer_take(buffer);
    buffer_window(&console->transmit_buffer, 0, 0);
    console->sending = false;
    work(console);
}

// Receives until the line falls idle; byte by byte from a UART that cannot tell.
static enum errorcode listen(struct process_console *console) {
    buffer_reset(&console->receive_buffer);
    enum errorcode error = uart_receive(console->uart, &console->receive_buffer, IDLE_BITS);
    if (error == E_NOSUPPORT) {
        buffer_window(&console->receive_buffer, 0, 1);
        error = uart_receive(console->uart, &console->receive_buffer, 0);
    }
    return error;
}

static void keep(struct process_console *console, struct slice bytes) {
    for (size_t i = 0; i < bytes.length && console->typed_count < PROCESS_CONSOLE_TYPED; i++) {
        uint32_t tail = (console->typed_head + console->typed_count) % PROCESS_CONSOLE_TYPED;
        console->memory->typed[tail] = slice_get(bytes, i);
        console->typed_count++;
    }
}

static void received(struct uart_client *client, struct buffer *buffer, uint32_t count,
                     enum errorcode error) {
    (void)error;
    struct process_console *console = container_of(client, struct process_console, client);
    console->receive_buffer = buffer_take(buffer);
    keep(console, slice_clip(buffer_read(&console->receive_buffer), 0, count));
    (void)listen(console);
    work(console);
}

static const struct writer_ops append_ops = {.write = append};

static const struct uart_client_ops client_ops = {
    .transmitted = transmitted,
    .received = received,
};

enum errorcode process_console_init(struct process_console *console) {
    console->writer.ops = &append_ops;
    console->client.ops = &client_ops;
    console->uart->transmit_client = &console->client;
    console->uart->receive_client = &console->client;
    buffer_window(&console->transmit_buffer, 0, 0);
    return listen(console);
}
