// SPDX-License-Identifier: GPL-2.0-or-later
//
// Every readable register of every peripheral against the chip's tables: it is there, and has its
// documented reset value.
#include "testing/emulator/firmware/firmware.h"

struct row {
    const char *name;
    uint32_t address, reset;
};

#define ROW(name, address, reset) {name, address, reset},

static const struct row rows[] = {
#include "testing/emulator/sam4l_resets.inc"
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

// Registers that show the state of things, which the tables give as if nothing ran, and the masks
// that this program itself sets.
static const char *const live[] = {
    "PM.HSBMASK",  "PM.PBAMASK",   "PM.PBBMASK", "PM.ISR",     "PM.SR",       "PM.RCAUSE",
    "SCIF.PCLKSR", "BSCIF.PCLKSR", "BSCIF.BGSR", "BPM.SR",     "HFLASHC.FSR", "PDCA.ISR",
    "USART0.CSR",  "USART1.CSR",   "USART2.CSR", "USART3.CSR", "USBC.USBSTA",
};

static uint32_t values[ROWS];

static bool same(const char *a, const char *b) {
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

static bool is_live(const char *name) {
    for (uint32_t i = 0; i < sizeof(live) / sizeof(live[0]); i++) {
        if (same(live[i], name)) {
            return true;
        }
    }
    return false;
}

void firmware_main(void) {
    firmware_pm(PM_HSBMASK, 0x3ff);
    firmware_pm(PM_PBAMASK, 0xefffff);
    firmware_pm(PM_PBBMASK, 0x7f);
    for (uint32_t i = 0; i < ROWS; i++) {
        values[i] = AT(rows[i].address);
    }
    firmware_clocks();
    firmware_console();
    uint32_t right = 0;
    for (uint32_t i = 0; i < ROWS; i++) {
        if (values[i] == rows[i].reset || is_live(rows[i].name)) {
            right++;
        } else {
            firmware_check(rows[i].name, values[i], rows[i].reset);
        }
    }
    firmware_put(right == ROWS ? "ok " : "FAIL ");
    firmware_put_hex(right);
    firmware_put(" registers have their reset values\n");
}
