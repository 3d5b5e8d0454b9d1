// SPDX-License-Identifier: GPL-2.0-or-later
//
// Programming flash: page buffer, erase, write, locks, the identity of the chip.
#include "testing/emulator/firmware/firmware.h"

enum { PAGE = 1000, PAGE_SIZE = 512, ERASE = 2, WRITE = 1, CLEAR = 3, LOCK = 4, UNLOCK = 5 };

static uint32_t command(uint32_t code, uint32_t page) {
    REG(HFLASHC, FLASHCALW_FCMD) = 0xa5000000 | page << 8 | code;
    uint32_t status;
    do {
        status = REG(HFLASHC, FLASHCALW_FSR);
    } while (!(status & FLASHCALW_FSR_FRDY));
    return status & (FLASHCALW_FSR_LOCKE | FLASHCALW_FSR_PROGE);
}

void firmware_main(void) {
    volatile uint32_t *page = &AT(PAGE * PAGE_SIZE);
    firmware_clocks();
    firmware_console();

    firmware_check("flash is empty", page[0], 0xffffffff);
    command(CLEAR, 0);
    page[0] = 0x11223344;
    page[1] = 0x55667788;
    firmware_check("a store does not reach flash", page[0], 0xffffffff);
    firmware_check("write page", command(WRITE, PAGE), 0);
    firmware_check("first word", page[0], 0x11223344);
    firmware_check("second word", page[1], 0x55667788);
    command(CLEAR, 0);
    page[0] = 0xffff0000;
    command(WRITE, PAGE);
    firmware_check("writing only clears bits", page[0], 0x11220000);
    firmware_check("erase page", command(ERASE, PAGE), 0);
    firmware_check("empty again", page[0], 0xffffffff);
    command(LOCK, PAGE);
    firmware_check("locked", command(ERASE, PAGE), FLASHCALW_FSR_LOCKE);
    command(UNLOCK, PAGE);
    REG(HFLASHC, FLASHCALW_FCMD) = 0x12000000 | PAGE << 8 | ERASE;
    firmware_check("wrong key", REG(HFLASHC, FLASHCALW_FSR) & FLASHCALW_FSR_PROGE,
                   FLASHCALW_FSR_PROGE);
    firmware_check("size", REG(HFLASHC, FLASHCALW_FPR), 11 | 4 << 8);
    firmware_check("chip id", REG(CHIPID, CHIPID_CIDR), 0xab0a09e0);
}
