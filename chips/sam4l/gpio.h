// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L GPIO controller: pins as hil/gpio.h, and their hand-over to peripherals. Datasheet 42023,
// chapter 23.
//
// A board declares one struct sam4l_gpio for each pin that it uses as GPIO (a struct sam4l_output
// for each that only drives something), lists those that may
// interrupt in a struct sam4l_gpio_list, and gives the list to the interrupt table (chip.h) for
// every line that one of them is on.
//
//     static struct sam4l_output led = SAM4L_OUTPUT(C, 10);
//     static struct sam4l_gpio button = SAM4L_GPIO(C, 24);
#pragma once

#include "chips/sam4l/gpio_registers.h"
#include "chips/sam4l/instances.h"
#include "hil/gpio.h"

// The chip's own ports.
#define SAM4L_GPIO_PORT_A ((struct sam4l_gpio_registers *)SAM4L_BASE_GPIO)
#define SAM4L_GPIO_PORT_B (SAM4L_GPIO_PORT_A + 1)
#define SAM4L_GPIO_PORT_C (SAM4L_GPIO_PORT_A + 2)

struct sam4l_pin {
    struct sam4l_gpio_registers *port;
    uint32_t mask; // One bit: the pin's.
};

#define SAM4L_PIN(letter, number)                                                                  \
    { SAM4L_GPIO_PORT_##letter, 1u << (number) }

// Peripheral functions of a pin: datasheet 42023, table "GPIO Controller Function Multiplexing".
enum sam4l_pin_function : uint8_t {
    SAM4L_PIN_FUNCTION_A,
    SAM4L_PIN_FUNCTION_B,
    SAM4L_PIN_FUNCTION_C,
    SAM4L_PIN_FUNCTION_D,
    SAM4L_PIN_FUNCTION_E,
    SAM4L_PIN_FUNCTION_F,
    SAM4L_PIN_FUNCTION_G,
    SAM4L_PIN_FUNCTION_H,
};

// Hands the pin to a peripheral, which then drives it. The pull-up keeps an input that nothing
// drives high.
void sam4l_pin_select(struct sam4l_pin pin, enum sam4l_pin_function function, enum gpio_pull pull);

// A pin that is only an output, and one that can be anything. They begin alike.
struct sam4l_output {
    struct sam4l_pin pin;
    struct gpio_output output;
};

struct sam4l_gpio {
    struct sam4l_pin pin;
    struct gpio gpio;
};

extern const struct gpio_output_ops sam4l_output_ops;
extern const struct gpio_ops sam4l_gpio_ops;

#define SAM4L_OUTPUT(letter, number)                                                               \
    {                                                                                              \
        .pin = SAM4L_PIN(letter, number), .output = {.ops = &sam4l_output_ops }                    \
    }
#define SAM4L_GPIO(letter, number)                                                                 \
    {                                                                                              \
        .pin = SAM4L_PIN(letter, number),                                                          \
        .gpio = {.output = {.ops = &sam4l_output_ops}, .ops = &sam4l_gpio_ops},                    \
    }

struct sam4l_gpio_list {
    struct sam4l_gpio *const *pins;
    size_t count;
};

// Services the pins of a const struct sam4l_gpio_list that have seen an edge. An edge that comes
// while a pin's client runs counts as the next one.
void sam4l_gpio_interrupt(void *list);

// Whether any pin of the three ports has its interrupt on. Edges are seen only while the ports are
// clocked, so the chip must not sleep deeply then.
bool sam4l_gpio_any_interrupt(const struct sam4l_gpio_registers *ports);
