/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The USART's two halves: its registers (usart.c), and what happens on the line (usart_line.c). */
#pragma once

#include "sam4l.h"

#include "qemu/fifo8.h"

enum {
    USART_MODE_NORMAL = 0,
    USART_MODE_RS485 = 1,
    USART_MODE_HANDSHAKE = 2,
    USART_MODE_SPI_MASTER = 14,
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

/* CSR as it stands. */
uint32_t usart_csr(struct usart *u);
/* Brings interrupt and DMA request lines up to date. */
void usart_update(struct usart *u);
/* Takes up what the registers allow now, or stops. */
void usart_start_tx(struct usart *u);
void usart_start_rx(struct usart *u);
void usart_start_timeout(struct usart *u);
void usart_clocks(struct sam4l_periph *p);
void usart_line_init(struct usart *u, Chardev *chr);
