// SPDX-License-Identifier: GPL-2.0-or-later
//
// The others in short: CRC, random numbers, ADC, two-wire bus, SPI, AES, timer.
#include "testing/emulator/firmware/firmware.h"

static void crc(void) {
    static uint32_t descriptor[5] __attribute__((aligned(512)));
    static const char text[] = "ABCDEFG";
    firmware_pm(PM_HSBMASK, REG(PM, PM_HSBMASK) | PM_HSBMASK_CRCCU_);
    firmware_pm(PM_PBBMASK, REG(PM, PM_PBBMASK) | PM_PBBMASK_CRCCU_);
    descriptor[0] = (uint32_t)(uintptr_t)text;
    descriptor[1] = sizeof(text) - 1;
    REG(CRCCU, CRCCU_DSCR) = (uint32_t)(uintptr_t)descriptor;
    REG(CRCCU, CRCCU_CR) = CRCCU_CR_RESET;
    REG(CRCCU, CRCCU_MR) = CRCCU_MR_ENABLE | 2 << 2; // CCITT16
    REG(CRCCU, CRCCU_DMAEN) = CRCCU_DMAEN_DMAEN;
    while (REG(CRCCU, CRCCU_DMASR)) {
    }
    firmware_check("CRC-16 of ABCDEFG", REG(CRCCU, CRCCU_SR), 0x1541);
}

static uint32_t random_word(void) {
    while (!(REG(TRNG, TRNG_ISR) & TRNG_ISR_DATRDY)) {
    }
    return REG(TRNG, TRNG_ODATA);
}

static void trng(void) {
    REG(TRNG, TRNG_CR) = 0x12345600 | TRNG_CR_ENABLE; // wrong key
    REG(TRNG, TRNG_CR) = 0x524e4700 | TRNG_CR_ENABLE;
    uint32_t a = random_word(), b = random_word(), c = random_word();
    firmware_check("random words differ", a != b && b != c && a != c, 1);
}

static void adc(void) {
    REG(ADCIFE, ADCIFE_CFG) = ADCIFE_CFG_CLKSEL | 4 << 8;
    REG(ADCIFE, ADCIFE_CR) = ADCIFE_CR_EN | ADCIFE_CR_REFBUFEN | ADCIFE_CR_BGREQEN;
    while (!(REG(ADCIFE, ADCIFE_SR) & ADCIFE_SR_SUTD)) {
    }
    REG(ADCIFE, ADCIFE_SEQCFG) = 3 << 16;
    REG(ADCIFE, ADCIFE_CR) = ADCIFE_CR_STRIG;
    while (!(REG(ADCIFE, ADCIFE_SR) & ADCIFE_SR_SEOC)) {
    }
    firmware_check("channel 3 of the ADC", REG(ADCIFE, ADCIFE_LCV) & 0xffff, 1234);
}

static void two_wire(void) {
    REG(TWIM1, TWIM_CR) = TWIM_CR_MEN;
    REG(TWIM1, TWIM_CWGR) = 60 | 60 << 8 | 60 << 16 | 1u << 28;
    REG(TWIM1, TWIM_CMDR) =
        TWIM_CMDR_VALID | TWIM_CMDR_START | TWIM_CMDR_STOP | 0x40 << 1 | 1 << 16;
    while (!(REG(TWIM1, TWIM_SR) & TWIM_SR_ANAK)) {
    }
    firmware_check("nobody answers", REG(TWIM1, TWIM_SR) & TWIM_SR_IDLE, TWIM_SR_IDLE);
}

static void spi(void) {
    REG(SPI, SPI_MR) = SPI_MR_MSTR | SPI_MR_MODFDIS | SPI_MR_LLB;
    REG(SPI, SPI_CSR) = 48 << 8;
    REG(SPI, SPI_CR) = SPI_CR_SPIEN;
    REG(SPI, SPI_TDR) = 0x5a;
    while (!(REG(SPI, SPI_SR) & SPI_SR_RDRF)) {
    }
    firmware_check("SPI hears itself", REG(SPI, SPI_RDR) & 0xffff, 0x5a);
}

// FIPS-197, appendix B.
static void aes(void) {
    static const uint32_t key[4] = {0x16157e2b, 0xa6d2ae28, 0x8815f7ab, 0x3c4fcf09};
    static const uint32_t text[4] = {0xa8f64332, 0x8d305a88, 0xa2983131, 0x340737e0};
    static const uint32_t cipher[4] = {0x1d842539, 0xfb09dc02, 0x978511dc, 0x320b6a19};
    firmware_pm(PM_HSBMASK, REG(PM, PM_HSBMASK) | PM_HSBMASK_AESA_);
    REG(AESA, AESA_CTRL) = AESA_CTRL_ENABLE;
    REG(AESA, AESA_MODE) = AESA_MODE_ENCRYPT | 0xf << 16;
    for (uint32_t i = 0; i < 4; i++) {
        REG(AESA, AESA_KEY + 4 * i) = key[i];
    }
    for (uint32_t i = 0; i < 4; i++) {
        REG(AESA, AESA_IDATA) = text[i];
    }
    while (!(REG(AESA, AESA_SR) & AESA_SR_ODATARDY)) {
    }
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < 4; i++) {
        wrong |= REG(AESA, AESA_ODATA) ^ cipher[i];
    }
    firmware_check("AES of FIPS-197", wrong, 0);
}

static volatile uint32_t compares;

void firmware_interrupt(uint32_t line) {
    if (line == SAM4L_IRQ_TC0_0 && REG(TC0, TC_SR) & TC_SR_CPCS) {
        compares++;
    }
}

static void timer(void) {
    firmware_pm(PM_PBADIVMASK, 0x7f);
    REG(TC0, TC_CMR) = TC_CMR_WAVE | 2 << 13 | 3; // up to RC, clock / 32
    REG(TC0, TC_RC) = 15000;                      // 10 ms
    REG(TC0, TC_IER) = TC_IER_CPCS;
    firmware_enable_irq(SAM4L_IRQ_TC0_0);
    AT(SYST_RVR) = 0xffffff;
    AT(SYST_CVR) = 0;
    AT(SYST_CSR) = 5;
    REG(TC0, TC_CCR) = TC_CCR_CLKEN | TC_CCR_SWTRG;
    while (compares < 5) {
        firmware_wfi();
    }
    uint32_t us = (0xffffff - AT(SYST_CVR)) / 48;
    firmware_check("five periods of 10 ms", us >= 50000 && us < 50100, 1);
}

void firmware_main(void) {
    firmware_clocks();
    firmware_console();
    firmware_pm(PM_PBAMASK, REG(PM, PM_PBAMASK) | PM_PBAMASK_TRNG_ | PM_PBAMASK_ADCIFE_ |
                                PM_PBAMASK_TWIM1_ | PM_PBAMASK_SPI_ | PM_PBAMASK_TC0_);
    crc();
    trng();
    adc();
    two_wire();
    spi();
    aes();
    timer();
}
