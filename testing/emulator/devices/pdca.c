/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Peripheral DMA Controller (chapter 16): 16 channels, each serving the request line that its PSR
 * names. A transfer takes place as soon as line, channel and clocks allow, one element a time.
 */
#include "sam4l.h"

enum { CHANNELS = PDCA_CHANNEL_LENGTH, CHANNEL_SIZE = 0x40, MONITOR = 0x800 };

struct channel {
    uint32_t mar, psr, tcr, marr, tcrr, mr, imr;
    bool enabled, error;
};

struct pdca {
    struct sam4l_periph p;
    struct channel channels[CHANNELS];
    bool running, again;
};

static uint32_t isr(const struct channel *c) {
    return (c->tcrr == 0 ? PDCA_ISR_RCZ : 0) | (c->tcr == 0 && c->tcrr == 0 ? PDCA_ISR_TRC : 0) |
           (c->error ? PDCA_ISR_TERR : 0);
}

static void update_irq(struct pdca *d, unsigned index) {
    const struct channel *c = &d->channels[index];
    sam4l_irq(d->p.soc, SAM4L_IRQ_PDCA_0 + index, isr(c) & c->imr);
}

/* Both the bus interface's and the transfer engine's clocks are needed. */
static bool clocked(struct pdca *d) {
    struct sam4l *soc = d->p.soc;
    return sam4l_periph_hz(&d->p) && sam4l_hz(soc, CLOCK_HSB) &&
           pm_bus_clock(soc->pm, BUS_HSB, FIELD_SHIFT(PM_HSBMASK_PDCA_));
}

/* Ids from 18 on are transmitters: memory to peripheral. */
static bool transmits(unsigned id) {
    return id >= USART0_PDCA_ID_TX;
}

static void reload(struct channel *c) {
    if (c->tcr == 0 && c->tcrr != 0) {
        c->tcr = c->tcrr;
        c->mar = c->marr;
        if (!(c->mr & PDCA_MR_RING)) {
            c->tcrr = 0;
        }
    }
}

static bool transfer(struct pdca *d, struct channel *c, struct sam4l_periph *peer) {
    unsigned size = 1u << MIN(FIELD_GET(PDCA_MR_SIZE, c->mr), 2);
    uint8_t bytes[4] = {0};
    MemTxResult result;

    if (transmits(c->psr)) {
        result =
            address_space_read(&address_space_memory, c->mar, MEMTXATTRS_UNSPECIFIED, bytes, size);
        if (result == MEMTX_OK) {
            peer->ops->dma_write(peer, c->psr, size, ldl_le_p(bytes));
        }
    } else {
        stl_le_p(bytes, peer->ops->dma_read(peer, c->psr, size));
        result =
            address_space_write(&address_space_memory, c->mar, MEMTXATTRS_UNSPECIFIED, bytes, size);
    }
    if (result != MEMTX_OK) {
        c->error = true;
        c->enabled = false;
        return false;
    }
    c->mar += size;
    c->tcr--;
    reload(c);
    return true;
}

static void run_channel(struct pdca *d, unsigned index) {
    struct channel *c = &d->channels[index];
    struct sam4l_periph *peer =
        c->psr < ARRAY_SIZE(d->p.soc->dma_owner) ? d->p.soc->dma_owner[c->psr] : NULL;

    while (c->enabled && c->tcr && peer && peer->ops->dma_ready(peer, c->psr)) {
        if (!transfer(d, c, peer)) {
            break;
        }
    }
    update_irq(d, index);
}

static void run(struct pdca *d) {
    d->again = true;
    if (d->running) {
        return;
    }
    d->running = true;
    while (d->again && clocked(d)) {
        d->again = false;
        for (unsigned i = 0; i < CHANNELS; i++) {
            run_channel(d, i);
        }
    }
    d->running = false;
}

void pdca_kick(struct pdca *d, unsigned id) {
    for (unsigned i = 0; i < CHANNELS; i++) {
        if (d->channels[i].enabled && d->channels[i].psr == id && d->channels[i].tcr) {
            run(d);
            return;
        }
    }
}

void pdca_claim(struct sam4l *soc, unsigned id, struct sam4l_periph *owner) {
    soc->dma_owner[id] = owner;
}

bool pdca_idle(struct pdca *d, unsigned id) {
    for (unsigned i = 0; i < CHANNELS; i++) {
        if (d->channels[i].enabled && d->channels[i].psr == id && d->channels[i].tcr) {
            return false;
        }
    }
    return true;
}

static void pdca_reset(struct sam4l_periph *p) {
    struct pdca *d = (struct pdca *)p;
    memset(d->channels, 0, sizeof(d->channels));
}

static uint32_t pdca_read(struct sam4l_periph *p, uint32_t offset) {
    struct pdca *d = (struct pdca *)p;
    struct channel *c = &d->channels[(offset / CHANNEL_SIZE) % CHANNELS];

    if (offset >= MONITOR) {
        return sam4l_reset_value(p, offset); /* the monitor counts nothing */
    }
    switch (offset % CHANNEL_SIZE) {
    case PDCA_MAR:
        return c->mar;
    case PDCA_PSR:
        return c->psr;
    case PDCA_TCR:
        return c->tcr;
    case PDCA_MARR:
        return c->marr;
    case PDCA_TCRR:
        return c->tcrr;
    case PDCA_MR:
        return c->mr;
    case PDCA_SR:
        return c->enabled ? PDCA_SR_TEN : 0;
    case PDCA_IMR:
        return c->imr;
    case PDCA_ISR:
        return isr(c);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void write_control(struct channel *c, uint32_t value) {
    if (value & PDCA_CR_ECLR) {
        c->error = false;
    }
    if (value & PDCA_CR_TDIS) {
        c->enabled = false;
    } else if (value & PDCA_CR_TEN) {
        c->enabled = true;
    }
}

static void pdca_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct pdca *d = (struct pdca *)p;
    unsigned index = (offset / CHANNEL_SIZE) % CHANNELS;
    struct channel *c = &d->channels[index];

    if (offset >= MONITOR) {
        sam4l_unimplemented_write(p, offset, value);
        return;
    }
    switch (offset % CHANNEL_SIZE) {
    case PDCA_MAR:
        c->mar = value;
        break;
    case PDCA_PSR:
        c->psr = value;
        break;
    case PDCA_TCR:
        c->tcr = value;
        reload(c);
        break;
    case PDCA_MARR:
        c->marr = value;
        break;
    case PDCA_TCRR:
        c->tcrr = value;
        reload(c);
        break;
    case PDCA_CR:
        write_control(c, value);
        break;
    case PDCA_MR:
        sam4l_only_bits(p, offset, value, PDCA_MR_SIZE | PDCA_MR_RING);
        c->mr = value;
        break;
    case PDCA_IER:
        c->imr |= value;
        break;
    case PDCA_IDR:
        c->imr &= ~value;
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update_irq(d, index);
    run(d);
}

static void pdca_clocks(struct sam4l_periph *p) {
    run((struct pdca *)p);
}

static const struct sam4l_ops pdca_ops = {
    .reset = pdca_reset, .read = pdca_read, .write = pdca_write, .clocks = pdca_clocks};

struct pdca *pdca_new(struct sam4l *soc) {
    struct pdca *d = g_new0(struct pdca, 1);
    sam4l_periph_init(soc, &d->p, "PDCA", "PDCA", SAM4L_BASE_PDCA, 0x1000, BUS_PBB,
                      FIELD_SHIFT(PM_PBBMASK_PDCA_), &pdca_ops);
    return d;
}
