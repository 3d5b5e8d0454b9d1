// SPDX-License-Identifier: Apache-2.0 OR MIT
// hail (https://github.com/tock/tock/tree/master/boards/hail): SAM4LC8CA, 512 kB flash, 64 kB RAM.
//
//     console  USART0: RX PA11, TX PA12, 115200 baud, to the board's USB serial adapter
//     LEDs     0 red PA13, 1 green PA15, 2 blue PA14, each lit by a low level; red blinks after a
//     panic button 0 PA16, pressed pulls it low (external pull-up) pins     0-3: PB14 (D0), PB15
//     (D1), PB11 (D6), PB12 (D7)
#include "capsules/core/alarm.h"
#include "capsules/core/button.h"
#include "capsules/core/console.h"
#include "capsules/core/gpio.h"
#include "capsules/core/led.h"
#include "capsules/core/led_gpio.h"
#include "capsules/core/low_level_debug.h"
#include "capsules/core/rng.h"
#include "capsules/core/virtual_uart.h"
#include "capsules/system/debug_writer.h"
#include "chips/sam4l/ast.h"
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "chips/sam4l/trng.h"
#include "chips/sam4l/usart.h"
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/arch/cortex_m/systick.h"
#include "kernel/arch/cortex_m/vectors.h"
#include "kernel/capability/mint.h"
#include "kernel/debug.h"
#include "kernel/debug/sink.h"
#include "kernel/kernel.h"
#include "kernel/loader/loader.h"
#include "kernel/panic/panic.h"
#include "kernel/process/fault_policy.h"
#include "kernel/scheduler/round_robin.h"

#define VERSION "Detent on hail"

enum {
    PROCESS_SLOTS = 8,
    SLOWEST_CLOCK = 1000000, // Hz: what time slices and the console's baud rate need.
};

// Pins.

static struct sam4l_output red_pin = SAM4L_OUTPUT(A, 13);
static struct sam4l_output green_pin = SAM4L_OUTPUT(A, 15);
static struct sam4l_output blue_pin = SAM4L_OUTPUT(A, 14);
static struct sam4l_gpio button_pin = SAM4L_GPIO(A, 16);
static struct sam4l_gpio d0 = SAM4L_GPIO(B, 14);
static struct sam4l_gpio d1 = SAM4L_GPIO(B, 15);
static struct sam4l_gpio d6 = SAM4L_GPIO(B, 11);
static struct sam4l_gpio d7 = SAM4L_GPIO(B, 12);

static struct sam4l_gpio *const interrupt_pins[] = {&button_pin, &d0, &d1, &d6, &d7};
static const struct sam4l_gpio_list interrupt_pin_list = {
    .pins = interrupt_pins,
    .count = sizeof(interrupt_pins) / sizeof(interrupt_pins[0]),
};

// Console port: shared by the console, the kernel's debug output and low-level debug.

static const struct sam4l_usart_wiring usart0_wiring = SAM4L_USART_WIRING(0, 0, 1);
static struct sam4l_usart usart0 = SAM4L_USART_PANICS(usart0_wiring);

static struct virtual_uart console_uart, debug_uart, low_level_debug_uart;
static struct virtual_uart *const uart_devices[] = {
    &debug_uart,
    &console_uart,
    &low_level_debug_uart,
};
static uint8_t uart_receive_memory[64];
static struct virtual_uart_mux uart_mux = {
    .hardware = &usart0.uart,
    .parameters = {.baud_rate = 115200, .width = 8},
    .receive_buffer = BUFFER(uart_receive_memory),
    .devices = SPAN(uart_devices),
};

static uint8_t debug_ring[1024], debug_transmit_memory[128];
static struct debug_writer debug_writer = {
    .writer = {.ops = &debug_writer_ops},
    .uart = &debug_uart.uart,
    .ring = BUFFER(debug_ring),
    .transmit_buffer = BUFFER(debug_transmit_memory),
};

static uint8_t console_transmit_memory[128], console_receive_memory[64];
static struct console console = {
    .driver = {.ops = &console_driver_ops},
    .uart = &console_uart.uart,
    .transmit_buffer = BUFFER(console_transmit_memory),
    .receive_buffer = BUFFER(console_receive_memory),
};

static uint8_t low_level_debug_memory[64];
static struct low_level_debug low_level_debug = {
    .driver = {.ops = &low_level_debug_driver_ops},
    .uart = &low_level_debug_uart.uart,
    .buffer = BUFFER(low_level_debug_memory),
};

// Time.

static struct sam4l_ast ast = SAM4L_AST;
static struct deadline alarm_entries[PROCESS_SLOTS];
static struct alarm_of_process alarms[PROCESS_SLOTS];
static struct alarm_driver alarm_driver = {
    .driver = {.ops = &alarm_driver_ops},
    .alarm = &ast.alarm,
    .queue = {.entries = SPAN(alarm_entries)},
    .alarms = SPAN(alarms),
};

// LEDs, buttons, pins, randomness.

static struct led_gpio red = {
    .led = {.ops = &led_gpio_ops}, .pin = &red_pin.output, .active_low = true};
static struct led_gpio green = {
    .led = {.ops = &led_gpio_ops}, .pin = &green_pin.output, .active_low = true};
static struct led_gpio blue = {
    .led = {.ops = &led_gpio_ops}, .pin = &blue_pin.output, .active_low = true};
static struct led *const leds[] = {&red.led, &green.led, &blue.led};
static struct led_driver led_driver = {.driver = {.ops = &led_driver_ops}, .leds = SPAN(leds)};

static struct button buttons[] = {
    {.pin = &button_pin.gpio, .pull = GPIO_PULL_NONE, .active_low = true},
};
static struct button_driver button_driver = {
    .driver = {.ops = &button_driver_ops},
    .buttons = SPAN(buttons),
};

static struct gpio_pin pins[] = {
    {.pin = &d0.gpio}, {.pin = &d1.gpio}, {.pin = &d6.gpio}, {.pin = &d7.gpio}};
static struct gpio_driver gpio_driver = {.driver = {.ops = &gpio_driver_ops}, .pins = SPAN(pins)};

static struct sam4l_trng trng = SAM4L_TRNG;
static struct rng_driver rng_driver = {
    .driver = {.ops = &rng_driver_ops},
    .entropy = &trng.entropy,
};

// Chip and kernel.

static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_AST_0, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_AST_3, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_PDCA_0, sam4l_usart_interrupt, &usart0},
    {SAM4L_IRQ_PDCA_1, sam4l_usart_interrupt, &usart0},
    {SAM4L_IRQ_USART0, sam4l_usart_interrupt, &usart0},
    {SAM4L_IRQ_GPIO_2, sam4l_gpio_interrupt, (void *)&interrupt_pin_list}, // PA16-PA23
    {SAM4L_IRQ_GPIO_5, sam4l_gpio_interrupt, (void *)&interrupt_pin_list}, // PB08-PB15
    {SAM4L_IRQ_TRNG, sam4l_trng_interrupt, &trng},
};
CORTEX_M_VECTORS(SAM4L_IRQ_TRNG + 1); // Up to the highest of these lines.
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, &ast);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

static const struct driver_entry drivers[] = {
    {ALARM_DRIVER_NUMBER, &alarm_driver.driver},
    {CONSOLE_DRIVER_NUMBER, &console.driver},
    {LED_DRIVER_NUMBER, &led_driver.driver},
    {BUTTON_DRIVER_NUMBER, &button_driver.driver},
    {GPIO_DRIVER_NUMBER, &gpio_driver.driver},
    {LOW_LEVEL_DEBUG_DRIVER_NUMBER, &low_level_debug.driver},
    {RNG_DRIVER_NUMBER, &rng_driver.driver},
};

static struct process *processes[PROCESS_SLOTS];
static struct round_robin scheduler = ROUND_ROBIN;
static struct systick systick;

static void panic_end(void) {
    (void)gpio_make_output(&red_pin.output);
    for (;;) {
        gpio_toggle(&red_pin.output);
        for (uint32_t i = 0; i < 1000000; i++) {
            __asm__ volatile("nop");
        }
    }
}

static const struct kernel kernel = {
    .drivers = drivers,
    .driver_count = sizeof(drivers) / sizeof(drivers[0]),
    .processes = processes,
    .process_slots = PROCESS_SLOTS,
    .scheduler = &scheduler.scheduler,
    .timer = &systick.timer,
    .chip = &chip.chip,
    .fault_policy = &fault_policy_stop,
    .version = VERSION,
    .panic_writer = &usart0.panic_writer,
    .panic_end = panic_end,
};

static struct loader loader = {.kernel = &kernel, .start = &process_start_capability};

// Returns what is wrong with the clocks, or null.
static const char *start_chip(void) {
    static const struct sam4l_pin receive = SAM4L_PIN(A, 11), transmit = SAM4L_PIN(A, 12);
    sam4l_pin_select(receive, SAM4L_PIN_FUNCTION_A, GPIO_PULL_UP);
    sam4l_pin_select(transmit, SAM4L_PIN_FUNCTION_A, GPIO_PULL_NONE);
    const char *trouble = sam4l_clocks_start(&sam4l_clock_tree);
    if (sam4l_clocks_frequency() < SLOWEST_CLOCK || sam4l_ast_start(&ast) != E_OK) {
        panic(trouble != nullptr ? trouble : "no alarm");
    }
    systick_init(&systick, sam4l_clocks_frequency());
    sam4l_chip_start(&chip);
    return trouble;
}

static void start_capsules(void) {
    if (virtual_uart_mux_init(&uart_mux) != E_OK) {
        panic("no console port");
    }
    debug_writer_init(&debug_writer);
    debug_set_sink(&debug_writer.writer);
    console_init(&console);
    low_level_debug_init(&low_level_debug);
    alarm_driver_init(&alarm_driver);
    led_driver_init(&led_driver);
    button_driver_init(&button_driver);
    gpio_driver_init(&gpio_driver);
    rng_driver_init(&rng_driver);
}

int main(void) {
    kernel_init(&kernel);
    const char *trouble = start_chip();
    start_capsules();
    write_string(debug(), "\r\n" VERSION " started\r\n");
    if (trouble != nullptr) {
        write_string(debug(), "slow clock: ");
        write_string(debug(), trouble);
        write_string(debug(), "\r\n");
    }
    loader.flash = slice_over(_apps_start, (size_t)(_apps_end - _apps_start));
    loader.memory.start = (uintptr_t)_process_memory_start;
    loader.memory.size = (size_t)(_process_memory_end - _process_memory_start);
    loader_start(&loader);
    kernel_loop(&kernel, &main_loop_capability);
}
