/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The chip: memories, CPU, the list of its peripherals, reset. */
#include "sam4l.h"

#include "boards.h"
#include "cpu.h"
#include "hw/boards.h"
#include "hw/qdev-clock.h"
#include "hw/qdev-properties.h"
#include "sysemu/reset.h"
#include "sysemu/runstate.h"
#include "sysemu/sysemu.h"

enum { PRIORITY_BITS = 4, CACHE_RAM_BASE = 0x21000000, CACHE_RAM_SIZE = 2 * KiB };

ARMCPU *sam4l_cpu(struct sam4l *soc) {
    return soc->armv7m.cpu;
}

void sam4l_irq(struct sam4l *soc, unsigned line, bool level) {
    qemu_set_irq(soc->irq[line], level);
}

void sam4l_reset_chip(struct sam4l *soc, enum sam4l_reset_cause cause) {
    CPUState *cs = CPU(sam4l_cpu(soc));

    soc->reset_cause = cause;
    soc->reset_pending = true;
    qemu_system_reset_request(SHUTDOWN_CAUSE_GUEST_RESET);
    cs->stop = true; /* nothing runs on until the main loop gets to it */
    qemu_cpu_kick(cs);
}

static void system_reset_request(void *opaque, int n, int level) {
    if (level) {
        sam4l_reset_chip(opaque, RESET_OCD);
    }
}

/*
 * QEMU writes the loaded image into flash at each reset. The chip keeps what its firmware wrote:
 * the first handler saves flash, the second, which runs after QEMU's own, puts it back.
 */
static void reset_late(void *opaque) {
    struct sam4l *soc = opaque;

    if (soc->flash_saved) {
        memcpy(memory_region_get_ram_ptr(&soc->flash), soc->flash_saved, SAM4L_FLASH_SIZE);
        memory_region_set_dirty(&soc->flash, 0, SAM4L_FLASH_SIZE);
        g_free(soc->flash_saved);
        soc->flash_saved = NULL;
    }
    hflashc_loaded(soc->hflashc);
    sam4l_boot(soc);
    sam4l_clocks_changed(soc);
    soc->reset_pending = false;
    soc->started = true;
}

static void reset_early(void *opaque) {
    struct sam4l *soc = opaque;

    if (soc->started) {
        soc->flash_saved = g_memdup2(memory_region_get_ram_ptr(&soc->flash), SAM4L_FLASH_SIZE);
    } else {
        soc->reset_cause = RESET_POR;
        qemu_register_reset(reset_late, soc);
    }
    soc->started = false;
    soc->power = POWER_RUN;
    soc->wake_pending = false;
    for (unsigned i = 0; i < SAM4L_IRQS; i++) {
        sam4l_irq(soc, i, false);
    }
    for (unsigned i = 0; i < soc->periph_count; i++) {
        soc->periphs[i]->ops->reset(soc->periphs[i]);
    }
}

static void cpu_reset_handler(void *opaque) {
    cpu_reset(CPU(opaque));
}

static void init_memories(struct sam4l *soc) {
    MemoryRegion *memory = get_system_memory();

    soc->hflashc = hflashc_new(soc);
    memory_region_init_ram(&soc->ram, soc->owner, "sam4l.ram", SAM4L_RAM_SIZE, &error_fatal);
    memory_region_add_subregion(memory, SAM4L_RAM_BASE, &soc->ram);
    memory_region_init_ram(&soc->cache_ram, soc->owner, "sam4l.cache-ram", CACHE_RAM_SIZE,
                           &error_fatal);
    memory_region_add_subregion(memory, CACHE_RAM_BASE, &soc->cache_ram);
}

static void init_cpu(struct sam4l *soc) {
    DeviceState *dev;

    object_initialize_child(soc->owner, "armv7m", &soc->armv7m, TYPE_ARMV7M);
    dev = DEVICE(&soc->armv7m);
    qdev_prop_set_uint32(dev, "num-irq", SAM4L_IRQS);
    qdev_prop_set_string(dev, "cpu-type", ARM_CPU_TYPE_NAME("cortex-m4"));
    qdev_prop_set_bit(dev, "enable-bitband", true);
    qdev_prop_set_bit(dev, "vfp", false);
    qdev_connect_clock_in(dev, "cpuclk", soc->cpuclk);
    object_property_set_link(OBJECT(dev), "memory", OBJECT(get_system_memory()), &error_abort);
    sysbus_realize(SYS_BUS_DEVICE(dev), &error_fatal);
    soc->armv7m.nvic.num_prio_bits = PRIORITY_BITS;
    for (unsigned i = 0; i < SAM4L_IRQS; i++) {
        soc->irq[i] = qdev_get_gpio_in(dev, i);
    }
    qdev_connect_gpio_out_named(dev, "SYSRESETREQ", 0,
                                qemu_allocate_irq(system_reset_request, soc, 0));
}

static void init_usarts(struct sam4l *soc) {
    unsigned serial = 1;

    for (unsigned i = 0; i < ARRAY_SIZE(soc->usart); i++) {
        bool console = i == soc->board->console;
        soc->usart[i] = usart_new(soc, i, serial_hd(console ? 0 : serial++));
    }
}

void sam4l_init(struct sam4l *soc, Object *owner, const char *kernel) {
    soc->owner = owner;
    soc->reported = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    soc->cpuclk = clock_new(owner, "cpuclk");
    clock_set_hz(soc->cpuclk, SCIF_RCOSC_FREQUENCY);
    qemu_register_reset(reset_early, soc);
    sam4l_bus_init(soc);
    init_memories(soc);
    init_cpu(soc);
    soc->pm = pm_new(soc);
    soc->scif = scif_new(soc);
    soc->bpm = bpm_new(soc);
    soc->bscif = bscif_new(soc);
    hcache_new(soc);
    chipid_new(soc);
    soc->gpio = gpio_new(soc);
    soc->pdca = pdca_new(soc);
    soc->eic = eic_new(soc);
    init_usarts(soc);
    soc->ast = ast_new(soc);
    wdt_new(soc);
    trng_new(soc);
    soc->adcife = adcife_new(soc);
    spi_new(soc);
    twim_new(soc);
    dacc_new(soc);
    crccu_new(soc);
    tc_new(soc);
    freqm_new(soc);
    usbc_new(soc);
    acifc_new(soc);
    aesa_new(soc);
    sam4l_generic_new(soc);
    sam4l_core_init(soc);
    sam4l_sleep_init(soc);
    soc->panel = panel_new(soc);
    sam4l_load(soc, kernel);
    qemu_register_reset(cpu_reset_handler, sam4l_cpu(soc));
}
