// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/ast.h"

#include "kernel/container.h"

enum : uint32_t { MINIMUM_DT = 8, FREQUENCY = 16384 };

const struct sam4l_ast_wiring sam4l_ast_wiring = {
    .registers = (struct sam4l_ast_registers *)SAM4L_BASE_AST,
    .clock = {SAM4L_PM, PM_PBDMASK_AST, SAM4L_BUS_PBD},
};

static struct sam4l_ast_registers *registers_of(struct alarm *alarm) {
    return container_of(alarm, struct sam4l_ast, alarm)->wiring->registers;
}

// Waits until earlier writes have arrived: until then writes are dropped, and the counter reads 0.
// The slow clock ran when the timer was started; if it stopped since, the chip is broken.
static void wait(const struct sam4l_ast_registers *registers) {
    if (!register_wait(&registers->sr, AST_SR_BUSY, 0)) {
        __builtin_trap();
    }
}

static uint32_t now(struct alarm *alarm) {
    struct sam4l_ast_registers *registers = registers_of(alarm);
    wait(registers);
    return registers->cv;
}

static void clear_flag(struct sam4l_ast_registers *registers) {
    wait(registers);
    registers->scr = AST_SCR_ALARM0;
}

static void set(struct alarm *alarm, uint32_t reference, uint32_t dt) {
    struct sam4l_ast *self = container_of(alarm, struct sam4l_ast, alarm);
    struct sam4l_ast_registers *registers = self->wiring->registers;
    registers->idr = AST_IDR_ALARM0;
    uint32_t start;
    uint32_t distance;
    do {
        start = now(alarm);
        uint32_t elapsed = start - reference;
        distance = elapsed < dt ? dt - elapsed : 0;
        if (distance < MINIMUM_DT) {
            distance = MINIMUM_DT;
        }
        registers->ar0 = start + distance;
        clear_flag(registers); // The old value may have matched until now.
        // If the counter has passed the new value by now, the match may be lost: once more.
    } while (now(alarm) - start >= distance);
    self->armed = true;
    registers->ier = AST_IER_ALARM0;
}

static void disarm(struct alarm *alarm) {
    struct sam4l_ast *self = container_of(alarm, struct sam4l_ast, alarm);
    self->armed = false;
    self->wiring->registers->idr = AST_IDR_ALARM0;
    clear_flag(self->wiring->registers); // Else it would wake the chip.
}

static bool is_armed(struct alarm *alarm) {
    return container_of(alarm, struct sam4l_ast, alarm)->armed;
}

const struct alarm_ops sam4l_ast_ops = {
    .frequency = FREQUENCY,
    .minimum_dt = MINIMUM_DT,
    .now = now,
    .set = set,
    .disarm = disarm,
    .is_armed = is_armed,
};

// UNSAFE: object is what the board's interrupt table pairs with this function: a struct sam4l_ast.
void sam4l_ast_interrupt(void *object) {
    struct sam4l_ast *self = object;
    struct sam4l_ast_registers *registers = self->wiring->registers;
    if (!self->armed || (registers->sr & AST_SR_ALARM0) == 0) {
        return;
    }
    self->armed = false;
    registers->idr = AST_IDR_ALARM0;
    clear_flag(registers);
    if (self->alarm.client != nullptr) {
        self->alarm.client->ops->fired(self->alarm.client);
    }
}

static bool write(struct sam4l_ast_registers *registers, volatile uint32_t *content,
                  uint32_t value) {
    *content = value;
    return register_wait(&registers->sr, AST_SR_BUSY | AST_SR_CLKBUSY, 0);
}

enum errorcode sam4l_ast_start(struct sam4l_ast *self) {
    struct sam4l_ast_registers *registers = self->wiring->registers;
    sam4l_clock_enable(self->wiring->clock);
    registers->idr = AST_IDR_OVF | AST_IDR_ALARM0 | AST_IDR_ALARM1 | AST_IDR_PER0 | AST_IDR_PER1 |
                     AST_IDR_READY | AST_IDR_CLKRDY;
    // 19.5.1.2: the source may change only while the clock is off, and CEN alone at a time.
    bool done =
        register_wait(&registers->sr, AST_SR_BUSY | AST_SR_CLKBUSY, 0) &&
        write(registers, &registers->clock, registers->clock & ~AST_CLOCK_CEN) &&
        write(registers, &registers->clock, AST_CLOCK_CSSEL_32K) &&
        write(registers, &registers->clock, AST_CLOCK_CSSEL_32K | AST_CLOCK_CEN) &&
        write(registers, &registers->cr, 0) && // Stopped; first prescaler tap; counter mode.
        write(registers, &registers->cv, 0) && write(registers, &registers->wer, AST_WER_ALARM0) &&
        write(registers, &registers->scr, AST_SCR_ALARM0) &&
        write(registers, &registers->cr, AST_CR_EN | AST_CR_PCLR);
    return done ? E_OK : E_FAIL;
}
