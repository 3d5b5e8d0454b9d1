// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/pdca.h"

static const uint32_t all_interrupts = PDCA_IDR_RCZ | PDCA_IDR_TRC | PDCA_IDR_TERR;

void sam4l_pdca_start_clock(struct sam4l_pm_registers *pm) {
    sam4l_clock_enable((struct sam4l_clock){pm, PM_HSBMASK_PDCA, SAM4L_BUS_HSB});
    sam4l_clock_enable((struct sam4l_clock){pm, PM_PBBMASK_PDCA, SAM4L_BUS_PBB});
}

void sam4l_pdca_start(struct sam4l_pdca_registers *channel, uint8_t peripheral,
                      const volatile uint8_t *memory, uint32_t length) {
    channel->cr = PDCA_CR_TDIS | PDCA_CR_ECLR;
    channel->psr = peripheral;
    channel->mr = PDCA_MR_SIZE_BYTE;
    channel->tcrr = 0; // Nothing to follow.
    // UNSAFE: on this chip an address is 32 bits.
    channel->mar = (uint32_t)(uintptr_t)memory;
    channel->tcr = length;
    channel->ier = PDCA_IER_TRC | PDCA_IER_TERR;
    // What the program wrote to the memory must be there before the controller reads it.
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    channel->cr = PDCA_CR_TEN;
}

uint32_t sam4l_pdca_stop(struct sam4l_pdca_registers *channel) {
    channel->cr = PDCA_CR_TDIS;
    channel->idr = all_interrupts;
    uint32_t remaining = channel->tcr;
    // What the controller wrote must be what the program reads from here on.
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    return remaining;
}

uint32_t sam4l_pdca_remaining(const struct sam4l_pdca_registers *channel) {
    return channel->tcr;
}

bool sam4l_pdca_failed(const struct sam4l_pdca_registers *channel) {
    return (channel->isr & PDCA_ISR_TERR) != 0;
}
