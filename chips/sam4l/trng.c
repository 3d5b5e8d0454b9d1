// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/trng.h"

#include "kernel/container.h"

const struct sam4l_trng_wiring sam4l_trng_wiring = {
    .registers = (struct sam4l_trng_registers *)SAM4L_BASE_TRNG,
    .clock = {SAM4L_PM, PM_PBAMASK_TRNG, SAM4L_BUS_PBA},
};

static void stop(struct sam4l_trng *self) {
    struct sam4l_trng_registers *registers = self->wiring->registers;
    registers->idr = TRNG_IDR_DATRDY;
    registers->cr = TRNG_CR_KEY_VALUE;
    sam4l_clock_disable(self->wiring->clock);
}

static enum errorcode get(struct entropy *entropy) {
    struct sam4l_trng *self = container_of(entropy, struct sam4l_trng, entropy);
    struct sam4l_trng_registers *registers = self->wiring->registers;
    self->running = true;
    sam4l_clock_enable(self->wiring->clock);
    registers->cr = TRNG_CR_KEY_VALUE | TRNG_CR_ENABLE;
    registers->ier = TRNG_IER_DATRDY;
    return E_OK;
}

static void cancel(struct entropy *entropy) {
    struct sam4l_trng *self = container_of(entropy, struct sam4l_trng, entropy);
    if (self->running) {
        self->running = false;
        stop(self);
    }
}

const struct entropy_ops sam4l_trng_ops = {
    .get = get,
    .cancel = cancel,
};

// UNSAFE: object is what the board's interrupt table pairs with this function: a struct sam4l_trng.
void sam4l_trng_interrupt(void *object) {
    struct sam4l_trng *self = object;
    struct sam4l_trng_registers *registers = self->wiring->registers;
    if (!self->running || (registers->isr & TRNG_ISR_DATRDY) == 0) {
        return;
    }
    uint32_t word = registers->odata; // Clears the flag.
    struct entropy_client *client = self->entropy.client;
    self->running = false; // The client may ask anew, or cancel, while it is called.
    if (client != nullptr && client->ops->available(client, word)) {
        self->running = true;
    }
    if (!self->running) {
        stop(self);
    }
}
