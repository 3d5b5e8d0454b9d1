// SPDX-License-Identifier: GPL-2.0-or-later
#include "testing/emulator/firmware/firmware.h"

extern uint32_t firmware_stack_top;
extern uint32_t firmware_data_start, firmware_data_end, firmware_data_load;
extern uint32_t firmware_bss_start, firmware_bss_end;

void firmware_reset(void);

// How the stack is used, for the build, which bounds it (toolchains/board/stack).
__asm__(".pushsection .stack_facts, \"\", %progbits\n"
        ".asciz \"stack main firmware_stack_low firmware_stack_top\"\n"
        ".asciz \"exception 36\"\n"
        ".asciz \"vectors vectors\"\n"
        ".asciz \"begins main 0 firmware_reset 0\"\n"
        ".asciz \"interrupts 1 handler\"\n"
        ".popsection");

static void handler(void) {
    uint32_t exception;
    __asm__ volatile("mrs %0, ipsr" : "=r"(exception));
    if (exception < 16) {
        firmware_put("FAIL exception ");
        firmware_put_hex(exception);
        for (;;) {
        }
    }
    firmware_interrupt(exception - 16);
}

[[gnu::weak]] void firmware_interrupt(uint32_t line) {
    (void)line;
}

#define TEN(x) x, x, x, x, x, x, x, x, x, x

[[gnu::used, gnu::section(".vectors")]] static const void *const vectors[16 + 80] = {
    &firmware_stack_top,        (const void *)firmware_reset, TEN((const void *)handler),
    TEN((const void *)handler), TEN((const void *)handler),   TEN((const void *)handler),
    TEN((const void *)handler), TEN((const void *)handler),   TEN((const void *)handler),
    TEN((const void *)handler), TEN((const void *)handler),
};

void firmware_reset(void) {
    const volatile uint32_t *from = &firmware_data_load;
    for (volatile uint32_t *to = &firmware_data_start; to < &firmware_data_end; to++, from++) {
        *to = *from;
    }
    for (volatile uint32_t *to = &firmware_bss_start; to < &firmware_bss_end; to++) {
        *to = 0;
    }
    firmware_main();
    firmware_put("done\n");
    for (;;) {
        firmware_wfi();
    }
}

void firmware_pm(uint32_t offset, uint32_t value) {
    REG(PM, PM_UNLOCK) = UNLOCK_KEY | offset;
    REG(PM, offset) = value;
}

void firmware_scif(uint32_t offset, uint32_t value) {
    REG(SCIF, SCIF_UNLOCK) = UNLOCK_KEY | offset;
    REG(SCIF, offset) = value;
}

void firmware_bpm(uint32_t offset, uint32_t value) {
    REG(BPM, BPM_UNLOCK) = UNLOCK_KEY | offset;
    REG(BPM, offset) = value;
}

void firmware_bscif(uint32_t offset, uint32_t value) {
    REG(BSCIF, BSCIF_UNLOCK) = UNLOCK_KEY | offset;
    REG(BSCIF, offset) = value;
}

static void wait_for(volatile uint32_t *reg, uint32_t bits) {
    while ((*reg & bits) != bits) {
    }
}

void firmware_clocks(void) {
    firmware_bpm(BPM_PMCON, BPM_PMCON_PSCREQ | BPM_PMCON_PSCM | 2);
    wait_for(&REG(BPM, BPM_SR), BPM_SR_PSOK);
    firmware_bscif(BSCIF_RC32KCR, BSCIF_RC32KCR_EN | BSCIF_RC32KCR_EN32K | BSCIF_RC32KCR_EN1K);
    wait_for(&REG(BSCIF, BSCIF_PCLKSR), BSCIF_PCLKSR_RC32KRDY);
    firmware_bpm(BPM_PMCON, BPM_PMCON_CK32S | 2);
    REG(HFLASHC, FLASHCALW_FCR) = FLASHCALW_FCR_FWS;
    REG(HFLASHC, FLASHCALW_FCMD) = 0xa5000010; // high-speed mode
    wait_for(&REG(HFLASHC, FLASHCALW_FSR), FLASHCALW_FSR_FRDY | FLASHCALW_FSR_HSMODE);
    firmware_scif(SCIF_OSCCTRL0, SCIF_OSCCTRL0_OSCEN | SCIF_OSCCTRL0_MODE | 1 << 8);
    wait_for(&REG(SCIF, SCIF_PCLKSR), SCIF_PCLKSR_OSC0RDY);
    // 16 MHz * 6 / 1 / 2, locked after 63 cycles of RCSYS.
    firmware_scif(SCIF_PLL, 63u << 24 | 5 << 16 | 1 << 8 | 2 << 3 | SCIF_PLL_PLLEN);
    wait_for(&REG(SCIF, SCIF_PCLKSR), SCIF_PCLKSR_PLL0LOCK);
    firmware_pm(PM_MCCTRL, PM_MCCTRL_MCSEL_PLL0);
}

void firmware_mux(uint32_t pin, uint32_t function) {
    uint32_t port = SAM4L_BASE_GPIO + pin / 32 * 0x200, bit = 1u << pin % 32;
    AT(port + (function & 1 ? GPIO_PMR0S : GPIO_PMR0C)) = bit;
    AT(port + (function & 2 ? GPIO_PMR1S : GPIO_PMR1C)) = bit;
    AT(port + (function & 4 ? GPIO_PMR2S : GPIO_PMR2C)) = bit;
    AT(port + GPIO_GPERC) = bit;
}

void firmware_console(void) {
    firmware_pm(PM_PBAMASK, REG(PM, PM_PBAMASK) | PM_PBAMASK_USART3_);
    firmware_mux(32 + 9, 0);
    firmware_mux(32 + 10, 0);
    REG(USART3, USART_MR) = 3 << 6 | 4 << 9; // 8 bits, no parity
    REG(USART3, USART_BRGR) = 26;            // 48 MHz / 16 / 115200
    REG(USART3, USART_CR) = USART_CR_RXEN | USART_CR_TXEN;
}

void firmware_put(const char *text) {
    for (; *text; text++) {
        wait_for(&REG(USART3, USART_CSR), USART_CSR_TXRDY);
        REG(USART3, USART_THR) = (uint8_t)*text;
    }
    wait_for(&REG(USART3, USART_CSR), USART_CSR_TXEMPTY);
}

void firmware_put_hex(uint32_t value) {
    char text[9];
    for (int i = 0; i < 8; i++) {
        text[i] = "0123456789abcdef"[value >> (28 - 4 * i) & 15];
    }
    text[8] = '\0';
    firmware_put(text);
}

void firmware_check(const char *name, uint32_t got, uint32_t wanted) {
    firmware_put(got == wanted ? "ok " : "FAIL ");
    firmware_put(name);
    if (got != wanted) {
        firmware_put(": ");
        firmware_put_hex(got);
        firmware_put(", not ");
        firmware_put_hex(wanted);
    }
    firmware_put("\n");
}

void firmware_enable_irq(uint32_t line) {
    AT(NVIC_ISER + line / 32 * 4) = 1u << line % 32;
}

void firmware_wfi(void) {
    __asm__ volatile("wfi");
}
