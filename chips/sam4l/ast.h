// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L asynchronous timer as the 32-bit alarm of hil/time.h. Datasheet 42023, chapter 19.
//
// It counts at 16384 Hz: the fastest that the 32 kHz clock allows, because the counter advances on
// a tap of the prescaler and the first tap halves (19.5.2.1). The 32 kHz clock is the one that runs
// on, and wakes the chip, in deep sleep. The counter wraps after three days.
//
// Counter and bus have separate clocks: a write takes up to three cycles of the slow one, 0.1 ms,
// to arrive, and until then the counter reads 0 and further writes are dropped (19.5.8). Nobody
// waits for that:
//   - now() meanwhile says what the counter was when the write began: up to two ticks less than it
//     is, never less than before;
//   - an alarm that is set meanwhile is written when the earlier write has arrived, which READY
//     tells. READY rises after every write, but only a write to SCR can clear it first. So it is of
//     use after that one alone, which is what an alarm that fires leaves behind. Only who sets the
//     alarm twice within 0.1 ms, to an earlier time the second time, waits for the rest of that.
//
// The alarm matches on equality. One nearer than minimum_dt is put off; and before the chip sleeps
// sam4l_ast_settle() looks whether the counter passed the value before it had arrived.
// A disarmed alarm is left in the hardware: if its time comes before it is set anew, the interrupt
// finds that nobody waits for it. Its client must be there before it is set.
//
//     static struct sam4l_ast ast = SAM4L_AST;
//     if (sam4l_ast_start(&ast) != E_OK) ... there is no 32 kHz clock.
#pragma once

#include "chips/sam4l/ast_registers.h"
#include "chips/sam4l/pm.h"
#include "hil/time.h"

enum sam4l_ast_state : uint8_t {
    SAM4L_AST_DISARMED,
    SAM4L_AST_WAITING, // Armed; to be written when READY comes.
    SAM4L_AST_WRITTEN, // Armed; the alarm register has it, or will.
};

struct sam4l_ast {
    struct alarm alarm;
    struct sam4l_ast_registers *registers;
    const struct sam4l_clock *clock;
    uint32_t latest; // The counter when the latest write began.
    uint32_t start;  // The alarm is due dt ticks after start.
    uint32_t dt;
    enum sam4l_ast_state state;
};

extern const struct alarm_ops sam4l_ast_ops;
extern const struct sam4l_clock sam4l_ast_clock;

#define SAM4L_AST                                                                                  \
    {                                                                                              \
        .alarm = {.ops = &sam4l_ast_ops},                                                          \
        .registers = (struct sam4l_ast_registers *)SAM4L_BASE_AST, .clock = &sam4l_ast_clock,      \
    }

// Starts counting, after a reset from 0. Sleeps meanwhile, about 1 ms in all (wait.h). The 32 kHz
// clock must run (clocks.h). E_FAIL: it does not.
enum errorcode sam4l_ast_start(struct sam4l_ast *ast);

// Services a struct sam4l_ast; its lines are SAM4L_IRQ_AST_0 (alarm) and SAM4L_IRQ_AST_3 (READY).
void sam4l_ast_interrupt(void *ast);

// Before the chip sleeps: naps until every write has arrived (deep sleep would stop the bus's side
// of one) and no alarm has been missed. False: an interrupt came first.
bool sam4l_ast_settle(struct sam4l_ast *ast);
