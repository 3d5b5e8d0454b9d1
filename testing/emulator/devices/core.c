/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts of the Cortex-M4 that QEMU 7.2 lacks or has otherwise: the cycle counter (DWT), DEMCR,
 * ICTR, SysTick's calibration, and SCR, whose SLEEPDEEP it drops. With -icount a cycle is an
 * instruction, exactly; without, CYCCNT follows the CPU's clock.
 */
#include "sam4l.h"

#include "cpu.h"
#include "sysemu/cpu-timers.h"

enum {
    DWT_BASE = 0xe0001000,
    DWT_SIZE = 0x1000,
    DWT_CTRL = 0x0,
    DWT_CYCCNT = 0x4,
    DWT_CTRL_CYCCNTENA = 1,
    DWT_CTRL_NUMCOMP_4 = 0x40000000,
    ICTR = 0xe000e004,
    SYST_CALIB = 0xe000e01c,
    SCR = 0xe000ed10,
    SCR_SLEEPONEXIT = 1 << 1,
    SCR_MASK = 0x16, /* SLEEPONEXIT, SLEEPDEEP, SEVONPEND */
    DEMCR = 0xe000edfc,
    DEMCR_TRCENA = 1 << 24,
};

/*
 * The SAM4L's SYST_CALIB is known to be set, to what is not documented: taken to be 10 ms at the
 * fastest CPU clock. There is no reference clock.
 */
enum { CALIB_TENMS = 480000 };
#define CALIB_NOREF 0x80000000u

struct dwt {
    struct sam4l *soc;
    MemoryRegion region, ictr, calib, scr, demcr_region;
    uint32_t ctrl, base, demcr;
};

static uint32_t cycles(struct dwt *d) {
    if (icount_enabled()) {
        return icount_get_raw();
    }
    return sam4l_ticks(sam4l_now(), sam4l_hz(d->soc, CLOCK_CPU));
}

static bool counting(struct dwt *d) {
    return (d->ctrl & DWT_CTRL_CYCCNTENA) && (d->demcr & DEMCR_TRCENA);
}

/* base is CYCCNT's distance from cycles() while it counts, its value while it does not. */
static void change(struct dwt *d, uint32_t ctrl, uint32_t demcr) {
    uint32_t value = counting(d) ? cycles(d) - d->base : d->base;
    d->ctrl = ctrl;
    d->demcr = demcr;
    d->base = counting(d) ? cycles(d) - value : value;
}

static MemTxResult dwt_read(void *opaque, hwaddr offset, uint64_t *data, unsigned size,
                            MemTxAttrs attrs) {
    struct dwt *d = opaque;

    if (attrs.user) {
        return MEMTX_ERROR;
    }
    *data = 0;
    if (offset == DWT_CTRL) {
        *data = d->ctrl | DWT_CTRL_NUMCOMP_4;
    } else if (offset == DWT_CYCCNT) {
        *data = counting(d) ? cycles(d) - d->base : d->base;
    }
    return MEMTX_OK;
}

static MemTxResult dwt_write(void *opaque, hwaddr offset, uint64_t value, unsigned size,
                             MemTxAttrs attrs) {
    struct dwt *d = opaque;

    if (attrs.user) {
        return MEMTX_ERROR;
    }
    if (offset == DWT_CTRL) {
        change(d, value & 0x0fffffff, d->demcr);
    } else if (offset == DWT_CYCCNT) {
        d->base = counting(d) ? cycles(d) - (uint32_t)value : (uint32_t)value;
    }
    return MEMTX_OK;
}

static MemTxResult ictr_read(void *opaque, hwaddr offset, uint64_t *data, unsigned size,
                             MemTxAttrs attrs) {
    *data = DIV_ROUND_UP(SAM4L_IRQS, 32) - 1;
    return attrs.user ? MEMTX_ERROR : MEMTX_OK;
}

static MemTxResult calib_read(void *opaque, hwaddr offset, uint64_t *data, unsigned size,
                              MemTxAttrs attrs) {
    *data = CALIB_NOREF | CALIB_TENMS;
    return attrs.user ? MEMTX_ERROR : MEMTX_OK;
}

static MemTxResult scr_read(void *opaque, hwaddr offset, uint64_t *data, unsigned size,
                            MemTxAttrs attrs) {
    struct dwt *d = opaque;
    *data = sam4l_cpu(d->soc)->env.v7m.scr[M_REG_NS];
    return attrs.user ? MEMTX_ERROR : MEMTX_OK;
}

static MemTxResult scr_write(void *opaque, hwaddr offset, uint64_t value, unsigned size,
                             MemTxAttrs attrs) {
    struct dwt *d = opaque;

    if (attrs.user) {
        return MEMTX_ERROR;
    }
    if (value & SCR_SLEEPONEXIT) {
        sam4l_report_access(d->soc, true, SCR, "unimplemented: SCR.SLEEPONEXIT set at pc 0x%08x",
                            sam4l_pc());
    }
    sam4l_cpu(d->soc)->env.v7m.scr[M_REG_NS] = value & SCR_MASK;
    return MEMTX_OK;
}

static MemTxResult demcr_read(void *opaque, hwaddr offset, uint64_t *data, unsigned size,
                              MemTxAttrs attrs) {
    *data = ((struct dwt *)opaque)->demcr;
    return attrs.user ? MEMTX_ERROR : MEMTX_OK;
}

static MemTxResult demcr_write(void *opaque, hwaddr offset, uint64_t value, unsigned size,
                               MemTxAttrs attrs) {
    struct dwt *d = opaque;

    if (attrs.user) {
        return MEMTX_ERROR;
    }
    change(d, d->ctrl, value);
    return MEMTX_OK;
}

static MemTxResult ignore_write(void *opaque, hwaddr offset, uint64_t value, unsigned size,
                                MemTxAttrs attrs) {
    return attrs.user ? MEMTX_ERROR : MEMTX_OK;
}

static const MemoryRegionOps dwt_ops = {
    .read_with_attrs = dwt_read,
    .write_with_attrs = dwt_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = {.min_access_size = 1, .max_access_size = 4},
    .impl = {.min_access_size = 4, .max_access_size = 4},
};

static const MemoryRegionOps ictr_ops = {
    .read_with_attrs = ictr_read,
    .write_with_attrs = ignore_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

static const MemoryRegionOps calib_ops = {
    .read_with_attrs = calib_read,
    .write_with_attrs = ignore_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

static const MemoryRegionOps scr_ops = {
    .read_with_attrs = scr_read,
    .write_with_attrs = scr_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

static const MemoryRegionOps demcr_ops = {
    .read_with_attrs = demcr_read,
    .write_with_attrs = demcr_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

static void overlay(struct sam4l *soc, MemoryRegion *region, const MemoryRegionOps *ops,
                    struct dwt *d, const char *name, hwaddr base, uint64_t size) {
    memory_region_init_io(region, soc->owner, ops, d, name, size);
    memory_region_add_subregion_overlap(&soc->armv7m.container, base, region, 2);
}

void sam4l_core_init(struct sam4l *soc) {
    struct dwt *d = g_new0(struct dwt, 1);

    d->soc = soc;
    overlay(soc, &d->region, &dwt_ops, d, "dwt", DWT_BASE, DWT_SIZE);
    overlay(soc, &d->ictr, &ictr_ops, d, "ictr", ICTR, 4);
    overlay(soc, &d->calib, &calib_ops, d, "syst-calib", SYST_CALIB, 4);
    overlay(soc, &d->scr, &scr_ops, d, "scr", SCR, 4);
    overlay(soc, &d->demcr_region, &demcr_ops, d, "demcr", DEMCR, 4);
}
