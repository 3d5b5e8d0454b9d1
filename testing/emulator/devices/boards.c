/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "boards.h"

#include <stddef.h>

const struct board board_imix = {
    .name = "imix",
    .description = "imix (SAM4LC8CA: Cortex-M4, 512 kB flash, 64 kB RAM)",
    .osc0_hz = 16000000,
    .osc32_hz = 32768,
    .console = 3,
    .console_rx = BOARD_PB(9),
    .console_tx = BOARD_PB(10),
    .leds = {{"user", BOARD_PC(10), false}, {"kernel", BOARD_PC(22), false}},
    .buttons = {{"user", BOARD_PC(24), true}},
};

const struct board board_hail = {
    .name = "hail",
    .description = "hail (SAM4LC8CA: Cortex-M4, 512 kB flash, 64 kB RAM)",
    .osc0_hz = 16000000,
    .osc32_hz = 32768,
    .console = 0,
    .console_rx = BOARD_PA(11),
    .console_tx = BOARD_PA(12),
    .leds = {{"red", BOARD_PA(13), true},
             {"green", BOARD_PA(15), true},
             {"blue", BOARD_PA(14), true}},
    .buttons = {{"user", BOARD_PA(16), true}},
};
