// SPDX-License-Identifier: GPL-2.0-or-later
//
// The console by DMA: received until the line is idle, sent back. Times of characters.
#include "testing/emulator/firmware/firmware.h"

enum { RX_CHANNEL = 0, TX_CHANNEL = 1, BUFFER = 32 };

static char buffer[BUFFER];

#define CHANNEL(n, offset) AT(SAM4L_BASE_PDCA + (n) * 0x40 + (offset))

static void start(uint32_t channel, uint32_t id, const char *memory, uint32_t count) {
    CHANNEL(channel, PDCA_PSR) = id;
    CHANNEL(channel, PDCA_MAR) = (uint32_t)(uintptr_t)memory;
    CHANNEL(channel, PDCA_TCR) = count;
    CHANNEL(channel, PDCA_CR) = PDCA_CR_TEN;
}

static uint32_t receive(void) {
    REG(USART3, USART_RTOR) = 100;
    REG(USART3, USART_CR) = USART_CR_STTTO;
    start(RX_CHANNEL, USART3_PDCA_ID_RX, buffer, BUFFER);
    while (!(REG(USART3, USART_CSR) & USART_CSR_TIMEOUT)) {
    }
    CHANNEL(RX_CHANNEL, PDCA_CR) = PDCA_CR_TDIS;
    return BUFFER - CHANNEL(RX_CHANNEL, PDCA_TCR);
}

static void character_time(void) {
    AT(SYST_RVR) = 0xffffff;
    AT(SYST_CVR) = 0;
    AT(SYST_CSR) = 5;
    firmware_put("U"); // waits until it is sent
    uint32_t ticks = 0xffffff - AT(SYST_CVR);
    // 10 bits of 416 cycles, and some instructions around.
    firmware_put("\n");
    firmware_check("a character takes 10 bit times", ticks >= 4160 && ticks < 5200, 1);
}

void firmware_main(void) {
    firmware_clocks();
    firmware_console();
    firmware_pm(PM_HSBMASK, REG(PM, PM_HSBMASK) | PM_HSBMASK_PDCA_);
    firmware_pm(PM_PBBMASK, REG(PM, PM_PBBMASK) | PM_PBBMASK_PDCA_);
    character_time();

    firmware_put("listening\n");
    uint32_t count = receive();
    firmware_check("idle line ends the reception after 5", count, 5);
    start(TX_CHANNEL, USART3_PDCA_ID_TX, buffer, count);
    while (!(CHANNEL(TX_CHANNEL, PDCA_ISR) & PDCA_ISR_TRC)) {
    }
    firmware_put("\n");

    // A transfer from nowhere stops its channel.
    start(TX_CHANNEL, USART3_PDCA_ID_TX, (const char *)0x60000000, 4);
    firmware_check("transfer error", CHANNEL(TX_CHANNEL, PDCA_ISR) & PDCA_ISR_TERR, PDCA_ISR_TERR);
    firmware_check("stops the channel", CHANNEL(TX_CHANNEL, PDCA_SR), 0);

    // Nothing leaves the chip when the pin is not muxed to the USART.
    AT(SAM4L_BASE_GPIO + 0x200 + GPIO_GPERS) = 1 << 10;
    firmware_put("not to be seen\n");
    firmware_mux(32 + 10, 0);

    // Protected registers keep their value.
    REG(USART3, USART_WPMR) = 0x55534101;
    REG(USART3, USART_BRGR) = 1;
    firmware_check("write protection", REG(USART3, USART_BRGR), 26);
    REG(USART3, USART_WPMR) = 0x55534100;

    // Two characters and nobody reads: the first is lost.
    firmware_put("again\n");
    while (!(REG(USART3, USART_CSR) & USART_CSR_OVRE)) {
    }
    firmware_check("overrun", REG(USART3, USART_RHR), 'y');
}
