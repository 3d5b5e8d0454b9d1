// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/system/debug_writer.h"

#include "kernel/container.h"

// More than the longest message about lost bytes.
static const uint32_t message_room = 48;

// Appends bytes, for which there is room, in the one or two parts that they make in the ring.
static void append(struct debug_writer *debug, struct slice bytes) {
    struct slice_mut ring = buffer_write(&debug->ring);
    size_t tail = debug->head + debug->used;
    tail = tail < ring.length ? tail : tail - ring.length;
    size_t first = slice_copy(slice_mut_rest(ring, tail), bytes);
    (void)slice_copy(ring, slice_rest(bytes, first));
    debug->used += (uint32_t)bytes.length;
}

static void write(struct writer *writer, struct slice bytes) {
    struct debug_writer *debug = container_of(writer, struct debug_writer, writer);
    uint32_t room = debug->lost > 0 ? 0 : debug->ring.capacity - debug->used;
    struct slice kept = slice_clip(bytes, 0, room);
    append(debug, kept);
    debug->lost += (uint32_t)(bytes.length - kept.length);
    deferred_call_set(&debug->start);
}

uint32_t debug_writer_take(struct debug_writer *debug, struct slice_mut into) {
    struct slice ring = buffer_read(&debug->ring);
    into = slice_mut_clip(into, 0, debug->used);
    size_t first = slice_copy(into, slice_rest(ring, debug->head));
    (void)slice_copy(slice_mut_rest(into, first), ring);
    uint32_t count = (uint32_t)into.length;
    uint32_t head = debug->head + count;
    debug->head = head < ring.length ? head : head - (uint32_t)ring.length;
    debug->used -= count;
    return count;
}

// How many of the oldest bytes to send in one piece of at most room bytes: up to the end of a line,
// if one ends there, so that what others send does not get into the middle of it.
static uint32_t piece_length(const struct debug_writer *debug, uint32_t room) {
    struct slice ring = buffer_read(&debug->ring);
    uint32_t most = debug->used < room ? debug->used : room;
    for (uint32_t length = most; length > 0; length--) {
        uint32_t last = debug->head + length - 1;
        if (slice_get(ring, last < ring.length ? last : last - ring.length) == '\n') {
            return length;
        }
    }
    return most;
}

static void report_loss(struct debug_writer *debug) {
    uint32_t lost = debug->lost;
    if (lost == 0 || debug->ring.capacity - debug->used < message_room) {
        return;
    }
    debug->lost = 0;
    write_string(&debug->writer, "\r\n[debug: ");
    write_u32(&debug->writer, lost);
    write_string(&debug->writer, " bytes lost]\r\n");
}

static void send(struct debug_writer *debug) {
    if (debug->sending) {
        return;
    }
    report_loss(debug);
    struct buffer *buffer = &debug->transmit_buffer;
    buffer_window(buffer, 0, piece_length(debug, buffer->capacity));
    (void)debug_writer_take(debug, buffer_write(buffer));
    if (buffer->length == 0) {
        return;
    }
    if (uart_transmit(debug->uart, buffer) == E_OK) {
        debug->sending = true;
    } else {
        debug->lost += buffer->length;
    }
}

static void start(struct deferred_call *call) {
    send(container_of(call, struct debug_writer, start));
}

static void transmitted(struct uart_client *client, struct buffer *buffer, uint32_t count,
                        enum errorcode error) {
    (void)error;
    struct debug_writer *debug = container_of(client, struct debug_writer, client);
    debug->transmit_buffer = buffer_take(buffer);
    debug->lost += debug->transmit_buffer.length - count;
    debug->sending = false;
    send(debug);
}

const struct writer_ops debug_writer_ops = {.write = write};

static const struct uart_client_ops client_ops = {.transmitted = transmitted};
static const struct deferred_call_ops start_ops = {.run = start};

void debug_writer_init(struct debug_writer *debug) {
    debug->client.ops = &client_ops;
    debug->start.ops = &start_ops;
    debug->uart->transmit_client = &debug->client;
}
