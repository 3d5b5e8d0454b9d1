/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The SAM4L as a QEMU machine: what the chip's parts see of each other.
 *
 * struct sam4l is the chip. Each peripheral is a struct of its own that starts with a struct
 * sam4l_periph and lives in a file of its own; bus.c calls it for accesses that got through to it
 * (its clock runs, the register exists). A model implements a register or calls
 * sam4l_unimplemented_*(), which reports; nothing reads as zero in silence.
 *
 * Chapters are those of the SAM4L data sheet (42023).
 */
#pragma once

#include "qemu/osdep.h"

#include "chardev/char-fe.h"
#include "exec/address-spaces.h"
#include "exec/memory.h"
#include "hw/arm/armv7m.h"
#include "hw/clock.h"
#include "hw/irq.h"
#include "qapi/error.h"
#include "qemu/timer.h"
#include "qemu/units.h"

#include "facts.h"
#include "sam4l_facts.h"

#define FIELD_SHIFT(mask) __builtin_ctz(mask)
#define FIELD_GET(mask, value) (((value) & (mask)) >> FIELD_SHIFT(mask))
#define FIELD_PUT(mask, value) (((uint32_t)(value) << FIELD_SHIFT(mask)) & (mask))

enum {
    SAM4L_FLASH_SIZE = 512 * KiB,
    SAM4L_RAM_SIZE = 64 * KiB,
    SAM4L_IRQS = 80,
    SAM4L_PINS = 96,
    SAM4L_RAM_BASE = 0x20000000,
    SAM4L_PORTS = 3,
};

struct sam4l;
struct sam4l_periph;
struct board;

/* Buses, as PM's mask registers name them. */
enum sam4l_bus { BUS_HSB, BUS_PBA, BUS_PBB, BUS_PBC, BUS_PBD, BUS_COUNT };

/* Clocks that a model may ask the frequency of. */
enum sam4l_clock {
    CLOCK_RCSYS,
    CLOCK_OSC0,
    CLOCK_PLL,
    CLOCK_DFLL,
    CLOCK_RC80M,
    CLOCK_RCFAST,
    CLOCK_RC1M,
    CLOCK_OSC32,
    CLOCK_RC32K,
    CLOCK_32K, /* CLK_32: OSC32 or RC32K, as BPM.PMCON.CK32S says */
    CLOCK_1K,
    CLOCK_CPU,
    CLOCK_HSB,
    CLOCK_PBA,
    CLOCK_PBB,
    CLOCK_PBC,
    CLOCK_PBD,
    CLOCK_GCLK0, /* to CLOCK_GCLK0 + 11 */
};

/* Why the chip was reset: the bit of PM.RCAUSE. */
enum sam4l_reset_cause {
    RESET_POR = PM_RCAUSE_POR,
    RESET_WDT = PM_RCAUSE_WDT,
    RESET_OCD = PM_RCAUSE_OCDRST, /* SYSRESETREQ */
    RESET_BACKUP = 1 << 6,        /* woken from BACKUP mode */
};

/* Chapter 7: SLEEP0 to SLEEP3 by BPM.PMCON.SLEEP, the deep ones by SCR.SLEEPDEEP. */
enum sam4l_power {
    POWER_RUN,
    POWER_SLEEP0,
    POWER_SLEEP1,
    POWER_SLEEP2,
    POWER_SLEEP3,
    POWER_WAIT,
    POWER_RETENTION,
    POWER_BACKUP,
};

struct sam4l_ops {
    void (*reset)(struct sam4l_periph *p);
    uint32_t (*read)(struct sam4l_periph *p, uint32_t offset);
    void (*write)(struct sam4l_periph *p, uint32_t offset, uint32_t value);
    /* Optional: some clock's frequency changed, or a clock stopped or started. */
    void (*clocks)(struct sam4l_periph *p);
    /* Optional, for the DMA controller: is the request line of `id` up; one element. */
    bool (*dma_ready)(struct sam4l_periph *p, unsigned id);
    uint32_t (*dma_read)(struct sam4l_periph *p, unsigned id, unsigned size);
    void (*dma_write)(struct sam4l_periph *p, unsigned id, unsigned size, uint32_t value);
    /* Optional: a pin changed its level. */
    void (*pin)(struct sam4l_periph *p, unsigned pin, bool level);
};

struct sam4l_periph {
    struct sam4l *soc;
    const char *name; /* "USART3" */
    const struct sam4l_block_fact *facts;
    const struct sam4l_reg_fact **map; /* by offset / 4 */
    const struct sam4l_ops *ops;
    uint32_t base, size;
    enum sam4l_bus bus;
    int clock_bit; /* in the bus's PM mask register; -1: always clocked */
    MemoryRegion region;
};

struct sam4l_options {
    char *panel;
    char *script;
    bool broken_osc0;
    bool busy_bootloader;
    bool strict;
    uint32_t seed;
    uint32_t osc0_hz; /* another crystal than the board's; 0: the board's */
};

struct sam4l {
    Object *owner;
    const struct board *board;
    struct sam4l_options options;
    ARMv7MState armv7m;
    Clock *cpuclk;
    MemoryRegion flash, ram, cache_ram, user_page, factory_page, nobody;
    qemu_irq irq[SAM4L_IRQS];

    struct sam4l_periph *periphs[64];
    unsigned periph_count;
    struct sam4l_periph *dma_owner[64]; /* by PDCA peripheral id */

    struct pm *pm;
    struct scif *scif;
    struct bpm *bpm;
    struct bscif *bscif;
    struct hflashc *hflashc;
    struct gpio *gpio;
    struct pdca *pdca;
    struct ast *ast;
    struct eic *eic;
    struct adcife *adcife;
    struct usart *usart[4];
    struct panel *panel;

    enum sam4l_power power;
    bool wake_pending; /* an asynchronous wake-up reached the sleep controller */
    bool clocks_updating, clocks_dirty;
    uint32_t reset_cause; /* of the coming reset */
    uint8_t *flash_saved; /* flash as the firmware left it, over a reset */
    uint32_t boot_address;
    bool boot_address_known, started, reset_pending;
    GHashTable *reported;
};

/* soc.c */
void sam4l_init(struct sam4l *soc, Object *owner, const char *kernel);
void sam4l_reset_chip(struct sam4l *soc, enum sam4l_reset_cause cause);
void sam4l_irq(struct sam4l *soc, unsigned line, bool level);
ARMCPU *sam4l_cpu(struct sam4l *soc);

/* bus.c */
void sam4l_bus_init(struct sam4l *soc);
void sam4l_periph_init(struct sam4l *soc, struct sam4l_periph *p, const char *name,
                       const char *block, uint32_t base, uint32_t size, enum sam4l_bus bus,
                       int clock_bit, const struct sam4l_ops *ops);
/* Does the peripheral's bus clock run now? */
bool sam4l_clocked(const struct sam4l_periph *p);
/* The frequency of its bus clock, 0 if that is off or asleep. */
uint64_t sam4l_periph_hz(const struct sam4l_periph *p);
uint32_t sam4l_unimplemented_read(struct sam4l_periph *p, uint32_t offset);
void sam4l_unimplemented_write(struct sam4l_periph *p, uint32_t offset, uint32_t value);
/* Reports bits of `value` that the model gives no function, where they are set. */
void sam4l_only_bits(struct sam4l_periph *p, uint32_t offset, uint32_t value, uint32_t modelled);
uint32_t sam4l_reset_value(const struct sam4l_periph *p, uint32_t offset);
/* The name of a register at a chip address, for messages: "USART3.CSR". */
void sam4l_register_name(const struct sam4l_periph *p, uint32_t offset, char *name, size_t size);

/* report.c */
uint32_t sam4l_pc(void); /* of the instruction that is being executed; 0 outside of the CPU */
void sam4l_report(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* Once per (address, pc); then ends QEMU with status 3 if the machine is strict. */
void sam4l_report_access(struct sam4l *soc, bool unimplemented, uint32_t address,
                         const char *format, ...) G_GNUC_PRINTF(4, 5);
/* The CPU can't go on: reports pc and registers, and ends QEMU with status 4. */
G_NORETURN void sam4l_lockup(struct sam4l *soc, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* clocks.c: frequencies in Hz, 0 if the clock does not run. */
uint64_t sam4l_hz(struct sam4l *soc, enum sam4l_clock clock);
/* To be called after anything that clocks depend on has changed. */
void sam4l_clocks_changed(struct sam4l *soc);
/* Ticks of a clock in a span of virtual time and back, without overflow for days. */
uint64_t sam4l_ticks(uint64_t ns, uint64_t hz);
int64_t sam4l_ns(uint64_t ticks, uint64_t hz);
int64_t sam4l_now(void);
/* How long an oscillator takes to start; how long to wait for what takes a fixed time. */
int64_t sam4l_startup_ns(uint64_t rcsys_cycles);
int64_t sam4l_wait_ns(int64_t ns);
/* Calls back after that time: by the timer, or at once if it is 0. */
void sam4l_after(QEMUTimer *timer, void (*callback)(void *opaque), void *opaque, int64_t ns);
/* A timer on virtual time. */
QEMUTimer *sam4l_timer(void (*callback)(void *opaque), void *opaque);

/* sleep.c */
void sam4l_sleep_init(struct sam4l *soc);
/*
 * With -icount and sleep=off QEMU lets time leap to the next timer as soon as one is armed while
 * the CPU sleeps, even if the code that arms it is about to arm an earlier one. Between hold and
 * release the thread's doings count as work of the CPU's, and time stands.
 */
void sam4l_hold_time(void);
void sam4l_release_time(void);
/* An asynchronous wake-up source (PM.WCAUSE bits, chapter 10) has fired. */
void sam4l_wake(struct sam4l *soc, uint32_t wcause);

/* load.c */
void sam4l_load(struct sam4l *soc, const char *kernel);
void sam4l_boot(struct sam4l *soc);

/* core.c */
void sam4l_core_init(struct sam4l *soc);

/* Unlock registers (PM, SCIF, BPM, BSCIF): 0xAA in the key opens one address for one write. */
struct sam4l_unlock {
    bool open;
    uint32_t offset;
};
void sam4l_unlock_write(struct sam4l_unlock *u, uint32_t value);
/* True if `offset` was open; closes it in any case. */
bool sam4l_unlock_take(struct sam4l_unlock *u, uint32_t offset);

/* What the parts offer to each other. */
struct pm *pm_new(struct sam4l *soc);
bool pm_bus_clock(struct pm *pm, enum sam4l_bus bus, int bit);
uint64_t pm_main_hz(struct pm *pm);
bool pm_divided_clock(struct pm *pm, unsigned divisor);
unsigned pm_shift(struct pm *pm, enum sam4l_clock clock);
uint32_t pm_awen(struct pm *pm);
void pm_woken(struct pm *pm, uint32_t wcause);

struct scif *scif_new(struct sam4l *soc);
uint64_t scif_hz(struct scif *scif, enum sam4l_clock clock);
bool scif_started(struct scif *scif, enum sam4l_clock clock);

struct bpm *bpm_new(struct sam4l *soc);
enum sam4l_power bpm_sleep_mode(struct bpm *bpm, bool deep);
unsigned bpm_power_scaling(struct bpm *bpm);
bool bpm_uses_rc32k(struct bpm *bpm);
/* WFI executed: does a power scaling request take place now? */
bool bpm_scale_in_sleep(struct bpm *bpm);
uint32_t bpm_backup_wake_mask(struct bpm *bpm);
void bpm_backup_woken(struct bpm *bpm, uint32_t cause);

struct bscif *bscif_new(struct sam4l *soc);
uint64_t bscif_hz(struct bscif *bscif, enum sam4l_clock clock);

struct hflashc *hflashc_new(struct sam4l *soc);
void hflashc_loaded(struct hflashc *f);
void hflashc_check(struct hflashc *f); /* wait states against the CPU's frequency */
void hcache_new(struct sam4l *soc);

struct gpio *gpio_new(struct sam4l *soc);
enum gpio_drive { DRIVE_LOW, DRIVE_HIGH, DRIVE_NONE };
void gpio_drive(struct gpio *gpio, unsigned pin, enum gpio_drive drive);
bool gpio_level(struct gpio *gpio, unsigned pin);
bool gpio_driven(struct gpio *gpio, unsigned pin); /* by the chip, as GPIO */
/* Is some pin (or: that pin) muxed to the signal? */
bool gpio_routed(struct gpio *gpio, const char *signal, int pin);
int gpio_routed_pin(struct gpio *gpio, const char *signal);
void gpio_board_pull(struct gpio *gpio, unsigned pin, enum gpio_drive pull);
int gpio_parse_pin(const char *name); /* "PA07" is 7; -1 if it is none */
void gpio_watch(struct gpio *gpio, void (*changed)(void *opaque, unsigned pin), void *opaque);

struct pdca *pdca_new(struct sam4l *soc);
void pdca_kick(struct pdca *pdca, unsigned id); /* the request line of `id` may have risen */
void pdca_claim(struct sam4l *soc, unsigned id, struct sam4l_periph *owner);
bool pdca_idle(struct pdca *pdca, unsigned id); /* no enabled channel serves `id` */

struct ast *ast_new(struct sam4l *soc);
struct eic *eic_new(struct sam4l *soc);
struct usart *usart_new(struct sam4l *soc, unsigned index, Chardev *chr);
void usart_type(struct usart *u, const uint8_t *bytes, size_t count);
void trng_new(struct sam4l *soc);
void wdt_new(struct sam4l *soc);
void chipid_new(struct sam4l *soc);
void spi_new(struct sam4l *soc);
void twim_new(struct sam4l *soc);
void dacc_new(struct sam4l *soc);
void crccu_new(struct sam4l *soc);
void tc_new(struct sam4l *soc);
void freqm_new(struct sam4l *soc);
void usbc_new(struct sam4l *soc);
void acifc_new(struct sam4l *soc);
void aesa_new(struct sam4l *soc);
void sam4l_generic_new(struct sam4l *soc);

struct panel *panel_new(struct sam4l *soc);
void panel_start(struct panel *panel);

struct adcife *adcife_new(struct sam4l *soc);
bool adcife_set_input(struct adcife *a, unsigned channel, unsigned value);
