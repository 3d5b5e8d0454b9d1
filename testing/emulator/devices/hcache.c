/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PicoCache (HCACHE). Caches are invisible here but for their control registers. */
#include "sam4l.h"

struct hcache {
    struct sam4l_periph p;
    bool enabled;
    uint32_t mcfg, men;
};

static void hcache_reset(struct sam4l_periph *p) {
    struct hcache *h = (struct hcache *)p;
    h->enabled = false;
    h->mcfg = h->men = 0;
}

static uint32_t hcache_read(struct sam4l_periph *p, uint32_t offset) {
    struct hcache *h = (struct hcache *)p;

    switch (offset) {
    case HCACHE_SR:
        return h->enabled ? HCACHE_SR_CSTS : 0;
    case HCACHE_MCFG:
        return h->mcfg;
    case HCACHE_MEN:
        return h->men;
    case HCACHE_MSR:
        return 0;
    case HCACHE_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void hcache_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct hcache *h = (struct hcache *)p;

    switch (offset) {
    case HCACHE_CTRL:
        h->enabled = value & HCACHE_CTRL_CEN;
        break;
    case HCACHE_SR:
    case HCACHE_MAINT0: /* nothing is ever stale */
    case HCACHE_MAINT1:
    case HCACHE_MCTRL:
        break;
    case HCACHE_MCFG:
        h->mcfg = value;
        break;
    case HCACHE_MEN: /* the monitor would count nothing */
        sam4l_only_bits(p, offset, value, 0);
        h->men = value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
}

static const struct sam4l_ops hcache_ops = {
    .reset = hcache_reset, .read = hcache_read, .write = hcache_write};

void hcache_new(struct sam4l *soc) {
    struct hcache *h = g_new0(struct hcache, 1);
    sam4l_periph_init(soc, &h->p, "HCACHE", "HCACHE", SAM4L_BASE_HCACHE, 0x400, BUS_PBB,
                      FIELD_SHIFT(PM_PBBMASK_HCACHE_), &hcache_ops);
}
