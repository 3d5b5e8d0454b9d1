// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fakes/signature.h"

#include "kernel/container.h"

static enum errorcode verify(struct signature *signature, struct slice key, struct slice hash,
                             struct slice value) {
    struct fake_signature *fake = container_of(signature, struct fake_signature, signature);
    if (key.length != FAKE_SIGNATURE_KEY || hash.length != FAKE_SIGNATURE_SIZE ||
        value.length != FAKE_SIGNATURE_SIZE) {
        return E_SIZE;
    }
    if (fake->running || fake->verify_result != E_OK) {
        return fake->running ? E_BUSY : fake->verify_result;
    }
    fake->running = true;
    fake->verifications++;
    fake->result = E_OK;
    for (size_t i = 0; i < FAKE_SIGNATURE_SIZE; i++) {
        uint8_t right = (uint8_t)(slice_get(hash, i) + slice_get(key, 0));
        fake->result = slice_get(value, i) == right ? fake->result : E_INVAL;
    }
    return E_OK;
}

static const struct signature_ops ops = {FAKE_SIGNATURE_KEY, FAKE_SIGNATURE_SIZE,
                                         FAKE_SIGNATURE_SIZE, verify};

void fake_signature_init(struct fake_signature *fake) {
    struct fake_signature initial = {.signature = {.ops = &ops}};
    *fake = initial;
}

bool fake_signature_step(struct fake_signature *fake) {
    if (!fake->running) {
        return false;
    }
    fake->running = false;
    fake->signature.client->ops->verified(fake->signature.client,
                                          fake->breaks_off ? E_FAIL : fake->result);
    return true;
}
