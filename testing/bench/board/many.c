// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix with what can grow in numbers: 16 processes, 32 more alarms of the kernel's own clients, 32
// more drivers with a grant. Otherwise as imix, without LED and debug output.
#include "capsules/core/alarm.h"
#include "capsules/core/button.h"
#include "capsules/core/console.h"
#include "capsules/core/gpio.h"
#include "capsules/core/rng.h"
#include "capsules/core/virtual_alarm.h"
#include "capsules/core/virtual_uart.h"
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
#include "kernel/kernel.h"
#include "kernel/loader/loader.h"
#include "kernel/panic/panic.h"
#include "kernel/process/fault_policy.h"
#include "kernel/scheduler/round_robin.h"
#include "testing/bench/board/alarms.h"
#include "testing/bench/board/filler.h"
#include "testing/bench/board/numbers.h"

enum { PROCESS_SLOTS = 16, ALARMS = 32 };

// Pins.

static struct sam4l_gpio button_pin = SAM4L_GPIO(C, 24);
static struct sam4l_gpio d2 = SAM4L_GPIO(C, 31);
static struct sam4l_gpio *const interrupt_pins[] = {&button_pin, &d2};
static const struct sam4l_gpio_list interrupt_pin_list = {
    .pins = interrupt_pins,
    .count = sizeof(interrupt_pins) / sizeof(interrupt_pins[0]),
};
static struct button buttons[] = {
    {.pin = &button_pin.gpio, .pull = GPIO_PULL_NONE, .active_low = true},
};
static struct button_driver button_driver = {
    .driver = {.ops = &button_driver_ops},
    .buttons = SPAN(buttons),
};
static struct gpio_pin pins[] = {{.pin = &d2.gpio}};
static struct gpio_driver gpio_driver = {.driver = {.ops = &gpio_driver_ops}, .pins = SPAN(pins)};

// Console.

static const struct sam4l_usart_wiring usart3_wiring = SAM4L_USART_WIRING(3, 0, 1);
static struct sam4l_usart usart3 = SAM4L_USART_PANICS(usart3_wiring);
static struct virtual_uart console_uart;
static struct virtual_uart *const uart_devices[] = {&console_uart};
static uint8_t uart_receive_memory[64];
static struct virtual_uart_mux uart_mux = {
    .hardware = &usart3.uart,
    .parameters = {.baud_rate = 115200, .width = 8},
    .receive_buffer = BUFFER(uart_receive_memory),
    .devices = SPAN(uart_devices),
};
static uint8_t console_transmit_memory[128], console_receive_memory[64];
static struct console console = {
    .driver = {.ops = &console_driver_ops},
    .uart = &console_uart.uart,
    .transmit_buffer = BUFFER(console_transmit_memory),
    .receive_buffer = BUFFER(console_receive_memory),
};

// Alarms: the processes', and many.

static struct sam4l_ast ast = SAM4L_AST;
static struct virtual_alarm virtual_alarms[1 + ALARMS];
static struct virtual_alarm *mux_alarms[1 + ALARMS];
static struct alarm *client_alarms[ALARMS];
static struct deadline alarm_entries[1 + ALARMS];
static struct virtual_alarm_mux alarm_mux = {
    .hardware = &ast.alarm,
    .alarms = {mux_alarms, 1 + ALARMS},
    .queue = {.entries = SPAN(alarm_entries)},
};
static struct deadline process_alarm_entries[PROCESS_SLOTS];
static struct alarm_of_process process_alarms[PROCESS_SLOTS];
static struct alarm_driver alarm_driver = {
    .driver = {.ops = &alarm_driver_ops},
    .alarm = &virtual_alarms[0].alarm,
    .queue = {.entries = SPAN(process_alarm_entries)},
    .alarms = SPAN(process_alarms),
};
static struct alarms alarms = {
    .driver = {.ops = &alarms_ops},
    .alarms = {client_alarms, ALARMS},
};

static void wire_alarms(void) {
    for (uint32_t i = 0; i < ALARMS; i++) {
        mux_alarms[1 + i] = &virtual_alarms[1 + i];
        client_alarms[i] = &virtual_alarms[1 + i].alarm;
    }
    mux_alarms[0] = &virtual_alarms[0];
}

static struct sam4l_trng trng = SAM4L_TRNG;
static struct rng_driver rng_driver = {
    .driver = {.ops = &rng_driver_ops},
    .entropy = &trng.entropy,
};

// Grants.

static struct driver fillers[FILLERS] = {[0 ... FILLERS - 1] = {.ops = &filler_ops}};

// Chip and kernel.

static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_AST_0, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_AST_3, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_PDCA_0, sam4l_usart_interrupt, &usart3},
    {SAM4L_IRQ_PDCA_1, sam4l_usart_interrupt, &usart3},
    {SAM4L_IRQ_USART3, sam4l_usart_interrupt, &usart3},
    {SAM4L_IRQ_GPIO_11, sam4l_gpio_interrupt, (void *)&interrupt_pin_list}, // PC24-PC31
    {SAM4L_IRQ_TRNG, sam4l_trng_interrupt, &trng},
};
CORTEX_M_VECTORS(SAM4L_IRQ_TRNG + 1); // Up to the highest of these lines.
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, &ast);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

#define FILLER(i)                                                                                  \
    { FILLER_DRIVER_NUMBER + (i), &fillers[i] }
#define FILLERS_4(i) FILLER(i), FILLER((i) + 1), FILLER((i) + 2), FILLER((i) + 3)
#define FILLERS_16(i) FILLERS_4(i), FILLERS_4((i) + 4), FILLERS_4((i) + 8), FILLERS_4((i) + 12)

static const struct driver_entry drivers[] = {
    {ALARM_DRIVER_NUMBER, &alarm_driver.driver},
    {CONSOLE_DRIVER_NUMBER, &console.driver},
    {BUTTON_DRIVER_NUMBER, &button_driver.driver},
    {GPIO_DRIVER_NUMBER, &gpio_driver.driver},
    {RNG_DRIVER_NUMBER, &rng_driver.driver},
    FILLERS_16(0),
    FILLERS_16(16),
    {ALARMS_DRIVER_NUMBER, &alarms.driver},
};

static struct process *processes[PROCESS_SLOTS];
static struct round_robin scheduler = ROUND_ROBIN;
static struct systick systick;

static const struct kernel kernel = {
    .drivers = drivers,
    .driver_count = sizeof(drivers) / sizeof(drivers[0]),
    .processes = processes,
    .process_slots = PROCESS_SLOTS,
    .scheduler = &scheduler.scheduler,
    .timer = &systick.timer,
    .chip = &chip.chip,
    .fault_policy = &fault_policy_panic,
    .version = "Detent, many of everything",
    .panic_writer = &usart3.panic_writer,
};

static struct loader loader = {.kernel = &kernel, .start = &process_start_capability};

int main(void) {
    static const struct sam4l_pin receive = SAM4L_PIN(B, 9), transmit = SAM4L_PIN(B, 10);
    kernel_init(&kernel);
    sam4l_pin_select(receive, SAM4L_PIN_FUNCTION_A, GPIO_PULL_UP);
    sam4l_pin_select(transmit, SAM4L_PIN_FUNCTION_A, GPIO_PULL_NONE);
    const char *trouble = sam4l_clocks_start(&sam4l_clock_tree);
    if (trouble != nullptr || sam4l_ast_start(&ast) != E_OK) {
        panic("the chip does not start");
    }
    systick_init(&systick, sam4l_clocks_frequency());
    sam4l_chip_start(&chip);
    wire_alarms();
    if (virtual_uart_mux_init(&uart_mux) != E_OK) {
        panic("the console's port cannot be set up");
    }
    console_init(&console);
    virtual_alarm_mux_init(&alarm_mux);
    alarm_driver_init(&alarm_driver);
    button_driver_init(&button_driver);
    gpio_driver_init(&gpio_driver);
    rng_driver_init(&rng_driver);
    loader.flash = slice_over(_apps_start, (size_t)(_apps_end - _apps_start));
    loader.memory.start = (uintptr_t)_process_memory_start;
    loader.memory.size = (size_t)(_process_memory_end - _process_memory_start);
    loader_start(&loader);
    kernel_loop(&kernel, &main_loop_capability);
}
