// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fakes/entropy.h"

#include "kernel/container.h"

static enum errorcode get(struct entropy *entropy) {
    struct fake_entropy *fake = container_of(entropy, struct fake_entropy, entropy);
    if (fake->get_result == E_OK) {
        fake->running = true;
    }
    return fake->get_result;
}

static void cancel(struct entropy *entropy) {
    container_of(entropy, struct fake_entropy, entropy)->running = false;
}

static const struct entropy_ops ops = {.get = get, .cancel = cancel};

void fake_entropy_init(struct fake_entropy *fake) {
    struct fake_entropy initial = {.entropy = {.ops = &ops}};
    *fake = initial;
}

bool fake_entropy_give(struct fake_entropy *fake) {
    if (!fake->running) {
        return false;
    }
    // A get() from within the callback keeps it running, as the real source does.
    fake->running = false;
    bool more = fake->entropy.client->ops->available(fake->entropy.client, ++fake->words);
    fake->running = fake->running || more;
    return true;
}
