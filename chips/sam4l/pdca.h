// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L peripheral DMA controller: one channel moves bytes between memory and one peripheral.
// Datasheet 42023, chapter 16. A channel belongs to the driver that the board gives it to; channel
// n interrupts on line SAM4L_IRQ_PDCA_n.
//
// While a channel is enabled, the driver owns the memory and nobody else may touch it.
#pragma once

#include "chips/sam4l/instances.h"
#include "chips/sam4l/pdca_registers.h"
#include "chips/sam4l/pm.h"

// The chip's own channel number n, 0 to 15: one each 0x40 bytes.
#define SAM4L_PDCA(n) ((struct sam4l_pdca_registers *)(SAM4L_BASE_PDCA + (n) * 0x40u))

static constexpr uint32_t sam4l_pdca_longest = 0xFFFF; // Bytes of one transfer.

// Gives the controller its clocks. Before anything else; they stay on, it draws next to nothing
// when no channel has work.
void sam4l_pdca_start_clock(struct sam4l_pm_registers *pm);

// Starts a transfer of length bytes, 1 to sam4l_pdca_longest, at memory, at the pace of the
// peripheral whose id is peripheral (SAM4L_PARAM_..._PDCA_ID_...). The id decides the direction.
// The channel interrupts when the last byte was moved or on a bus error.
void sam4l_pdca_start(struct sam4l_pdca_registers *channel, uint8_t peripheral,
                      const volatile uint8_t *memory, uint32_t length);

// Stops the channel and its interrupts. Returns how many bytes were not moved. Afterwards the
// memory is the caller's again.
uint32_t sam4l_pdca_stop(struct sam4l_pdca_registers *channel);

// Bytes not moved yet.
uint32_t sam4l_pdca_remaining(const struct sam4l_pdca_registers *channel);

// Whether the transfer met a bus error: the memory is not there.
bool sam4l_pdca_failed(const struct sam4l_pdca_registers *channel);
