/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Peripheral accesses: what every peripheral has in common. An access gets through to the model
 * if the peripheral's clock runs (chapter 10: registers of a module without a clock can't be read
 * or written) and the fact tables know a register there.
 */
#include "sam4l.h"

enum { PERIPHERALS_BASE = 0x40000000, PERIPHERALS_SIZE = 0x100000 };

static const struct sam4l_reg_fact *find_register(const struct sam4l_periph *p, uint32_t offset,
                                                  uint32_t *index) {
    const struct sam4l_reg_fact *f = offset < p->size ? p->map[offset / 4] : NULL;

    if (f) {
        *index = f->stride ? (offset - f->offset) / f->stride : 0;
    }
    return f;
}

static void map_registers(struct sam4l_periph *p) {
    p->map = g_new0(const struct sam4l_reg_fact *, p->size / 4);
    for (uint32_t i = p->facts->count; i-- > 0;) { /* of several at one place the first stays */
        const struct sam4l_reg_fact *f = &p->facts->regs[i];
        for (uint32_t n = 0; n < f->count; n++) {
            uint32_t offset = f->offset + n * f->stride;
            if (offset < p->size) {
                p->map[offset / 4] = f;
            }
        }
    }
}

void sam4l_register_name(const struct sam4l_periph *p, uint32_t offset, char *name, size_t size) {
    uint32_t index = 0;
    const struct sam4l_reg_fact *f = find_register(p, offset, &index);

    if (!f) {
        snprintf(name, size, "%s+0x%x", p->name, offset);
    } else if (f->count > 1) {
        snprintf(name, size, "%s.%s[%u]", p->name, f->name, index);
    } else {
        snprintf(name, size, "%s.%s", p->name, f->name);
    }
}

uint32_t sam4l_reset_value(const struct sam4l_periph *p, uint32_t offset) {
    uint32_t index;
    const struct sam4l_reg_fact *f = find_register(p, offset, &index);
    return f ? f->reset : 0;
}

uint32_t sam4l_unimplemented_read(struct sam4l_periph *p, uint32_t offset) {
    char name[64];
    sam4l_register_name(p, offset, name, sizeof(name));
    sam4l_report_access(p->soc, true, p->base + offset,
                        "unimplemented read of 0x%08x (%s) at pc 0x%08x", p->base + offset, name,
                        sam4l_pc());
    return sam4l_reset_value(p, offset);
}

void sam4l_unimplemented_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    char name[64];
    sam4l_register_name(p, offset, name, sizeof(name));
    sam4l_report_access(p->soc, true, p->base + offset,
                        "unimplemented write of 0x%x to 0x%08x (%s) at pc 0x%08x", value,
                        p->base + offset, name, sam4l_pc());
}

void sam4l_only_bits(struct sam4l_periph *p, uint32_t offset, uint32_t value, uint32_t modelled) {
    char name[64];

    if (!(value & ~modelled)) {
        return;
    }
    sam4l_register_name(p, offset, name, sizeof(name));
    sam4l_report_access(p->soc, true, p->base + offset,
                        "unimplemented write of 0x%x to 0x%08x (%s, bits 0x%x) at pc 0x%08x", value,
                        p->base + offset, name, value & ~modelled, sam4l_pc());
}

bool sam4l_clocked(const struct sam4l_periph *p) {
    return p->clock_bit < 0 || pm_bus_clock(p->soc->pm, p->bus, p->clock_bit);
}

uint64_t sam4l_periph_hz(const struct sam4l_periph *p) {
    static const enum sam4l_clock clock[BUS_COUNT] = {
        [BUS_HSB] = CLOCK_HSB, [BUS_PBA] = CLOCK_PBA, [BUS_PBB] = CLOCK_PBB,
        [BUS_PBC] = CLOCK_PBC, [BUS_PBD] = CLOCK_PBD,
    };
    return sam4l_clocked(p) ? sam4l_hz(p->soc, clock[p->bus]) : 0;
}

static bool dead(struct sam4l_periph *p, uint32_t offset, const char *access) {
    char name[64];

    if (sam4l_clocked(p)) {
        return false;
    }
    sam4l_register_name(p, offset, name, sizeof(name));
    sam4l_report_access(p->soc, false, p->base + offset,
                        "%s of 0x%08x (%s) while its clock is off at pc 0x%08x", access,
                        p->base + offset, name, sam4l_pc());
    return true;
}

static uint64_t bus_read(void *opaque, hwaddr address, unsigned size) {
    struct sam4l_periph *p = opaque;
    uint32_t offset = address & ~3u, index, value;
    const struct sam4l_reg_fact *f;

    if (dead(p, offset, "read")) {
        return 0;
    }
    f = find_register(p, offset, &index);
    if (!f) {
        return sam4l_unimplemented_read(p, offset);
    }
    if (!f->readable) {
        return 0;
    }
    value = p->ops->read(p, offset) >> ((address & 3) * 8);
    return size == 4 ? value : value & ((1u << (size * 8)) - 1);
}

static void bus_write(void *opaque, hwaddr address, uint64_t data, unsigned size) {
    struct sam4l_periph *p = opaque;
    uint32_t offset = address & ~3u, index, value = (uint32_t)data << ((address & 3) * 8);
    const struct sam4l_reg_fact *f;

    if (dead(p, offset, "write")) {
        return;
    }
    f = find_register(p, offset, &index);
    if (!f) {
        sam4l_unimplemented_write(p, offset, value);
    } else if (f->writable) {
        p->ops->write(p, offset, f->fields ? value & f->fields : value);
    }
}

static const MemoryRegionOps bus_ops = {
    .read = bus_read,
    .write = bus_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = {.min_access_size = 1, .max_access_size = 4},
    .impl = {.min_access_size = 1, .max_access_size = 4},
};

void sam4l_periph_init(struct sam4l *soc, struct sam4l_periph *p, const char *name,
                       const char *block, uint32_t base, uint32_t size, enum sam4l_bus bus,
                       int clock_bit, const struct sam4l_ops *ops) {
    p->soc = soc;
    p->name = name;
    p->base = base;
    p->size = size;
    p->bus = bus;
    p->clock_bit = clock_bit;
    p->ops = ops;
    for (const struct sam4l_block_fact *b = sam4l_block_facts; b->name; b++) {
        if (!strcmp(b->name, block)) {
            p->facts = b;
        }
    }
    assert(p->facts);
    map_registers(p);
    assert(soc->periph_count < ARRAY_SIZE(soc->periphs));
    soc->periphs[soc->periph_count++] = p;
    memory_region_init_io(&p->region, soc->owner, &bus_ops, p, name, size);
    memory_region_add_subregion(get_system_memory(), base, &p->region);
}

/* What no peripheral answers to: an error on the bus. */
static MemTxResult nobody_read(void *opaque, hwaddr offset, uint64_t *data, unsigned size,
                               MemTxAttrs attrs) {
    uint32_t address = PERIPHERALS_BASE + offset;

    sam4l_report_access(opaque, true, address, "read of 0x%08x (no peripheral) at pc 0x%08x",
                        address, sam4l_pc());
    return MEMTX_ERROR;
}

static MemTxResult nobody_write(void *opaque, hwaddr offset, uint64_t value, unsigned size,
                                MemTxAttrs attrs) {
    uint32_t address = PERIPHERALS_BASE + offset;

    sam4l_report_access(opaque, true, address,
                        "write of 0x%x to 0x%08x (no peripheral) at pc 0x%08x", (uint32_t)value,
                        address, sam4l_pc());
    return MEMTX_ERROR;
}

static const MemoryRegionOps nobody_ops = {
    .read_with_attrs = nobody_read,
    .write_with_attrs = nobody_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

void sam4l_bus_init(struct sam4l *soc) {
    memory_region_init_io(&soc->nobody, soc->owner, &nobody_ops, soc, "sam4l.nobody",
                          PERIPHERALS_SIZE);
    memory_region_add_subregion_overlap(get_system_memory(), PERIPHERALS_BASE, &soc->nobody, -1);
}

void sam4l_unlock_write(struct sam4l_unlock *u, uint32_t value) {
    u->open = FIELD_GET(PM_UNLOCK_KEY, value) == 0xaa;
    u->offset = FIELD_GET(PM_UNLOCK_ADDR, value);
}

bool sam4l_unlock_take(struct sam4l_unlock *u, uint32_t offset) {
    bool open = u->open && u->offset == offset;
    u->open = false;
    return open;
}
