// SPDX-License-Identifier: Apache-2.0 OR MIT
// Faults in words.
#pragma once

#include "kernel/arch/cortex_m/exception.h"
#include "kernel/format.h"

// What a fault status (struct arch_context) and its address say, as a phrase without a line end:
// "data access violation at address 0x00000000".
void report_fault(struct writer *writer, uint32_t status, uint32_t address);

// Eight registers of a frame in two lines.
void report_frame(struct writer *writer, const struct exception_frame *frame);

// From fault_handler (switch.S), on the kernel's stack from its top. frame: a copy of what the
// kernel's registers were; null if the kernel's stack could not take it.
[[noreturn]] void kernel_fault_report(const struct exception_frame *frame);
