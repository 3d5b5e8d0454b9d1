// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a SAM4LC8C has, and where: base addresses, interrupt lines and DMA peripheral ids of what
// the drivers here can drive (datasheet 42023, chapters 5 "Memories", 6 "Processor and
// Architecture" and 16 "PDCA"). reference_test compares every line with the chip's tables; nothing
// else in this folder may spell an address.
#pragma once

#include <stdint.h>

enum : uint32_t {
    SAM4L_BASE_USART0 = 0x40024000,
    SAM4L_BASE_USART1 = 0x40028000,
    SAM4L_BASE_USART2 = 0x4002C000,
    SAM4L_BASE_USART3 = 0x40030000,
    SAM4L_BASE_TRNG = 0x40068000,
    SAM4L_BASE_HFLASHC = 0x400A0000,
    SAM4L_BASE_HCACHE = 0x400A0400,
    SAM4L_BASE_PDCA = 0x400A2000,
    SAM4L_BASE_PM = 0x400E0000,
    SAM4L_BASE_SCIF = 0x400E0800,
    SAM4L_BASE_GPIO = 0x400E1000,
    SAM4L_BASE_BPM = 0x400F0000,
    SAM4L_BASE_BSCIF = 0x400F0400,
    SAM4L_BASE_AST = 0x400F0800,
    SAM4L_BASE_WDT = 0x400F0C00,
};

enum : uint8_t {
    SAM4L_IRQ_PDCA_0 = 1,
    SAM4L_IRQ_PDCA_1 = 2,
    SAM4L_IRQ_PDCA_2 = 3,
    SAM4L_IRQ_PDCA_3 = 4,
    SAM4L_IRQ_PDCA_4 = 5,
    SAM4L_IRQ_PDCA_5 = 6,
    SAM4L_IRQ_PDCA_6 = 7,
    SAM4L_IRQ_PDCA_7 = 8,
    SAM4L_IRQ_PDCA_8 = 9,
    SAM4L_IRQ_PDCA_9 = 10,
    SAM4L_IRQ_PDCA_10 = 11,
    SAM4L_IRQ_PDCA_11 = 12,
    SAM4L_IRQ_PDCA_12 = 13,
    SAM4L_IRQ_PDCA_13 = 14,
    SAM4L_IRQ_PDCA_14 = 15,
    SAM4L_IRQ_PDCA_15 = 16,
    SAM4L_IRQ_GPIO_0 = 25, // One line for eight pins: PA00-PA07, and so on.
    SAM4L_IRQ_GPIO_1 = 26,
    SAM4L_IRQ_GPIO_2 = 27,
    SAM4L_IRQ_GPIO_3 = 28,
    SAM4L_IRQ_GPIO_4 = 29,
    SAM4L_IRQ_GPIO_5 = 30,
    SAM4L_IRQ_GPIO_6 = 31,
    SAM4L_IRQ_GPIO_7 = 32,
    SAM4L_IRQ_GPIO_8 = 33,
    SAM4L_IRQ_GPIO_9 = 34,
    SAM4L_IRQ_GPIO_10 = 35,
    SAM4L_IRQ_GPIO_11 = 36,
    SAM4L_IRQ_AST_0 = 39, // Alarm.
    SAM4L_IRQ_AST_3 = 42, // Ready.
    SAM4L_IRQ_USART0 = 65,
    SAM4L_IRQ_USART1 = 66,
    SAM4L_IRQ_USART2 = 67,
    SAM4L_IRQ_USART3 = 68,
    SAM4L_IRQ_TRNG = 73,
    SAM4L_IRQ_PERIPH_COUNT = 80, // Lines there are.
};

enum : uint8_t {
    SAM4L_PARAM_USART0_PDCA_ID_RX = 0,
    SAM4L_PARAM_USART1_PDCA_ID_RX = 1,
    SAM4L_PARAM_USART2_PDCA_ID_RX = 2,
    SAM4L_PARAM_USART3_PDCA_ID_RX = 3,
    SAM4L_PARAM_USART0_PDCA_ID_TX = 18,
    SAM4L_PARAM_USART1_PDCA_ID_TX = 19,
    SAM4L_PARAM_USART2_PDCA_ID_TX = 20,
    SAM4L_PARAM_USART3_PDCA_ID_TX = 21,
    SAM4L_PARAM_PDCA_CHANNEL_LENGTH = 16, // Channels.
};
