// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/ast.h"

#include "chips/sam4l/wait.h"
#include "kernel/arch/cortex_m/nap.h"
#include "kernel/container.h"

enum : uint32_t {
    MINIMUM_DT = 8,
    LONGEST_DT = 0x80000000, // Further, and a late interrupt could be taken for an early one.
    FREQUENCY = 16384,
    NAP = 5120, // Cycles: 0.1 ms at 48 MHz.
};

const struct sam4l_clock sam4l_ast_clock = {SAM4L_PM, PM_PBDMASK_AST, SAM4L_BUS_PBD};

static struct sam4l_ast *ast_of(struct alarm *alarm) {
    return container_of(alarm, struct sam4l_ast, alarm);
}

static bool is_busy(const struct sam4l_ast_registers *registers) {
    return (registers->sr & AST_SR_BUSY) != 0;
}

// Whether READY will tell the end of the write: it is one to SCR.
static bool is_clearing(const struct sam4l_ast_registers *registers) {
    return (registers->sr & (AST_SR_BUSY | AST_SR_READY)) == AST_SR_BUSY;
}

static uint32_t now(struct alarm *alarm) {
    const struct sam4l_ast *self = ast_of(alarm);
    const struct sam4l_ast_registers *registers = self->registers;
    return is_busy(registers) ? self->latest : registers->cv;
}

static bool has_matched(const struct sam4l_ast *self) {
    return (self->registers->sr & AST_SR_ALARM0) != 0;
}

// Clears the alarm's flag. Until that has arrived it must not interrupt; nor does READY, unasked.
static void clear_flag(struct sam4l_ast *self) {
    struct sam4l_ast_registers *registers = self->registers;
    registers->idr = AST_IDR_ALARM0 | AST_IDR_READY;
    self->latest = registers->cv;
    registers->scr = AST_SCR_ALARM0 | AST_SCR_READY;
}

static void await_ready(struct sam4l_ast *self) {
    self->state = SAM4L_AST_WAITING;
    self->registers->ier = AST_IER_READY;
}

// Writes the alarm, or the first half of a long way to it. Nothing is being written.
static void write_alarm(struct sam4l_ast *self) {
    struct sam4l_ast_registers *registers = self->registers;
    if (has_matched(self)) { // An earlier value has matched.
        clear_flag(self);
        await_ready(self);
        return;
    }
    uint32_t start = registers->cv;
    uint32_t elapsed = start - self->start;
    uint32_t dt = elapsed < self->dt ? self->dt - elapsed : 0;
    dt = dt < MINIMUM_DT ? MINIMUM_DT : dt;
    registers->ar0 = start + (dt <= LONGEST_DT ? dt : dt / 2);
    registers->idr = AST_IDR_READY;
    registers->ier = AST_IER_ALARM0;
    self->latest = start;
    self->start = start;
    self->dt = dt;
    self->state = SAM4L_AST_WRITTEN;
}

// The rest of the time that a write takes, when no interrupt will tell its end. The slow clock ran
// when the timer was started; if it stopped since, the chip is broken.
static void wait(const struct sam4l_ast_registers *registers) {
    if (!register_wait(&registers->sr, AST_SR_BUSY, 0)) {
        __builtin_trap();
    }
}

static void set(struct alarm *alarm, uint32_t reference, uint32_t dt) {
    struct sam4l_ast *self = ast_of(alarm);
    const struct sam4l_ast_registers *registers = self->registers;
    self->start = now(alarm);
    uint32_t elapsed = self->start - reference;
    self->dt = elapsed < dt ? dt - elapsed : 0;
    if (is_clearing(registers)) {
        await_ready(self);
    } else {
        wait(registers);
        write_alarm(self);
    }
}

static void disarm(struct alarm *alarm) {
    ast_of(alarm)->state = SAM4L_AST_DISARMED;
}

static bool is_armed(struct alarm *alarm) {
    return ast_of(alarm)->state != SAM4L_AST_DISARMED;
}

const struct alarm_ops sam4l_ast_ops = {
    .frequency = FREQUENCY,
    .minimum_dt = MINIMUM_DT,
    .now = now,
    .set = set,
    .disarm = disarm,
    .is_armed = is_armed,
};

static bool is_due(const struct sam4l_ast *self) {
    return self->registers->cv - self->start >= self->dt;
}

// UNSAFE: object is what the board's interrupt table pairs with this function: a struct sam4l_ast.
void sam4l_ast_interrupt(void *object) {
    struct sam4l_ast *self = object;
    const struct sam4l_ast_registers *registers = self->registers;
    if (is_clearing(registers)) {
        return; // It comes again.
    }
    if (is_busy(registers)) { // An earlier value matched while this one is written.
        wait(registers);
    }
    bool fires = self->state == SAM4L_AST_WRITTEN && is_due(self);
    if (!fires && self->state != SAM4L_AST_DISARMED) {
        write_alarm(self);
        return;
    }
    self->state = SAM4L_AST_DISARMED;
    clear_flag(self);
    if (fires) {
        self->alarm.client->ops->fired(self->alarm.client);
    }
}

// Whether the alarm is still to be written, or the counter was faster than the write.
static bool is_unwritten(const struct sam4l_ast *self) {
    return self->state == SAM4L_AST_WAITING ||
           (self->state == SAM4L_AST_WRITTEN && is_due(self) && !has_matched(self));
}

bool sam4l_ast_settle(struct sam4l_ast *self) {
    struct sam4l_ast_registers *registers = self->registers;
    do {
        if (is_busy(registers)) {
            registers->idr = AST_IDR_READY; // The nap ends soon after it, for less.
            nap(NAP);
        }
        if (is_busy(registers)) {
            if (self->state == SAM4L_AST_WAITING) {
                await_ready(self);
            }
            return false;
        }
        if (is_unwritten(self)) {
            write_alarm(self);
        }
    } while (is_busy(registers));
    registers->ier = AST_IER_ALARM0; // Every match wakes the chip, so somebody must look at it.
    return true;
}

static bool arrived(const struct sam4l_ast_registers *registers) {
    return wait_asleep(&registers->sr, AST_SR_BUSY | AST_SR_CLKBUSY, 0, NAP);
}

static bool write(struct sam4l_ast_registers *registers, volatile uint32_t *content,
                  uint32_t value) {
    *content = value;
    return arrived(registers);
}

enum errorcode sam4l_ast_start(struct sam4l_ast *self) {
    struct sam4l_ast_registers *registers = self->registers;
    sam4l_clock_enable(*self->clock);
    registers->idr = AST_IDR_OVF | AST_IDR_ALARM0 | AST_IDR_ALARM1 | AST_IDR_PER0 | AST_IDR_PER1 |
                     AST_IDR_READY | AST_IDR_CLKRDY;
    // 19.5.1.2: the source may change only while the clock is off, and CEN alone at a time.
    // What has matched so far is the first interrupt's to clear.
    bool done = arrived(registers) &&
                write(registers, &registers->clock, registers->clock & ~AST_CLOCK_CEN) &&
                write(registers, &registers->clock, AST_CLOCK_CSSEL_32K) &&
                write(registers, &registers->clock, AST_CLOCK_CSSEL_32K | AST_CLOCK_CEN) &&
                write(registers, &registers->cr, 0) && // First prescaler tap; counter mode.
                write(registers, &registers->wer, AST_WER_ALARM0) &&
                write(registers, &registers->cr, AST_CR_EN | AST_CR_PCLR);
    return done ? E_OK : E_FAIL;
}
