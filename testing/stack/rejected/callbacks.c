// SPDX-License-Identifier: Apache-2.0 OR MIT
// A port that calls its client back before it returns, and a client that begins anew at once.
#include "testing/stack/rejected/start.h"

struct port;

struct client {
    const struct client_ops *ops;
    struct port *port;
};

struct client_ops {
    void (*done)(struct client *client);
};

struct port {
    const struct port_ops *ops;
    struct client *client;
};

struct port_ops {
    void (*send)(struct port *port, uint32_t number);
};

static void send(struct port *port, uint32_t number) {
    start_number = number;
    port->client->ops->done(port->client);
    start_number = number + 1;
}

static void done(struct client *client) {
    client->port->ops->send(client->port, start_number + 1);
    start_number++;
}

static const struct port_ops port_ops = {.send = send};
static const struct client_ops client_ops = {.done = done};

static struct port port = {.ops = &port_ops};
static struct client client = {.ops = &client_ops};

void run(void) {
    port.client = start_number > 3 ? &client : port.client;
    client.port = start_number > 4 ? &port : client.port;
    port.ops->send(&port, 1);
}
