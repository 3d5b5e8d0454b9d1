/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Cyclic Redundancy Check unit (chapter 41): reads a descriptor and the memory that it names, and
 * takes each byte's bits from the lowest up into a register that shifts to the left.
 */
#include "sam4l.h"

enum {
    TR_ADDR = 0,
    TR_CTRL = 4,
    TR_CRC = 16,
    TR_CTRL_BTSIZE = 0xffff,
    TR_CTRL_NO_INTERRUPT = 1 << 27,
    DESCRIPTOR_SIZE = 20,
};

struct crccu {
    struct sam4l_periph p;
    QEMUTimer *timer;
    uint32_t dscr, dma_imr, dma_isr, mr, sr, imr, isr, control;
    bool running;
};

static void update_irq(struct crccu *c) {
    sam4l_irq(c->p.soc, SAM4L_IRQ_CRCCU, (c->dma_isr & c->dma_imr) || (c->isr & c->imr));
}

static uint32_t take_byte(struct crccu *c, uint32_t crc, uint8_t byte) {
    static const uint32_t polynomials[4] = {0x04c11db7, 0x1edc6f41, 0x1021, 0x1021};
    unsigned type = FIELD_GET(CRCCU_MR_PTYPE, c->mr);
    uint32_t top = type < 2 ? 0x80000000u : 0x8000u;

    for (int i = 0; i < 8; i++) {
        bool one = ((byte >> i) & 1) ^ !!(crc & top);
        crc = crc << 1 ^ (one ? polynomials[type] : 0);
        if (top == 0x8000u) {
            crc &= 0xffff;
        }
    }
    return crc;
}

static bool engine_clocked(struct crccu *c) {
    return sam4l_periph_hz(&c->p) &&
           pm_bus_clock(c->p.soc->pm, BUS_HSB, FIELD_SHIFT(PM_HSBMASK_CRCCU_));
}

static void finish(void *opaque) {
    struct crccu *c = opaque;

    c->running = false;
    if (!(c->control & TR_CTRL_NO_INTERRUPT)) {
        c->dma_isr = CRCCU_DMAISR_DMAISR;
    }
    update_irq(c);
}

static void fail(struct crccu *c) {
    c->running = false;
    c->isr = CRCCU_ISR_ERRISR;
}

static bool fetch(uint32_t address, uint8_t *bytes, size_t size) {
    return address_space_read(&address_space_memory, address, MEMTXATTRS_UNSPECIFIED, bytes,
                              size) == MEMTX_OK;
}

static void start(struct crccu *c) {
    uint8_t descriptor[DESCRIPTOR_SIZE], byte;
    uint32_t address, size, width;

    if (!(c->mr & CRCCU_MR_ENABLE) || !engine_clocked(c)) {
        return;
    }
    c->running = true;
    if (!fetch(c->dscr, descriptor, sizeof(descriptor))) {
        fail(c);
        return;
    }
    address = ldl_le_p(descriptor + TR_ADDR);
    c->control = ldl_le_p(descriptor + TR_CTRL);
    width = MIN(extract32(c->control, 24, 2), 2);
    size = (c->control & TR_CTRL_BTSIZE) << width;
    for (uint32_t i = 0; i < size; i++) {
        if (!fetch(address + i, &byte, 1)) {
            fail(c);
            return;
        }
        c->sr = take_byte(c, c->sr, byte);
    }
    if ((c->mr & CRCCU_MR_COMPARE) && c->sr != ldl_le_p(descriptor + TR_CRC)) {
        c->isr = CRCCU_ISR_ERRISR;
    }
    timer_mod(c->timer, sam4l_now() + sam4l_ns(size / 4 + 8, sam4l_hz(c->p.soc, CLOCK_HSB)));
}

static void crccu_reset(struct sam4l_periph *p) {
    struct crccu *c = (struct crccu *)p;

    timer_del(c->timer);
    c->dscr = c->dma_imr = c->dma_isr = c->mr = c->imr = c->isr = c->control = 0;
    c->sr = UINT32_MAX;
    c->running = false;
}

static uint32_t crccu_read(struct sam4l_periph *p, uint32_t offset) {
    struct crccu *c = (struct crccu *)p;
    uint32_t value;

    switch (offset) {
    case CRCCU_DSCR:
        return c->dscr;
    case CRCCU_DMASR:
        return c->running ? CRCCU_DMASR_DMASR : 0;
    case CRCCU_DMAIMR:
        return c->dma_imr;
    case CRCCU_DMAISR: /* lasts until it is read */
        value = c->dma_isr;
        c->dma_isr = 0;
        update_irq(c);
        return value;
    case CRCCU_MR:
        return c->mr;
    case CRCCU_SR:
        return c->sr;
    case CRCCU_IMR:
        return c->imr;
    case CRCCU_ISR:
        value = c->isr;
        c->isr = 0;
        update_irq(c);
        return value;
    case CRCCU_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void crccu_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct crccu *c = (struct crccu *)p;

    switch (offset) {
    case CRCCU_DSCR:
        c->dscr = value;
        break;
    case CRCCU_DMAEN:
        if (value & CRCCU_DMAEN_DMAEN) {
            start(c);
        }
        break;
    case CRCCU_DMADIS:
        timer_del(c->timer);
        c->running = false;
        break;
    case CRCCU_DMAIER:
        c->dma_imr |= value;
        break;
    case CRCCU_DMAIDR:
        c->dma_imr &= ~value;
        break;
    case CRCCU_CR:
        if (value & CRCCU_CR_RESET) {
            c->sr = UINT32_MAX;
        }
        break;
    case CRCCU_MR:
        c->mr = value;
        break;
    case CRCCU_IER:
        c->imr |= value;
        break;
    case CRCCU_IDR:
        c->imr &= ~value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(c);
}

static const struct sam4l_ops crccu_ops = {
    .reset = crccu_reset, .read = crccu_read, .write = crccu_write};

void crccu_new(struct sam4l *soc) {
    struct crccu *c = g_new0(struct crccu, 1);

    c->timer = sam4l_timer(finish, c);
    sam4l_periph_init(soc, &c->p, "CRCCU", "CRCCU", SAM4L_BASE_CRCCU, 0x400, BUS_PBB,
                      FIELD_SHIFT(PM_PBBMASK_CRCCU_), &crccu_ops);
}
