/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The boards, as far as a firmware can tell: a board is a row of data. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { BOARD_MAX_LEDS = 4, BOARD_MAX_BUTTONS = 2, BOARD_NO_PIN = -1 };

struct board_pin {
    const char *name; /* null: the list ends */
    uint8_t pin;      /* port * 32 + bit */
    bool active_low;
};

struct board {
    const char *name;
    const char *description;
    uint64_t osc0_hz;  /* crystal on XIN0/XOUT0; 0 if there is none */
    uint64_t osc32_hz; /* crystal on XIN32/XOUT32 */
    unsigned console;  /* index of the console's USART */
    uint8_t console_rx, console_tx;
    struct board_pin leds[BOARD_MAX_LEDS + 1];
    struct board_pin buttons[BOARD_MAX_BUTTONS + 1]; /* each pulled to its released level */
};

#define BOARD_PA(n) (n)
#define BOARD_PB(n) (32 + (n))
#define BOARD_PC(n) (64 + (n))

extern const struct board board_imix, board_hail;
