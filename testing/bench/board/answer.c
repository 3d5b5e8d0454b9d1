// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/board/answer.h"

#include "kernel/container.h"

static void changed(struct gpio_client *client) {
    gpio_toggle(container_of(client, struct answer, client)->out);
}

static const struct gpio_client_ops client_ops = {.changed = changed};

void answer_init(struct answer *answer) {
    answer->client.ops = &client_ops;
    answer->in->client = &answer->client;
    (void)gpio_make_output(answer->out);
    (void)gpio_make_input(answer->in, GPIO_PULL_NONE);
    gpio_enable_interrupt(answer->in, GPIO_EDGE_EITHER);
}
