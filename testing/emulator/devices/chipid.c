/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Chip identification: the SAM4LC8C's words (SMAP shows the same ones, see generic.c). */
#include "sam4l.h"

static void chipid_reset(struct sam4l_periph *p) {}

static uint32_t chipid_read(struct sam4l_periph *p, uint32_t offset) {
    return sam4l_reset_value(p, offset);
}

static void chipid_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {}

static const struct sam4l_ops chipid_ops = {
    .reset = chipid_reset, .read = chipid_read, .write = chipid_write};

void chipid_new(struct sam4l *soc) {
    struct sam4l_periph *p = g_new0(struct sam4l_periph, 1);
    sam4l_periph_init(soc, p, "CHIPID", "CHIPID", SAM4L_BASE_CHIPID, 0x400, BUS_PBC,
                      FIELD_SHIFT(PM_PBCMASK_CHIPID_), &chipid_ops);
}
