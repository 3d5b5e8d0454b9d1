// SPDX-License-Identifier: Apache-2.0 OR MIT
// What sections.ld says about a board's memory.
#pragma once

#include <stdint.h>

extern const uint8_t _kernel_start[]; // The image; what lies below is not the kernel's to read.
extern const uint8_t _kernel_end[];
extern const uint8_t _apps_start[]; // Flash for applications: [_apps_start, _apps_end).
extern const uint8_t _apps_end[];
extern uint8_t _process_memory_start[]; // RAM for processes, up to _process_memory_end.
extern uint8_t _process_memory_end[];
extern uint8_t _stack_start[]; // The kernel's stack, up to _stack_top; then its data.
extern uint8_t _stack_top[];
extern uint8_t _bss_end[];
