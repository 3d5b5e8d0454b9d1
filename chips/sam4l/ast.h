// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L asynchronous timer as the 32-bit alarm of hil/time.h. Datasheet 42023, chapter 19.
//
// It counts at 16384 Hz: the fastest that the 32 kHz clock allows, because the counter advances on
// a tap of the prescaler and the first tap halves (19.5.2.1). The 32 kHz clock is the one that runs
// on, and wakes the chip, in deep sleep. The counter wraps after three days.
//
// Counter and bus have separate clocks, so a write takes up to three cycles of the slow one to
// arrive (19.5.8); the driver waits for it, about 0.1 ms. The alarm matches on equality, which is
// why an alarm nearer than minimum_dt is put off.
//
//     static struct sam4l_ast ast = SAM4L_AST;
//     if (sam4l_ast_start(&ast) != E_OK) ... there is no 32 kHz clock.
#pragma once

#include "chips/sam4l/ast_registers.h"
#include "chips/sam4l/pm.h"
#include "hil/time.h"

struct sam4l_ast_wiring {
    struct sam4l_ast_registers *registers;
    struct sam4l_clock clock;
};

struct sam4l_ast {
    struct alarm alarm;
    const struct sam4l_ast_wiring *wiring;
    bool armed;
};

extern const struct alarm_ops sam4l_ast_ops;
extern const struct sam4l_ast_wiring sam4l_ast_wiring; // The chip's own.

#define SAM4L_AST {.alarm = {.ops = &sam4l_ast_ops}, .wiring = &sam4l_ast_wiring}

// Starts counting from 0. The 32 kHz clock must run (clocks.h). E_FAIL: it does not.
enum errorcode sam4l_ast_start(struct sam4l_ast *ast);

// Services the alarm of a struct sam4l_ast; its line is SAM4L_IRQ_AST_0.
void sam4l_ast_interrupt(void *ast);
