// SPDX-License-Identifier: Apache-2.0 OR MIT
// A process's memory drawn in text, from high addresses to low:
//
//       0x20004000 ------
//         | 512 kernel's
//       0x20003e00 ------
//         | 1952 free
//       ...
// Stack, data and heap are told apart as far as the process said where they begin (Memops 10 and
// 11), and never believed further than its own RAM goes.
#pragma once

#include "kernel/format.h"

struct process;

// Writes row number row of the drawing: an address and what lies below it, at most 72 characters,
// or nothing. False: there is no such row, nor a further one.
bool process_write_map(const struct process *process, uint32_t row, struct writer *writer);
