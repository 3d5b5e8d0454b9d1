// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/virtual_uart.h"

#include "kernel/container.h"

static bool is_transmitting(const struct virtual_uart *device) {
    return device->mux->sending == device || !buffer_is_empty(&device->transmit_buffer);
}

// Gives a transmission that has not begun back to its client.
static void transmit_refuse(struct virtual_uart *device, enum errorcode error) {
    struct buffer buffer = buffer_take(&device->transmit_buffer);
    device->transmit_cancelled = false;
    struct uart_client *client = device->uart.transmit_client;
    client->ops->transmitted(client, &buffer, 0, error);
}

// Starts the next waiting transmission. Each device is looked at once, so a client that tries again
// after an error cannot keep this from ending.
static void transmit_next(struct virtual_uart_mux *mux) {
    for (size_t n = 0; n < mux->devices.count && mux->waiting > 0; n++) {
        struct virtual_uart *device = *span_at(mux->devices, mux->turn);
        mux->turn = mux->turn + 1 < mux->devices.count ? mux->turn + 1 : 0;
        if (buffer_is_empty(&device->transmit_buffer)) {
            continue;
        }
        mux->waiting--;
        if (device->transmit_cancelled) {
            transmit_refuse(device, E_CANCEL);
            continue;
        }
        enum errorcode error = uart_transmit(mux->hardware, &device->transmit_buffer);
        if (error == E_OK) {
            mux->sending = device;
            return;
        }
        transmit_refuse(device, error);
        if (mux->sending != nullptr) {
            return; // Its client began anew at once.
        }
    }
}

static void mux_transmitted(struct uart_client *client, struct buffer *buffer, uint32_t count,
                            enum errorcode error) {
    struct virtual_uart_mux *mux = container_of(client, struct virtual_uart_mux, client);
    struct virtual_uart *device = mux->sending;
    struct buffer sent = buffer_take(buffer);
    mux->sending = nullptr;
    transmit_next(mux);
    struct uart_client *owner = device->uart.transmit_client;
    owner->ops->transmitted(owner, &sent, count, error);
}

static enum errorcode device_transmit(struct uart *uart, struct buffer *buffer) {
    struct virtual_uart *device = container_of(uart, struct virtual_uart, uart);
    struct virtual_uart_mux *mux = device->mux;
    if (is_transmitting(device)) {
        return E_BUSY;
    }
    if (buffer_is_empty(buffer) || buffer->length == 0) {
        return E_SIZE;
    }
    if (mux->sending != nullptr) {
        device->transmit_buffer = buffer_take(buffer);
        mux->waiting++;
        return E_OK;
    }
    enum errorcode error = uart_transmit(mux->hardware, buffer);
    if (error == E_OK) {
        mux->sending = device;
    }
    return error;
}

static enum errorcode device_transmit_abort(struct uart *uart) {
    struct virtual_uart *device = container_of(uart, struct virtual_uart, uart);
    if (device->mux->sending == device) {
        return uart_transmit_abort(device->mux->hardware);
    }
    if (buffer_is_empty(&device->transmit_buffer)) {
        return E_OK;
    }
    device->transmit_cancelled = true; // Its turn comes when the one under way has ended.
    return E_BUSY;
}

static bool is_receiving(const struct virtual_uart_mux *mux) {
    return buffer_is_empty(&mux->receive_buffer);
}

static uint32_t smaller(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static void receive_end(struct virtual_uart *device, enum errorcode error) {
    device->receive_error = device->receive_cancelled ? E_CANCEL : error;
    device->receive_state = VIRTUAL_UART_DONE;
}

// Starts the next piece if any device receives: as long as the shortest of them wants, and ended by
// the shortest idle time that any of them asked for.
static enum errorcode receive_start(struct virtual_uart_mux *mux) {
    uint32_t length = mux->receive_buffer.capacity;
    uint32_t idle_bits = 0;
    bool any = false;
    for (size_t i = 0; i < mux->devices.count; i++) {
        const struct virtual_uart *device = *span_at(mux->devices, i);
        if (device->receive_state == VIRTUAL_UART_ACTIVE) {
            any = true;
            length = smaller(length, device->receive_buffer.length - device->received);
            if (device->idle_bits != 0) {
                idle_bits =
                    idle_bits == 0 ? device->idle_bits : smaller(idle_bits, device->idle_bits);
            }
        }
    }
    if (!any) {
        return E_OK;
    }
    buffer_window(&mux->receive_buffer, 0, length);
    return uart_receive(mux->hardware, &mux->receive_buffer, idle_bits);
}

// Copies a piece into a device's buffer, and ends its reception if that fills it or the piece ended
// for a reason that concerns it.
static void receive_piece(struct virtual_uart *device, struct slice piece, enum errorcode error) {
    struct slice_mut window = buffer_write(&device->receive_buffer);
    device->received += (uint32_t)slice_copy(
        slice_mut_clip(window, device->received, window.length - device->received), piece);
    if (device->received == window.length) {
        device->receive_cancelled = false;
        receive_end(device, E_OK);
    } else if (device->receive_cancelled || error == E_FAIL) {
        receive_end(device, error);
    } else if (device->idle_bits != 0 && device->received > 0) {
        receive_end(device, E_SIZE);
    }
}

static void receive_deliver(struct virtual_uart_mux *mux) {
    for (size_t i = 0; i < mux->devices.count; i++) {
        struct virtual_uart *device = *span_at(mux->devices, i);
        if (device->receive_state == VIRTUAL_UART_DONE) {
            struct buffer buffer = buffer_take(&device->receive_buffer);
            device->receive_state = VIRTUAL_UART_IDLE;
            struct uart_client *client = device->uart.receive_client;
            client->ops->received(client, &buffer, device->received, device->receive_error);
        }
    }
}

static void mux_received(struct uart_client *client, struct buffer *buffer, uint32_t count,
                         enum errorcode error) {
    struct virtual_uart_mux *mux = container_of(client, struct virtual_uart_mux, client);
    mux->receive_buffer = buffer_take(buffer);
    struct slice piece = slice_clip(buffer_read(&mux->receive_buffer), 0, count);
    for (size_t i = 0; i < mux->devices.count; i++) {
        struct virtual_uart *device = *span_at(mux->devices, i);
        if (device->receive_state == VIRTUAL_UART_ACTIVE) {
            receive_piece(device, piece, error);
        } else if (device->receive_state == VIRTUAL_UART_JOINING) {
            device->receive_state = VIRTUAL_UART_ACTIVE;
            if (device->receive_cancelled) {
                receive_end(device, E_CANCEL);
            }
        }
    }
    // The others' reception goes on before the callbacks, which may take long.
    enum errorcode started = receive_start(mux);
    if (started != E_OK) {
        for (size_t i = 0; i < mux->devices.count; i++) {
            struct virtual_uart *device = *span_at(mux->devices, i);
            if (device->receive_state == VIRTUAL_UART_ACTIVE) {
                receive_end(device, started);
            }
        }
    }
    receive_deliver(mux);
}

static enum errorcode device_receive(struct uart *uart, struct buffer *buffer, uint32_t idle_bits) {
    struct virtual_uart *device = container_of(uart, struct virtual_uart, uart);
    struct virtual_uart_mux *mux = device->mux;
    if (device->receive_state != VIRTUAL_UART_IDLE) {
        return E_BUSY;
    }
    if (buffer_is_empty(buffer) || buffer->length == 0) {
        return E_SIZE;
    }
    device->receive_buffer = buffer_take(buffer);
    device->received = 0;
    device->idle_bits = idle_bits;
    device->receive_cancelled = false;
    if (is_receiving(mux)) {
        device->receive_state = VIRTUAL_UART_JOINING;
        (void)uart_receive_abort(mux->hardware); // Its callback follows in either case.
        return E_OK;
    }
    device->receive_state = VIRTUAL_UART_ACTIVE;
    enum errorcode error = receive_start(mux);
    if (error != E_OK) {
        device->receive_state = VIRTUAL_UART_IDLE;
        *buffer = buffer_take(&device->receive_buffer);
    }
    return error;
}

static enum errorcode device_receive_abort(struct uart *uart) {
    struct virtual_uart *device = container_of(uart, struct virtual_uart, uart);
    if (device->receive_state == VIRTUAL_UART_IDLE) {
        return E_OK;
    }
    if (device->receive_state != VIRTUAL_UART_DONE) {
        device->receive_cancelled = true;
        (void)uart_receive_abort(device->mux->hardware);
    }
    return E_BUSY;
}

static enum errorcode device_configure(struct uart *uart,
                                       const struct uart_parameters *parameters) {
    (void)uart;
    (void)parameters;
    return E_NOSUPPORT;
}

static const struct uart_ops device_ops = {
    .configure = device_configure,
    .transmit = device_transmit,
    .transmit_abort = device_transmit_abort,
    .receive = device_receive,
    .receive_abort = device_receive_abort,
};

static const struct uart_client_ops mux_ops = {
    .transmitted = mux_transmitted,
    .received = mux_received,
};

enum errorcode virtual_uart_mux_init(struct virtual_uart_mux *mux) {
    mux->client.ops = &mux_ops;
    mux->hardware->transmit_client = &mux->client;
    mux->hardware->receive_client = &mux->client;
    for (size_t i = 0; i < mux->devices.count; i++) {
        struct virtual_uart *device = *span_at(mux->devices, i);
        device->uart.ops = &device_ops;
        device->mux = mux;
    }
    return uart_configure(mux->hardware, &mux->parameters);
}
