// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fakes/digest.h"

#include <string.h>

#include "kernel/container.h"

static struct fake_digest *fake_of(struct digest *digest) {
    return container_of(digest, struct fake_digest, digest);
}

static enum errorcode add(struct digest *digest, struct slice data) {
    struct fake_digest *fake = fake_of(digest);
    if (fake->adding || fake->finishing) {
        return E_BUSY;
    }
    fake->adding = fake->add_result == E_OK;
    for (size_t i = 0; fake->adding && i < data.length; i++) {
        fake->sum += slice_get(data, i);
    }
    return fake->add_result;
}

static enum errorcode finish(struct digest *digest) {
    struct fake_digest *fake = fake_of(digest);
    if (fake->adding || fake->finishing) {
        return E_BUSY;
    }
    fake->finishing = fake->finish_result == E_OK;
    return fake->finish_result;
}

static void clear(struct digest *digest) {
    struct fake_digest *fake = fake_of(digest);
    fake->adding = false;
    fake->finishing = false;
    fake->sum = 0;
    fake->clears++;
}

static const struct digest_ops ops = {FAKE_DIGEST_SIZE, add, finish, clear};

void fake_digest_init(struct fake_digest *fake) {
    struct fake_digest initial = {.digest = {.ops = &ops}};
    *fake = initial;
}

bool fake_digest_step(struct fake_digest *fake) {
    if (fake->adding) {
        fake->adding = false;
        fake->digest.client->ops->added(fake->digest.client);
        return true;
    }
    if (fake->finishing) {
        uint8_t result[FAKE_DIGEST_SIZE] = {0};
        memcpy(result, &fake->sum, sizeof(fake->sum));
        fake->finishing = false;
        fake->sum = 0;
        fake->digest.client->ops->finished(fake->digest.client, SLICE(result));
        return true;
    }
    return false;
}
