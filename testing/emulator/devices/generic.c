/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Peripherals without a model of their own: a file of registers with their documented reset
 * values. A write that asks for some function is reported as unimplemented. HMATRIX is complete
 * this way: bus priorities have no visible effect here.
 */
#include "sam4l.h"

struct generic_row {
    const char *name, *block;
    uint32_t base, size;
    enum sam4l_bus bus;
    int clock_bit;
    bool plain; /* storage is all there is to it */
};

struct generic {
    struct sam4l_periph p;
    const struct generic_row *row;
    uint32_t *values;
};

static void generic_reset(struct sam4l_periph *p) {
    struct generic *g = (struct generic *)p;

    for (uint32_t i = 0; i < p->size / 4; i++) {
        g->values[i] = sam4l_reset_value(p, i * 4);
    }
}

static uint32_t generic_read(struct sam4l_periph *p, uint32_t offset) {
    return ((struct generic *)p)->values[offset / 4];
}

/* Switching interrupts or flags off asks for nothing. */
static bool harmless(const char *name) {
    return !strcmp(name, "IDR") || !strcmp(name, "ICR") || !strcmp(name, "SCR");
}

static void generic_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct generic *g = (struct generic *)p;
    const struct sam4l_reg_fact *f = p->map[offset / 4];

    if (!g->row->plain && value != g->values[offset / 4] && !harmless(f->name)) {
        sam4l_unimplemented_write(p, offset, value);
    }
    if (f->readable) {
        g->values[offset / 4] = value;
    }
}

static const struct sam4l_ops generic_ops = {
    .reset = generic_reset, .read = generic_read, .write = generic_write};

#define ON_PBA(name_, block_, size_)                                                               \
    {#name_, block_, SAM4L_BASE_##name_, size_, BUS_PBA, FIELD_SHIFT(PM_PBAMASK_##name_##_), false}
#define ON_PBB(name_, block_, size_)                                                               \
    {#name_, block_, SAM4L_BASE_##name_, size_, BUS_PBB, FIELD_SHIFT(PM_PBBMASK_##name_##_), false}

static const struct generic_row rows[] = {
    ON_PBA(ABDACB, "ABDACB", 0x400),
    ON_PBA(CATB, "CATB", 0x400),
    ON_PBA(GLOC, "GLOC", 0x400),
    ON_PBA(IISC, "IISC", 0x400),
    ON_PBA(LCDCA, "LCDCA", 0x400),
    ON_PBA(PARC, "PARC", 0x400),
    ON_PBA(TWIS0, "TWIS", 0x400),
    ON_PBA(TWIS1, "TWIS", 0x400),
    ON_PBB(PEVC, "PEVC", 0x400),
    {"HMATRIX", "HMATRIXB", SAM4L_BASE_HMATRIX, 0x400, BUS_PBB, FIELD_SHIFT(PM_PBBMASK_HMATRIX_),
     true},
    {"SMAP", "SMAP", SAM4L_BASE_SMAP, 0x400, BUS_PBB, -1, false},
    {"PICOUART", "PICOUART", SAM4L_BASE_PICOUART, 0x400, BUS_PBD, FIELD_SHIFT(PM_PBDMASK_PICOUART_),
     false},
};

void sam4l_generic_new(struct sam4l *soc) {
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const struct generic_row *row = &rows[i];
        struct generic *g = g_new0(struct generic, 1);

        g->row = row;
        g->values = g_new0(uint32_t, row->size / 4);
        sam4l_periph_init(soc, &g->p, row->name, row->block, row->base, row->size, row->bus,
                          row->clock_bit, &generic_ops);
    }
}
