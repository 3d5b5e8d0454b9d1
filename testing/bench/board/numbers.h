// SPDX-License-Identifier: Apache-2.0 OR MIT
// The driver numbers of testing/bench/board:many. Read by applications, too.
#pragma once

enum {
    FILLERS = 32,
    FILLER_DRIVER_NUMBER = 0x90000, // The first of FILLERS.
    ALARMS_DRIVER_NUMBER = 0x91000,
};
