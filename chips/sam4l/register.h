// SPDX-License-Identifier: Apache-2.0 OR MIT
// How register headers of this chip are written, and the two things that every driver does with
// registers. A register header is one struct of volatile words with each offset asserted, and one
// list of the fields that drivers use, named PERIPHERAL_REGISTER_FIELD. reference_test reads the
// headers' text and compares each offset and field with the chip's tables, so the forms below are
// the only ones allowed.
//
// The seam for tests: every function takes its registers by pointer, from a const wiring struct. A
// test passes a struct in RAM, the board passes the address from instances.h.
#pragma once

#include <stddef.h>
#include <stdint.h>

// The mask of a field of bits bits whose lowest is lsb.
#define REGISTER_FIELD(lsb, bits) ((UINT32_MAX >> (32 - (bits))) << (lsb))

// The bits of a field (a mask as above) that hold value.
#define REGISTER_VALUE(field, value) ((uint32_t)(value) * ((field) & (~(field) + 1u)))

// Waits until content & mask == value, for at most a million looks: 0.1 s at 48 MHz, 0.5 s at
// 12 MHz. False if it did not come. For what takes microseconds when the hardware is sound.
[[nodiscard]] bool register_wait(const volatile uint32_t *content, uint32_t mask, uint32_t value);

// Writes a register of PM, SCIF, BPM or BSCIF that is locked: the peripheral's UNLOCK register
// takes a key and the register's offset and opens it for the next write (datasheet, "UNLOCK" of
// each). registers is where the peripheral's registers start. No exception handler may write the
// same peripheral; the kernel's handlers only note that they ran.
void register_write_locked(volatile void *registers, volatile uint32_t *unlock,
                           volatile uint32_t *content, uint32_t value);
