// SPDX-License-Identifier: Apache-2.0 OR MIT
// Blink in the kernel alone: a capsule, the alarm, a pin, the main loop.
#include "chips/sam4l/ast.h"
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "testing/bench/board/bare.h"
#include "testing/bench/board/blink.h"

static struct sam4l_output led = SAM4L_OUTPUT(C, 10);
static struct sam4l_ast ast = SAM4L_AST;
static struct blink blink = {.alarm = &ast.alarm, .pin = &led.output};

static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_AST_0, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_AST_3, sam4l_ast_interrupt, &ast},
};
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, &ast);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

int main(void) {
    // Slower, it blinks all the same.
    (void)sam4l_clocks_start(&sam4l_clock_tree);
    if (sam4l_ast_start(&ast) == E_OK) {
        sam4l_chip_start(&chip);
        blink_init(&blink);
    }
    bare_loop(&chip.chip);
}
