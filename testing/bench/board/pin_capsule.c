// SPDX-License-Identifier: Apache-2.0 OR MIT
// A capsule answers a pin (PC24, imix's button) on another (PC31, D2).
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "testing/bench/board/answer.h"
#include "testing/bench/board/bare.h"

static struct sam4l_gpio in = SAM4L_GPIO(C, 24);
static struct sam4l_output out = SAM4L_OUTPUT(C, 31);
static struct answer answer = {.in = &in.gpio, .out = &out.output};

static struct sam4l_gpio *const interrupt_pins[] = {&in};
static const struct sam4l_gpio_list interrupt_pin_list = {.pins = interrupt_pins, .count = 1};
static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_GPIO_11, sam4l_gpio_interrupt, (void *)&interrupt_pin_list}, // PC24-PC31
};
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, nullptr);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

int main(void) {
    (void)sam4l_clocks_start(&sam4l_clock_tree);
    sam4l_chip_start(&chip);
    answer_init(&answer);
    bare_loop(&chip.chip);
}
