/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What happens on a USART's line: characters out and in at the rate that the clocks give, the
 * receiver's time-out, the host's end. See usart.c.
 */
#include "usart.h"

#include "boards.h"

enum {
    CHMODE_LOCAL_LOOPBACK = 2,
    USCLKS_DIVIDED = 1,
    RX_BUFFER = 4096,
    DIVISOR = 8, /* USARTn_CLK_DIV */
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
    if (mode(u) == USART_MODE_SPI_MASTER || (u->mr & USART_MR_SYNC)) {
        return hz / cd;
    }
    return hz * 8 / ((u->mr & USART_MR_OVER ? 8 : 16) * (8ull * cd + fp));
}

/* The bits of a character on the line, in halves. */
static unsigned half_bits(const struct usart *u) {
    static const unsigned stop[4] = {2, 3, 4, 4};
    unsigned data = u->mr & USART_MR_MODE9 ? 9 : 5 + FIELD_GET(USART_MR_CHRL, u->mr);
    bool parity = !(FIELD_GET(USART_MR_PAR, u->mr) & 4) || FIELD_GET(USART_MR_PAR, u->mr) >= 6;

    if (mode(u) == USART_MODE_SPI_MASTER) {
        return 2 * data;
    }
    return 2 * (1 + data + parity) + stop[FIELD_GET(USART_MR_NBSTOP, u->mr)];
}

static int64_t character_ns(struct usart *u, unsigned extra_bits) {
    uint64_t rate = baud(u);
    return rate ? sam4l_ns(half_bits(u) + 2 * extra_bits, 2 * rate) : -1;
}

uint32_t usart_csr(struct usart *u) {
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

void usart_update(struct usart *u) {
    uint32_t now = usart_csr(u);

    sam4l_irq(u->p.soc, SAM4L_IRQ_USART0 + u->index, now & u->imr);
    if (now & USART_CSR_TXRDY) {
        pdca_kick(u->p.soc->pdca, u->tx_id);
    }
    if (now & USART_CSR_RXRDY) {
        pdca_kick(u->p.soc->pdca, u->rx_id);
    }
    sam4l_irq(u->p.soc, SAM4L_IRQ_USART0 + u->index, usart_csr(u) & u->imr);
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

void usart_start_timeout(struct usart *u) {
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
    usart_update(u);
}

void usart_start_tx(struct usart *u) {
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
    if (mode(u) == USART_MODE_SPI_MASTER) {
        receive(u, loopback ? u->shift : 0); /* no slave: MISO stays low */
    } else if (loopback) {
        receive(u, u->shift);
    } else if (routed(u, u->txd, u->p.soc->board->console_tx)) {
        uint8_t byte = as_seen(u, u->shift);
        qemu_chr_fe_write_all(&u->chr, &byte, 1);
    }
    usart_start_tx(u);
    usart_update(u);
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
        usart_start_timeout(u);
    }
}

static bool can_take(struct usart *u) {
    return u->rxen && !fifo8_is_empty(&u->waiting) && mode(u) != USART_MODE_SPI_MASTER &&
           routed(u, u->rxd, u->p.soc->board->console_rx);
}

void usart_start_rx(struct usart *u) {
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
        usart_update(u);
    }
    usart_start_rx(u);
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
    usart_start_rx(u);
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
        usart_update(u);
        sam4l_release_time();
    }
}

/* Lines move on, at the new rate, or stand still. */
void usart_clocks(struct sam4l_periph *p) {
    struct usart *u = (struct usart *)p;

    timer_del(u->tx_timer);
    timer_del(u->rx_timer);
    usart_start_tx(u);
    usart_start_rx(u);
    if (!baud(u)) {
        timer_del(u->timeout_timer);
    } else if (u->timeout_armed && !timer_pending(u->timeout_timer)) {
        usart_start_timeout(u);
    }
}

void usart_line_init(struct usart *u, Chardev *chr) {
    snprintf(u->txd, sizeof(u->txd), "%s_TXD", u->p.name);
    snprintf(u->rxd, sizeof(u->rxd), "%s_RXD", u->p.name);
    fifo8_create(&u->waiting, RX_BUFFER);
    u->tx_timer = sam4l_timer(sent, u);
    u->rx_timer = sam4l_timer(arrived, u);
    u->timeout_timer = sam4l_timer(timed_out, u);
    if (chr) {
        qemu_chr_fe_init(&u->chr, chr, &error_fatal);
        qemu_chr_fe_set_handlers(&u->chr, chr_room, chr_receive, chr_event, NULL, u, NULL, true);
    }
}
