// SPDX-License-Identifier: Apache-2.0 OR MIT
// Exception handlers in C, and how exceptions are set up. See switch.S for the picture.
#pragma once

// Once, from boot.S, before the kernel is in handler mode.
void handler_init(void);
