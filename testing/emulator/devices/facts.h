/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The chip's fact tables at run time: which registers a peripheral has, and which signal a pin
 * carries in which mux function. Filled by facts_gen from testing/reference/sam4l.
 */
#pragma once

#include <stdint.h>

struct sam4l_reg_fact {
    const char *name;
    uint32_t offset;
    uint32_t count;  /* registers of that name */
    uint32_t stride; /* bytes from one to the next */
    uint8_t readable;
    uint8_t writable;
    uint8_t reset_known;
    uint32_t reset;
    uint32_t fields; /* bits that some field covers; 0 where the tables name none */
};

struct sam4l_block_fact {
    const char *name; /* "USART"; the table ends with a null name */
    const struct sam4l_reg_fact *regs;
    uint32_t count;
};

struct sam4l_pin_function {
    const char *signal; /* "USART3_TXD"; the table ends with a null signal */
    uint8_t pin;        /* port * 32 + bit: PB10 is 42 */
    uint8_t function;   /* PMR value: A is 0 */
};

extern const struct sam4l_block_fact sam4l_block_facts[];
extern const struct sam4l_pin_function sam4l_pin_functions[];
