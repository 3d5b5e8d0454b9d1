// SPDX-License-Identifier: Apache-2.0 OR MIT
// System calls as text.
#pragma once

#include "kernel/arch/arch.h"
#include "kernel/format.h"

// A call with its arguments, without a line end: "command(0x00000001, 1, 9, 0)".
void syscall_write_call(const struct arch_syscall *call, struct writer *writer);
