// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fakes/uart.h"

#include <string.h>

#include "kernel/container.h"

static struct fake_uart *fake_of(struct uart *uart) {
    return container_of(uart, struct fake_uart, uart);
}

static enum errorcode configure(struct uart *uart, const struct uart_parameters *parameters) {
    struct fake_uart *fake = fake_of(uart);
    if (!buffer_is_empty(&fake->transmit_buffer) || !buffer_is_empty(&fake->receive_buffer)) {
        return E_BUSY;
    }
    fake->parameters = *parameters;
    return fake->configure_result;
}

static enum errorcode transmit(struct uart *uart, struct buffer *buffer) {
    struct fake_uart *fake = fake_of(uart);
    if (fake->transmit_result != E_OK) {
        return fake->transmit_result;
    }
    if (!buffer_is_empty(&fake->transmit_buffer)) {
        return E_BUSY;
    }
    if (buffer_is_empty(buffer) || buffer->length == 0) {
        return E_SIZE;
    }
    fake->transmit_buffer = buffer_take(buffer);
    fake->transmit_aborted = false;
    fake->transmissions++;
    return E_OK;
}

static enum errorcode transmit_abort(struct uart *uart) {
    struct fake_uart *fake = fake_of(uart);
    if (buffer_is_empty(&fake->transmit_buffer)) {
        return E_OK;
    }
    fake->transmit_aborted = true;
    return E_BUSY;
}

static enum errorcode receive(struct uart *uart, struct buffer *buffer, uint32_t idle_bits) {
    struct fake_uart *fake = fake_of(uart);
    if (fake->receive_result != E_OK) {
        return fake->receive_result;
    }
    if (fake->no_idle && idle_bits != 0) {
        return E_NOSUPPORT;
    }
    if (!buffer_is_empty(&fake->receive_buffer)) {
        return E_BUSY;
    }
    if (buffer_is_empty(buffer) || buffer->length == 0) {
        return E_SIZE;
    }
    fake->receive_buffer = buffer_take(buffer);
    fake->received = 0;
    fake->idle_bits = idle_bits;
    fake->receive_aborted = false;
    fake->receptions++;
    return E_OK;
}

static enum errorcode receive_abort(struct uart *uart) {
    struct fake_uart *fake = fake_of(uart);
    if (buffer_is_empty(&fake->receive_buffer)) {
        return E_OK;
    }
    fake->receive_aborted = true;
    return E_BUSY;
}

static const struct uart_ops ops = {
    .configure = configure,
    .transmit = transmit,
    .transmit_abort = transmit_abort,
    .receive = receive,
    .receive_abort = receive_abort,
};

void fake_uart_init(struct fake_uart *fake) {
    memset(fake, 0, sizeof(*fake));
    fake->uart.ops = &ops;
}

bool fake_uart_fail(struct fake_uart *fake, uint32_t count, enum errorcode error) {
    if (buffer_is_empty(&fake->transmit_buffer)) {
        return false;
    }
    struct slice bytes = slice_part(buffer_read(&fake->transmit_buffer), 0, count);
    for (size_t i = 0; i < count && fake->sent_length < FAKE_UART_SENT; i++) {
        fake->sent[fake->sent_length++] = slice_get(bytes, i);
    }
    fake->sent[fake->sent_length] = 0;
    struct buffer buffer = buffer_take(&fake->transmit_buffer);
    struct uart_client *client = fake->uart.transmit_client;
    client->ops->transmitted(client, &buffer, count, error);
    return true;
}

bool fake_uart_complete(struct fake_uart *fake) {
    if (fake->transmit_aborted) {
        return fake_uart_fail(fake, 0, E_CANCEL);
    }
    return fake_uart_fail(fake, fake->transmit_buffer.length, E_OK);
}

uint32_t fake_uart_complete_all(struct fake_uart *fake) {
    uint32_t count = 0;
    while (count < 10000 && fake_uart_complete(fake)) {
        count++;
    }
    return count;
}

bool fake_uart_receive_fail(struct fake_uart *fake, enum errorcode error) {
    if (buffer_is_empty(&fake->receive_buffer)) {
        return false;
    }
    struct buffer buffer = buffer_take(&fake->receive_buffer);
    fake->receive_aborted = false;
    struct uart_client *client = fake->uart.receive_client;
    client->ops->received(client, &buffer, fake->received, error);
    return true;
}

bool fake_uart_settle(struct fake_uart *fake) {
    return fake->receive_aborted && fake_uart_receive_fail(fake, E_CANCEL);
}

bool fake_uart_feed(struct fake_uart *fake, uint8_t byte) {
    if (buffer_is_empty(&fake->receive_buffer)) {
        return false;
    }
    slice_set(buffer_write(&fake->receive_buffer), fake->received, byte);
    fake->received++;
    if (fake->received == fake->receive_buffer.length) {
        (void)fake_uart_receive_fail(fake, E_OK);
    }
    return true;
}

void fake_uart_feed_text(struct fake_uart *fake, const char *text) {
    for (const char *c = text; *c != 0; c++) {
        (void)fake_uart_settle(fake);
        (void)fake_uart_feed(fake, (uint8_t)*c);
    }
}

bool fake_uart_idle(struct fake_uart *fake) {
    return fake->idle_bits != 0 && fake->received > 0 && fake_uart_receive_fail(fake, E_SIZE);
}
