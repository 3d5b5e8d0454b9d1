/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * USART (chapter 24) in its asynchronous modes and as an SPI master. A character takes the time
 * that the baud rate generator gives it; it leaves the chip only if TXD is muxed to a pin (for the
 * board's console: to the console's pin), and enters likewise. Characters from the host wait,
 * as if the sender had flow control, until the receiver takes them; in the deep sleep modes they
 * are lost, as on the chip.
 */
#include "sam4l.h"

#include "boards.h"
#include "qemu/fifo8.h"

enum {
    MODE_NORMAL = 0,
    MODE_RS485 = 1,
    MODE_HANDSHAKE = 2,
    MODE_SPI_MASTER = 14,
    CHMODE_LOCAL_LOOPBACK = 2,
    USCLKS_DIVIDED = 1,
    WP_KEY = 0x555341,
    RX_BUFFER = 4096,
    DIVISOR = 8, /* USARTn_CLK_DIV */
};

struct usart {
    struct sam4l_periph p;
    unsigned index;
    CharBackend chr;
    Fifo8 waiting; /* characters from the host */
    QEMUTimer *tx_timer, *rx_timer, *timeout_timer;
    uint32_t mr, imr, status, brgr, rtor, ttgr, fidi, ifr, man, linmr, linir, wpmr, wpsr;
    uint16_t rhr, thr, shift;
    bool rxen, txen, thr_full, shift_full, breaking, timeout_armed;
    bool rate_reported, loss_reported;
    unsigned rx_id, tx_id;
    char txd[16], rxd[16];
};

static unsigned mode(const struct usart *u) {
    return FIELD_GET(USART_MR_MODE, u->mr);
}

/* Bits per second, 0 if the generator stands. 24.6.1 */
static uint64_t baud(struct usart *u) {
    uint64_t hz = sam4l_periph_hz(&u->p);
    uint32_t cd = FIELD_GET(USART_BRGR_CD, u->brgr), fp = FIELD_GET(USART_BRGR_FP, u->brgr);
    unsigned source = FIELD_GET(USART_MR_USCLKS, u->mr);

    if (source == USCLKS_DIVIDED) {
        hz = pm_divided_clock(u->p.soc->pm, DIVISOR) ? hz / DIVISOR : 0;
    } else if (source != 0) {
        return 0; /* a clock from outside: none of the boards has one */
    }
    if (!cd) {
        return 0;
    }
    if (mode(u) == MODE_SPI_MASTER || (u->mr & USART_MR_SYNC)) {
        return hz / cd;
    }
    return hz * 8 / ((u->mr & USART_MR_OVER ? 8 : 16) * (8ull * cd + fp));
}

/* The bits of a character on the line, in halves. */
static unsigned half_bits(const struct usart *u) {
    static const unsigned stop[4] = {2, 3, 4, 4};
    unsigned data = u->mr & USART_MR_MODE9 ? 9 : 5 + FIELD_GET(USART_MR_CHRL, u->mr);
    bool parity = !(FIELD_GET(USART_MR_PAR, u->mr) & 4) || FIELD_GET(USART_MR_PAR, u->mr) >= 6;

    if (mode(u) == MODE_SPI_MASTER) {
        return 2 * data;
    }
    return 2 * (1 + data + parity) + stop[FIELD_GET(USART_MR_NBSTOP, u->mr)];
}

static int64_t character_ns(struct usart *u, unsigned extra_bits) {
    uint64_t rate = baud(u);
    return rate ? sam4l_ns(half_bits(u) + 2 * extra_bits, 2 * rate) : -1;
}

static uint32_t csr(struct usart *u) {
    uint32_t value = u->status;

    if (u->txen && !u->thr_full && !u->breaking) {
        value |= USART_CSR_TXRDY;
        if (!u->shift_full) {
            value |= USART_CSR_TXEMPTY;
        }
    }
    if (pdca_idle(u->p.soc->pdca, u->tx_id)) {
        value |= USART_CSR_TXBUFE;
    }
    if (pdca_idle(u->p.soc->pdca, u->rx_id)) {
        value |= USART_CSR_RXBUFF;
    }
    return value; /* CTS, DSR, DCD and RI read 0: asserted, as a connected partner has them */
}

static void update(struct usart *u) {
    uint32_t now = csr(u);

    sam4l_irq(u->p.soc, SAM4L_IRQ_USART0 + u->index, now & u->imr);
    if (now & USART_CSR_TXRDY) {
        pdca_kick(u->p.soc->pdca, u->tx_id);
    }
    if (now & USART_CSR_RXRDY) {
        pdca_kick(u->p.soc->pdca, u->rx_id);
    }
    sam4l_irq(u->p.soc, SAM4L_IRQ_USART0 + u->index, csr(u) & u->imr);
}

static bool is_console(const struct usart *u) {
    return u->index == u->p.soc->board->console;
}

static bool routed(struct usart *u, const char *signal, uint8_t console_pin) {
    return gpio_routed(u->p.soc->gpio, signal, is_console(u) ? console_pin : -1);
}

/* A terminal expects one of the usual rates; a wrong clock shows as rubbish on it. */
static bool usual_rate(uint64_t rate) {
    static const uint32_t rates[] = {1200,   2400,   4800,   9600,   14400,  19200,   28800,
                                     38400,  57600,  76800,  115200, 128000, 230400,  250000,
                                     256000, 460800, 500000, 576000, 921600, 1000000, 2000000};

    for (size_t i = 0; i < ARRAY_SIZE(rates); i++) {
        if (rate * 1000 >= rates[i] * 965ull && rate * 1000 <= rates[i] * 1035ull) {
            return true;
        }
    }
    return false;
}

static uint8_t as_seen(struct usart *u, uint8_t byte) {
    uint64_t rate = baud(u);

    if (usual_rate(rate)) {
        return byte;
    }
    if (!u->rate_reported) {
        u->rate_reported = true;
        sam4l_report("%s sends at %" PRIu64 " baud, which is no usual rate: a terminal sees "
                     "rubbish",
                     u->p.name, rate);
    }
    return (byte << 1 | byte >> 3) ^ 0xa5;
}

static void receive(struct usart *u, uint16_t value);

static void start_timeout(struct usart *u) {
    uint64_t rate = baud(u);
    uint32_t bits = FIELD_GET(USART_RTOR_TO, u->rtor);

    u->timeout_armed = bits != 0;
    if (bits && rate) {
        timer_mod(u->timeout_timer, sam4l_now() + sam4l_ns(bits, rate));
    } else {
        timer_del(u->timeout_timer);
    }
}

static void timed_out(void *opaque) {
    struct usart *u = opaque;

    u->timeout_armed = false;
    u->status |= USART_CSR_TIMEOUT;
    update(u);
}

static void start_tx(struct usart *u) {
    int64_t ns;

    if (!u->shift_full && u->thr_full && u->txen) {
        u->shift = u->thr;
        u->thr_full = false;
        u->shift_full = true;
    }
    ns = character_ns(u, FIELD_GET(USART_TTGR_TG, u->ttgr));
    if (!u->shift_full || ns < 0) {
        timer_del(u->tx_timer);
    } else if (!timer_pending(u->tx_timer)) {
        timer_mod(u->tx_timer, sam4l_now() + ns);
    }
}

static void sent(void *opaque) {
    struct usart *u = opaque;
    bool loopback = FIELD_GET(USART_MR_CHMODE, u->mr) == CHMODE_LOCAL_LOOPBACK;

    u->shift_full = false;
    if (mode(u) == MODE_SPI_MASTER) {
        receive(u, loopback ? u->shift : 0); /* no slave: MISO stays low */
    } else if (loopback) {
        receive(u, u->shift);
    } else if (routed(u, u->txd, u->p.soc->board->console_tx)) {
        uint8_t byte = as_seen(u, u->shift);
        qemu_chr_fe_write_all(&u->chr, &byte, 1);
    }
    start_tx(u);
    update(u);
}

static void receive(struct usart *u, uint16_t value) {
    if (!u->rxen) {
        return;
    }
    if (u->status & USART_CSR_RXRDY) {
        u->status |= USART_CSR_OVRE;
    }
    u->rhr = value;
    u->status |= USART_CSR_RXRDY;
    if (FIELD_GET(USART_RTOR_TO, u->rtor)) {
        start_timeout(u);
    }
}

static bool can_take(struct usart *u) {
    return u->rxen && !fifo8_is_empty(&u->waiting) && mode(u) != MODE_SPI_MASTER &&
           routed(u, u->rxd, u->p.soc->board->console_rx);
}

static void start_rx(struct usart *u) {
    int64_t ns = character_ns(u, 0);

    if (!can_take(u) || ns < 0) {
        timer_del(u->rx_timer);
    } else if (!timer_pending(u->rx_timer)) {
        timer_mod(u->rx_timer, sam4l_now() + ns);
    }
}

static void arrived(void *opaque) {
    struct usart *u = opaque;

    if (can_take(u)) {
        receive(u, fifo8_pop(&u->waiting));
        update(u);
    }
    start_rx(u);
    if (fifo8_num_free(&u->waiting) >= RX_BUFFER / 2) {
        qemu_chr_fe_accept_input(&u->chr);
    }
}

static void queue(struct usart *u, const uint8_t *bytes, size_t count) {
    if (u->p.soc->power >= POWER_WAIT && u->rxen) {
        if (!u->loss_reported) {
            u->loss_reported = true;
            sam4l_report("%s loses input: its clock is stopped in deep sleep", u->p.name);
        }
        return;
    }
    fifo8_push_all(&u->waiting, bytes, MIN(count, fifo8_num_free(&u->waiting)));
    start_rx(u);
}

void usart_type(struct usart *u, const uint8_t *bytes, size_t count) {
    queue(u, bytes, count);
}

static int chr_room(void *opaque) {
    struct usart *u = opaque;
    return fifo8_num_free(&u->waiting);
}

static void chr_receive(void *opaque, const uint8_t *bytes, int count) {
    sam4l_hold_time();
    queue(opaque, bytes, count);
    sam4l_release_time();
}

static void chr_event(void *opaque, QEMUChrEvent event) {
    struct usart *u = opaque;

    if (event == CHR_EVENT_BREAK && u->rxen && baud(u)) {
        sam4l_hold_time();
        u->status |= USART_CSR_RXBRK;
        update(u);
        sam4l_release_time();
    }
}

/* Lines move on, at the new rate, or stand still. */
static void usart_clocks(struct sam4l_periph *p) {
    struct usart *u = (struct usart *)p;

    timer_del(u->tx_timer);
    timer_del(u->rx_timer);
    start_tx(u);
    start_rx(u);
    if (!baud(u)) {
        timer_del(u->timeout_timer);
    } else if (u->timeout_armed && !timer_pending(u->timeout_timer)) {
        start_timeout(u);
    }
}

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
        return csr(u);
    case USART_RHR:
        u->status &= ~USART_CSR_RXRDY;
        value = u->rhr;
        update(u);
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
        start_timeout(u);
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

    if (m != MODE_NORMAL && m != MODE_RS485 && m != MODE_HANDSHAKE && m != MODE_SPI_MASTER) {
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
        start_timeout(u);
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
    start_tx(u);
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
    start_tx(u);
    start_rx(u);
    update(u);
}

static bool usart_dma_ready(struct sam4l_periph *p, unsigned id) {
    struct usart *u = (struct usart *)p;

    if (!sam4l_periph_hz(p)) {
        return false;
    }
    return csr(u) & (id == u->tx_id ? USART_CSR_TXRDY : USART_CSR_RXRDY);
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
    snprintf(u->txd, sizeof(u->txd), "%s_TXD", names[index]);
    snprintf(u->rxd, sizeof(u->rxd), "%s_RXD", names[index]);
    fifo8_create(&u->waiting, RX_BUFFER);
    u->tx_timer = sam4l_timer(sent, u);
    u->rx_timer = sam4l_timer(arrived, u);
    u->timeout_timer = sam4l_timer(timed_out, u);
    sam4l_periph_init(soc, &u->p, names[index], "USART", bases[index], 0x400, BUS_PBA,
                      FIELD_SHIFT(PM_PBAMASK_USART0_) + index, &usart_ops);
    pdca_claim(soc, u->rx_id, &u->p);
    pdca_claim(soc, u->tx_id, &u->p);
    if (chr) {
        qemu_chr_fe_init(&u->chr, chr, &error_fatal);
        qemu_chr_fe_set_handlers(&u->chr, chr_room, chr_receive, chr_event, NULL, u, NULL, true);
    }
    return u;
}
