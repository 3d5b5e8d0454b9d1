/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * USB controller with no cable plugged in: its registers with their set and clear views, and the
 * clock that becomes usable. No host ever resets the bus, so no endpoint has anything to do.
 */
#include "sam4l.h"

enum { SIZE = 0x1000 };

struct usbc {
    struct sam4l_periph p;
    uint32_t values[SIZE / 4];
};

static uint32_t status(struct usbc *u) {
    uint32_t value = u->values[USBC_USBSTA / 4] & ~USBC_USBSTA_CLKUSABLE;
    uint32_t control = u->values[USBC_USBCON / 4];

    if ((control & USBC_USBCON_USBE) && !(control & USBC_USBCON_FRZCLK) &&
        sam4l_hz(u->p.soc, CLOCK_GCLK0 + USBC_GCLK_NUM) &&
        pm_bus_clock(u->p.soc->pm, BUS_HSB, FIELD_SHIFT(PM_HSBMASK_USBC_))) {
        value |= USBC_USBSTA_CLKUSABLE;
    }
    return value;
}

static void usbc_reset(struct sam4l_periph *p) {
    struct usbc *u = (struct usbc *)p;

    for (uint32_t i = 0; i < SIZE / 4; i++) {
        u->values[i] = sam4l_reset_value(p, i * 4);
    }
}

static uint32_t usbc_read(struct sam4l_periph *p, uint32_t offset) {
    struct usbc *u = (struct usbc *)p;
    return offset == USBC_USBSTA ? status(u) : u->values[offset / 4];
}

/* The register that XCLR or XSET is a view of. */
static uint32_t *viewed(struct usbc *u, const char *name, size_t length) {
    for (uint32_t i = 0; i < u->p.facts->count; i++) {
        const struct sam4l_reg_fact *f = &u->p.facts->regs[i];
        if (strlen(f->name) == length && !strncmp(f->name, name, length)) {
            return &u->values[f->offset / 4];
        }
    }
    return NULL;
}

static void usbc_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct usbc *u = (struct usbc *)p;
    const char *name = p->map[offset / 4]->name;
    size_t length = strlen(name);
    bool clears = g_str_has_suffix(name, "CLR"), sets = g_str_has_suffix(name, "SET");
    uint32_t *target = clears || sets ? viewed(u, name, length - 3) : NULL;

    if (target) {
        *target = clears ? *target & ~value : *target | value;
        return;
    }
    if (offset == USBC_USBCON) {
        sam4l_only_bits(p, offset, ~value & USBC_USBCON_UIMOD, 0); /* as a host */
    }
    u->values[offset / 4] = value;
}

static const struct sam4l_ops usbc_ops = {
    .reset = usbc_reset, .read = usbc_read, .write = usbc_write};

void usbc_new(struct sam4l *soc) {
    struct usbc *u = g_new0(struct usbc, 1);
    sam4l_periph_init(soc, &u->p, "USBC", "USBC", SAM4L_BASE_USBC, SIZE, BUS_PBB,
                      FIELD_SHIFT(PM_PBBMASK_USBC_), &usbc_ops);
}
