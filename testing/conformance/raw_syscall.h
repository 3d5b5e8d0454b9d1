// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// System calls as they are: four registers in, four registers out, no view of what they mean. For
// tests, which must see each register (TRD 104, 3.1), and for attacks, which pass what nobody
// would.

#pragma once

#include <stdint.h>

// r0 to r3, as passed and then as returned.
struct registers {
    uint32_t r[4];
};

struct registers raw_yield(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3);
struct registers raw_subscribe(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3);
struct registers raw_command(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3);
struct registers raw_allow_readwrite(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3);
struct registers raw_allow_readonly(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3);
struct registers raw_memop(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3);
struct registers raw_exit(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3);
struct registers raw_allow_readable(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3);
struct registers raw_class_8(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3);
struct registers raw_class_255(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3);
