// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the boards of this folder have in common is credentials_board.c; what differs is which
// applications' credentials they accept.
#pragma once

#include "kernel/kernel.h"
#include "kernel/loader/checked_loader.h"

extern const struct kernel credentials_kernel;

// The board's loader, without its memories; its memory.start is how much of the memory of processes
// the board keeps for itself, from the start on.
struct checked_loader *credentials_loader(void);
