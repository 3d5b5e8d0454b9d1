/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SPI as a master (chapter 26). No slave is attached: what comes in is the level of the MISO pin,
 * which the panel may drive, or with MR.LLB what goes out. As a slave it would wait for a master
 * for ever, and does.
 */
#include "sam4l.h"

enum { WP_KEY = 0x535049, CHIP_SELECTS = 4 };

struct spi {
    struct sam4l_periph p;
    QEMUTimer *timer;
    uint32_t mr, status, imr, csr[CHIP_SELECTS], wpcr, wpsr;
    uint32_t tdr, shift, rdr;
    bool enabled, tdr_full, shifting;
};

static uint32_t sr(struct spi *s) {
    uint32_t value = s->status;
    struct pdca *pdca = s->p.soc->pdca;

    if (!s->tdr_full && s->enabled) {
        value |= SPI_SR_TDRE | (s->shifting ? 0 : SPI_SR_TXEMPTY);
    }
    if (s->enabled) {
        value |= SPI_SR_SPIENS;
    }
    if (pdca_idle(pdca, SPI_PDCA_ID_RX)) {
        value |= SPI_SR_ENDRX | SPI_SR_RXBUFF;
    }
    if (pdca_idle(pdca, SPI_PDCA_ID_TX)) {
        value |= SPI_SR_ENDTX | SPI_SR_TXBUFE;
    }
    return value;
}

static void update(struct spi *s) {
    uint32_t now = sr(s);

    sam4l_irq(s->p.soc, SAM4L_IRQ_SPI, now & s->imr);
    if (now & SPI_SR_RDRF) {
        pdca_kick(s->p.soc->pdca, SPI_PDCA_ID_RX);
    }
    if (now & SPI_SR_TDRE) {
        pdca_kick(s->p.soc->pdca, SPI_PDCA_ID_TX);
    }
    sam4l_irq(s->p.soc, SAM4L_IRQ_SPI, sr(s) & s->imr);
}

/* The chip select register in force: by the lowest zero of PCS, or decoded. */
static uint32_t csr_of(struct spi *s, uint32_t tdr) {
    uint32_t pcs = FIELD_GET(SPI_MR_PCS, s->mr & SPI_MR_PS ? tdr : s->mr);
    unsigned index = s->mr & SPI_MR_PCSDEC ? MIN(pcs / 4, 3) : MIN(cto32(pcs), 3);
    return s->csr[index];
}

static void start(struct spi *s) {
    uint64_t hz = sam4l_periph_hz(&s->p);
    uint32_t csr, cycles;

    if (!s->shifting && s->tdr_full && s->enabled && (s->mr & SPI_MR_MSTR)) {
        s->shift = s->tdr;
        s->tdr_full = false;
        s->shifting = true;
    }
    csr = csr_of(s, s->shift);
    cycles = FIELD_GET(SPI_CSR_SCBR, csr) * (8 + FIELD_GET(SPI_CSR_BITS, csr)) +
             32 * FIELD_GET(SPI_CSR_DLYBCT, csr) + FIELD_GET(SPI_CSR_DLYBS, csr);
    if (!s->shifting || !hz || !FIELD_GET(SPI_CSR_SCBR, csr)) {
        timer_del(s->timer);
    } else if (!timer_pending(s->timer)) {
        timer_mod(s->timer, sam4l_now() + sam4l_ns(cycles, hz));
    }
}

static uint32_t incoming(struct spi *s) {
    uint32_t mask = (256u << FIELD_GET(SPI_CSR_BITS, csr_of(s, s->shift))) - 1;
    int miso = gpio_routed_pin(s->p.soc->gpio, "SPI_MISO");

    if (s->mr & SPI_MR_LLB) {
        return s->shift & mask;
    }
    return miso >= 0 && gpio_level(s->p.soc->gpio, miso) ? mask : 0;
}

static void shifted(void *opaque) {
    struct spi *s = opaque;

    if (s->status & SPI_SR_RDRF) {
        s->status |= SPI_SR_OVRES;
    }
    s->rdr = FIELD_PUT(SPI_RDR_RD, incoming(s)) |
             FIELD_PUT(SPI_RDR_PCS, FIELD_GET(SPI_MR_PCS, s->mr & SPI_MR_PS ? s->shift : s->mr));
    s->status |= SPI_SR_RDRF;
    s->shifting = false;
    start(s);
    update(s);
}

static void spi_reset(struct sam4l_periph *p) {
    struct spi *s = (struct spi *)p;

    timer_del(s->timer);
    s->mr = s->status = s->imr = s->wpcr = s->wpsr = s->tdr = s->shift = s->rdr = 0;
    memset(s->csr, 0, sizeof(s->csr));
    s->enabled = s->tdr_full = s->shifting = false;
}

static uint32_t take_received(struct spi *s) {
    s->status &= ~SPI_SR_RDRF;
    return s->rdr;
}

static uint32_t spi_read(struct sam4l_periph *p, uint32_t offset) {
    struct spi *s = (struct spi *)p;
    uint32_t value;

    switch (offset) {
    case SPI_MR:
        return s->mr;
    case SPI_RDR:
        value = take_received(s);
        update(s);
        return value;
    case SPI_SR:
        value = sr(s);
        s->status &= ~(SPI_SR_OVRES | SPI_SR_MODF | SPI_SR_NSSR | SPI_SR_UNDES);
        return value;
    case SPI_IMR:
        return s->imr;
    case SPI_CSR ... SPI_CSR + 4 * (CHIP_SELECTS - 1):
        return s->csr[(offset - SPI_CSR) / 4];
    case SPI_WPCR:
        return s->wpcr;
    case SPI_WPSR: /* lasts until it is read */
        value = s->wpsr;
        s->wpsr = 0;
        return value;
    case SPI_FEATURES:
    case SPI_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void write_control(struct spi *s, uint32_t value) {
    if (value & SPI_CR_SWRST) {
        spi_reset(&s->p);
        return;
    }
    if (value & SPI_CR_SPIDIS) {
        s->enabled = false;
    } else if (value & SPI_CR_SPIEN) {
        s->enabled = true;
    }
    if (value & SPI_CR_FLUSHFIFO) {
        s->status &= ~SPI_SR_RDRF;
    }
}

static void write_data(struct spi *s, uint32_t value) {
    if (s->enabled) {
        s->tdr = value;
        s->tdr_full = true;
    }
}

/* A write to a protected register: refused and noted while WPCR.WPEN is set. */
static bool refused(struct spi *s, uint32_t offset) {
    if (!(s->wpcr & SPI_WPCR_WPEN)) {
        return false;
    }
    s->wpsr = 1 | FIELD_PUT(SPI_WPSR_WPVSRC, offset);
    return true;
}

static void spi_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct spi *s = (struct spi *)p;

    switch (offset) {
    case SPI_CR:
        write_control(s, value);
        break;
    case SPI_MR:
        if (!refused(s, offset)) {
            s->mr = value;
        }
        break;
    case SPI_TDR:
        write_data(s, value);
        break;
    case SPI_IER:
        s->imr |= value;
        break;
    case SPI_IDR:
        s->imr &= ~value;
        break;
    case SPI_CSR ... SPI_CSR + 4 * (CHIP_SELECTS - 1):
        if (!refused(s, offset)) {
            s->csr[(offset - SPI_CSR) / 4] = value;
        }
        break;
    case SPI_WPCR:
        if (FIELD_GET(SPI_WPCR_WPKEY, value) == WP_KEY) {
            s->wpcr = value & SPI_WPCR_WPEN;
        }
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    start(s);
    update(s);
}

static void spi_clocks(struct sam4l_periph *p) {
    struct spi *s = (struct spi *)p;

    timer_del(s->timer);
    start(s);
}

static bool spi_dma_ready(struct sam4l_periph *p, unsigned id) {
    return sam4l_periph_hz(p) &&
           (sr((struct spi *)p) & (id == SPI_PDCA_ID_TX ? SPI_SR_TDRE : SPI_SR_RDRF));
}

static uint32_t spi_dma_read(struct sam4l_periph *p, unsigned id, unsigned size) {
    return take_received((struct spi *)p) & (size == 1 ? 0xff : 0xffff);
}

static void spi_dma_write(struct sam4l_periph *p, unsigned id, unsigned size, uint32_t value) {
    struct spi *s = (struct spi *)p;

    write_data(s, value);
    start(s);
}

static const struct sam4l_ops spi_ops = {
    .reset = spi_reset,
    .read = spi_read,
    .write = spi_write,
    .clocks = spi_clocks,
    .dma_ready = spi_dma_ready,
    .dma_read = spi_dma_read,
    .dma_write = spi_dma_write,
};

void spi_new(struct sam4l *soc) {
    struct spi *s = g_new0(struct spi, 1);

    s->timer = sam4l_timer(shifted, s);
    sam4l_periph_init(soc, &s->p, "SPI", "SPI", SAM4L_BASE_SPI, 0x400, BUS_PBA,
                      FIELD_SHIFT(PM_PBAMASK_SPI_), &spi_ops);
    pdca_claim(soc, SPI_PDCA_ID_RX, &s->p);
    pdca_claim(soc, SPI_PDCA_ID_TX, &s->p);
}
