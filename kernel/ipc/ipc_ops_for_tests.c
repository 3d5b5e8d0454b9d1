// SPDX-License-Identifier: Apache-2.0 OR MIT
// The board's part, for the fixture's eight slots.
#include "kernel/ipc/ipc.h"

const struct driver_ops ipc_driver_ops = IPC_DRIVER_OPS(8);
