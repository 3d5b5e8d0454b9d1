/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * USART (chapter 24) in its asynchronous modes and as an SPI master: the registers. A character
 * takes the time that the baud rate generator gives it; it leaves the chip only if TXD is muxed to
 * a pin (for the board's console: to the console's pin), and enters likewise. Characters from the
 * host wait, as if the sender had flow control, until the receiver takes them; in the deep sleep
 * modes they are lost, as on the chip. usart_line.c has that part.
 */
#include "usart.h"

enum { WP_KEY = 0x555341 };

static void usart_reset(struct sam4l_periph *p) {
    struct usart *u = (struct usart *)p;

    timer_del(u->tx_timer);
    timer_del(u->rx_timer);
    timer_del(u->timeout_timer);
    u->mr = u->imr = u->status = u->brgr = u->rtor = u->ttgr = u->ifr = u->wpmr = u->wpsr = 0;
    u->linmr = u->linir = 0;
    u->fidi = sam4l_reset_value(p, USART_FIDI);
    u->man = sam4l_reset_value(p, USART_MAN);
    u->rxen = u->txen = u->thr_full = u->shift_full = u->breaking = u->timeout_armed = false;
    u->rhr = u->thr = u->shift = 0;
}

static uint32_t usart_read(struct sam4l_periph *p, uint32_t offset) {
    struct usart *u = (struct usart *)p;
    uint32_t value;

    switch (offset) {
    case USART_MR:
        return u->mr;
    case USART_IMR:
        return u->imr;
    case USART_CSR:
        return usart_csr(u);
    case USART_RHR:
        u->status &= ~USART_CSR_RXRDY;
        value = u->rhr;
        usart_update(u);
        return value;
    case USART_BRGR:
        return u->brgr;
    case USART_RTOR:
        return u->rtor;
    case USART_TTGR:
        return u->ttgr;
    case USART_FIDI:
        return u->fidi;
    case USART_NER:
    case USART_LINBRR:
        return 0;
    case USART_IFR:
        return u->ifr;
    case USART_MAN:
        return u->man;
    case USART_LINMR:
        return u->linmr;
    case USART_LINIR:
        return u->linir;
    case USART_WPMR:
        return u->wpmr;
    case USART_WPSR:
        value = u->wpsr;
        u->wpsr = 0;
        return value;
    case USART_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void write_control(struct usart *u, uint32_t value) {
    sam4l_only_bits(&u->p, USART_CR, value,
                    USART_CR_RSTRX | USART_CR_RSTTX | USART_CR_RXEN | USART_CR_RXDIS |
                        USART_CR_TXEN | USART_CR_TXDIS | USART_CR_RSTSTA | USART_CR_STTBRK |
                        USART_CR_STPBRK | USART_CR_STTTO | USART_CR_RETTO | USART_CR_RSTIT |
                        USART_CR_RSTNACK | USART_CR_DTREN | USART_CR_DTRDIS | USART_CR_RTSEN |
                        USART_CR_RTSDIS);
    if (value & USART_CR_RSTRX) {
        u->rxen = false;
        u->status &= ~USART_CSR_RXRDY;
        timer_del(u->rx_timer);
    }
    if (value & USART_CR_RSTTX) {
        u->txen = u->thr_full = u->shift_full = false;
        timer_del(u->tx_timer);
    }
    if (value & USART_CR_RXDIS) {
        u->rxen = false;
    } else if (value & USART_CR_RXEN) {
        u->rxen = true;
    }
    if (value & USART_CR_TXDIS) {
        u->txen = false; /* what is in the shift register is still sent */
    } else if (value & USART_CR_TXEN) {
        u->txen = true;
    }
    if (value & USART_CR_RSTSTA) {
        u->status &= ~(USART_CSR_OVRE | USART_CSR_FRAME | USART_CSR_PARE | USART_CSR_RXBRK);
    }
    if (value & USART_CR_STPBRK) {
        u->breaking = false;
    } else if (value & USART_CR_STTBRK) {
        u->breaking = true;
    }
    if (value & USART_CR_STTTO) {
        u->status &= ~USART_CSR_TIMEOUT;
        u->timeout_armed = false;
        timer_del(u->timeout_timer);
    }
    if (value & USART_CR_RETTO) {
        u->status &= ~USART_CSR_TIMEOUT;
        usart_start_timeout(u);
    }
}

/* A write to a protected register: refused and noted while WPMR.WPEN is set. */
static bool refused(struct usart *u, uint32_t offset) {
    if (!(u->wpmr & USART_WPMR_WPEN)) {
        return false;
    }
    u->wpsr = USART_WPSR_WPV | FIELD_PUT(USART_WPSR_WPVSRC, offset);
    return true;
}

static void write_mode(struct usart *u, uint32_t value) {
    unsigned m = FIELD_GET(USART_MR_MODE, value);

    if (m != USART_MODE_NORMAL && m != USART_MODE_RS485 && m != USART_MODE_HANDSHAKE &&
        m != USART_MODE_SPI_MASTER) {
        sam4l_only_bits(&u->p, USART_MR, value, ~USART_MR_MODE);
    }
    sam4l_only_bits(&u->p, USART_MR, value,
                    ~(USART_MR_MAN | USART_MR_VAR_SYNC | USART_MR_MAX_ITERATION));
    u->mr = value;
    u->rate_reported = false;
}

static void write_configuration(struct usart *u, uint32_t offset, uint32_t value) {
    if (refused(u, offset)) {
        return;
    }
    switch (offset) {
    case USART_MR:
        write_mode(u, value);
        break;
    case USART_BRGR:
        u->brgr = value;
        u->rate_reported = false;
        break;
    case USART_RTOR:
        u->rtor = value;
        usart_start_timeout(u);
        break;
    case USART_TTGR:
        u->ttgr = value;
        break;
    case USART_FIDI:
        u->fidi = value;
        break;
    case USART_IFR:
        u->ifr = value;
        break;
    case USART_MAN:
        u->man = value;
        break;
    }
}

static void write_data(struct usart *u, uint32_t value) {
    if (!u->txen || u->thr_full) {
        return; /* the data sheet: lost */
    }
    u->thr = value;
    u->thr_full = true;
    usart_start_tx(u);
}

static void usart_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct usart *u = (struct usart *)p;

    switch (offset) {
    case USART_CR:
        write_control(u, value);
        break;
    case USART_IER:
        u->imr |= value;
        break;
    case USART_IDR:
        u->imr &= ~value;
        break;
    case USART_THR:
        write_data(u, value & USART_THR_TXCHR);
        break;
    case USART_MR:
    case USART_BRGR:
    case USART_RTOR:
    case USART_TTGR:
    case USART_FIDI:
    case USART_IFR:
    case USART_MAN:
        write_configuration(u, offset, value);
        break;
    case USART_WPMR:
        if (FIELD_GET(USART_WPMR_WPKEY, value) == WP_KEY) {
            u->wpmr = value & USART_WPMR_WPEN;
        }
        break;
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    usart_start_tx(u);
    usart_start_rx(u);
    usart_update(u);
}

static bool usart_dma_ready(struct sam4l_periph *p, unsigned id) {
    struct usart *u = (struct usart *)p;

    if (!sam4l_periph_hz(p)) {
        return false;
    }
    return usart_csr(u) & (id == u->tx_id ? USART_CSR_TXRDY : USART_CSR_RXRDY);
}

static uint32_t usart_dma_read(struct sam4l_periph *p, unsigned id, unsigned size) {
    struct usart *u = (struct usart *)p;

    u->status &= ~USART_CSR_RXRDY;
    return u->rhr;
}

static void usart_dma_write(struct sam4l_periph *p, unsigned id, unsigned size, uint32_t value) {
    write_data((struct usart *)p, value & USART_THR_TXCHR);
}

static const struct sam4l_ops usart_ops = {
    .reset = usart_reset,
    .read = usart_read,
    .write = usart_write,
    .clocks = usart_clocks,
    .dma_ready = usart_dma_ready,
    .dma_read = usart_dma_read,
    .dma_write = usart_dma_write,
};

struct usart *usart_new(struct sam4l *soc, unsigned index, Chardev *chr) {
    static const char *const names[] = {"USART0", "USART1", "USART2", "USART3"};
    static const uint32_t bases[] = {SAM4L_BASE_USART0, SAM4L_BASE_USART1, SAM4L_BASE_USART2,
                                     SAM4L_BASE_USART3};
    struct usart *u = g_new0(struct usart, 1);

    u->index = index;
    u->rx_id = USART0_PDCA_ID_RX + index;
    u->tx_id = USART0_PDCA_ID_TX + index;
    sam4l_periph_init(soc, &u->p, names[index], "USART", bases[index], 0x400, BUS_PBA,
                      FIELD_SHIFT(PM_PBAMASK_USART0_) + index, &usart_ops);
    pdca_claim(soc, u->rx_id, &u->p);
    pdca_claim(soc, u->tx_id, &u->p);
    usart_line_init(u, chr);
    return u;
}
