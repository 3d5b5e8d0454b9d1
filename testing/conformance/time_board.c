// SPDX-License-Identifier: Apache-2.0 OR MIT
// TRD 105 on the chip's own timer: imix without processes runs the checks, and serves interrupts
// while it waits. Those of alarms run twice: on the hardware's alarm, and on a virtual one over it.
#include "capsules/core/timer.h"
#include "capsules/core/virtual_alarm.h"
#include "chips/sam4l/ast.h"
#include "chips/sam4l/chip.h"
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "chips/sam4l/usart.h"
#include "kernel/arch/arch.h"
#include "kernel/kernel.h"
#include "kernel/panic/panic.h"

static const struct sam4l_usart_wiring usart3_wiring = SAM4L_USART_WIRING(3, 0, 1);
static struct sam4l_usart usart3 = SAM4L_USART_PANICS(usart3_wiring);
static struct sam4l_ast ast = SAM4L_AST;
static struct virtual_alarm virtual, timer_alarm;
static struct virtual_alarm *const alarms[] = {&virtual, &timer_alarm};
static struct deadline entries[ARRAY_COUNT(alarms)];
static struct virtual_alarm_mux mux = {
    .hardware = &ast.alarm,
    .alarms = SPAN(alarms),
    .queue = {.entries = SPAN(entries)},
};
static struct timer timer = {.alarm = &timer_alarm.alarm};

static const struct sam4l_interrupt interrupts[] = {
    {SAM4L_IRQ_AST_0, sam4l_ast_interrupt, &ast},
    {SAM4L_IRQ_AST_3, sam4l_ast_interrupt, &ast},
};
static const struct sam4l_chip_wiring chip_wiring = SAM4L_CHIP_WIRING(interrupts, &ast);
static struct sam4l_chip chip = SAM4L_CHIP(chip_wiring);

static const struct kernel kernel = {
    .chip = &chip.chip,
    .version = "Detent, time test",
    .panic_writer = &usart3.panic_writer,
};

// Who is called back, of an alarm and of a timer.

static uint32_t fired, fired_at;

static uint32_t now(void) {
    return alarm_now(&ast.alarm);
}

static void alarm_fired(struct alarm_client *client) {
    (void)client;
    fired++;
    fired_at = now();
}

static void timer_fired(struct timer_client *client) {
    (void)client;
    alarm_fired(nullptr);
}

static const struct alarm_client_ops alarm_client_ops = {.fired = alarm_fired};
static struct alarm_client alarm_client = {.ops = &alarm_client_ops};
static const struct timer_client_ops timer_client_ops = {.fired = timer_fired};
static struct timer_client timer_client = {.ops = &timer_client_ops};

// Serves interrupts for so many ticks.
static void wait(uint32_t ticks) {
    for (uint32_t start = now(); now() - start < ticks;) {
        if (arch_interrupt_pending()) {
            chip.chip.ops->service_interrupts(&chip.chip);
        }
    }
}

enum : uint32_t { SOON = 20 }; // Ticks in which an expired alarm has fired.

// The checks. Each returns whether the sentence holds.

static bool tells_its_frequency(struct alarm *alarm) {
    return alarm_frequency(alarm) == 16384;
}

// Every value of the counter can be seen: it is not a slower clock's, multiplied.
static bool counts_in_ones(struct alarm *alarm) {
    uint32_t last = alarm_now(alarm);
    for (uint32_t seen = 0; seen < 500;) {
        uint32_t next = alarm_now(alarm);
        if (next - last > 1) {
            return false;
        }
        seen += next - last;
        last = next;
    }
    return true;
}

static bool setting_replaces(struct alarm *alarm) {
    fired = 0;
    uint32_t start = now();
    alarm_set(alarm, start, 100);
    alarm_set(alarm, start, 300);
    wait(500);
    return fired == 1 && fired_at - start >= 300 && fired_at - start < 300 + SOON;
}

static bool the_past_fires_soon(struct alarm *alarm) {
    for (uint32_t ago = 0; ago < 2000; ago += 199) {
        fired = 0;
        alarm_set(alarm, now() - ago, ago);
        alarm_set(alarm, now() - ago - 5, ago);
        if (fired != 0) {
            return false; // Not from within.
        }
        wait(SOON);
        if (fired != 1) {
            return false;
        }
    }
    return true;
}

static bool the_past_is_not_the_future(struct alarm *alarm) {
    fired = 0;
    alarm_set(alarm, now() - 5, UINT32_MAX);
    wait(1000);
    bool waits = fired == 0;
    alarm_set(alarm, now() + 1, UINT32_MAX); // Its reference is 2^32 - 1 ticks ago.
    wait(SOON);
    return waits && fired == 1;
}

static bool disarmed_does_not_fire(struct alarm *alarm) {
    fired = 0;
    alarm_set(alarm, now(), 50);
    wait(30);
    alarm_disarm(alarm);
    wait(100);
    alarm_set(alarm, now(), 0);
    while (!arch_interrupt_pending()) {
    }
    alarm_disarm(alarm); // It is due already.
    wait(100);
    return fired == 0;
}

// However near it is, and wherever the counter is between two ticks.
static bool near_is_not_missed(struct alarm *alarm) {
    for (uint32_t dt = 0; dt < 16; dt++) {
        for (volatile uint32_t phase = 0; phase < 200; phase += 23) {
            for (volatile uint32_t i = 0; i < phase; i++) {
            }
            fired = 0;
            uint32_t start = now();
            alarm_set(alarm, start, dt);
            wait(dt + SOON);
            if (fired != 1 || fired_at - start < dt) {
                return false;
            }
        }
    }
    return true;
}

static bool oneshot_replaces(struct alarm *alarm) {
    (void)alarm;
    fired = 0;
    timer_repeating(&timer, 10);
    uint32_t start = now();
    timer_oneshot(&timer, 100);
    wait(300);
    return fired == 1 && fired_at - start >= 100;
}

static bool oneshot_is_not_early(struct alarm *alarm) {
    (void)alarm;
    for (uint32_t interval = 0; interval < 120; interval += 7) {
        fired = 0;
        uint32_t start = now();
        uint32_t promised = timer_oneshot(&timer, interval);
        wait(interval + SOON);
        if (fired != 1 || promised < interval || fired_at - start < promised) {
            return false;
        }
    }
    return true;
}

static bool repeating_replaces(struct alarm *alarm) {
    (void)alarm;
    fired = 0;
    timer_oneshot(&timer, 10);
    timer_repeating(&timer, 100);
    wait(350);
    timer_cancel(&timer);
    wait(200);
    return fired == 3;
}

static bool repeating_is_not_early(struct alarm *alarm) {
    (void)alarm;
    for (uint32_t interval = 0; interval < 120; interval += 7) {
        fired = 0;
        uint32_t start = now();
        uint32_t promised = timer_repeating(&timer, interval);
        while (fired == 0) {
            wait(1);
        }
        timer_cancel(&timer);
        if (promised < interval || fired_at - start < promised) {
            return false;
        }
    }
    return true;
}

static const struct {
    const char *id;
    bool (*holds)(struct alarm *alarm);
} checks[] = {
    {"trd105-2-1", tells_its_frequency},
    {"trd105-2-2", counts_in_ones},
    {"trd105-3-1", counts_in_ones},
    {"trd105-4-1", setting_replaces},
    {"trd105-4-2", the_past_fires_soon},
    {"trd105-4-3", the_past_is_not_the_future},
    {"trd105-4-4", disarmed_does_not_fire},
    {"trd105-9-1", near_is_not_missed},
    // Of timers: once is enough.
    {"trd105-5-1", oneshot_replaces},
    {"trd105-5-2", oneshot_is_not_early},
    {"trd105-5-3", repeating_replaces},
    {"trd105-5-4", repeating_is_not_early},
};

enum : size_t { CHECKS = sizeof(checks) / sizeof(checks[0]), OF_ALARMS = CHECKS - 4 };

static bool holds_of_hardware[OF_ALARMS];

static void say(const char *id, const char *text) {
    write_string(&usart3.panic_writer, id);
    write_string(&usart3.panic_writer, text);
    write_string(&usart3.panic_writer, "\r\n");
}

static void run(void) {
    ast.alarm.client = &alarm_client;
    for (size_t i = 0; i < OF_ALARMS; i++) {
        holds_of_hardware[i] = checks[i].holds(&ast.alarm);
    }
    virtual_alarm_mux_init(&mux);
    virtual.alarm.client = &alarm_client;
    timer_init(&timer, &timer_client);
    for (size_t i = 0; i < CHECKS; i++) {
        bool hardware = i >= OF_ALARMS || holds_of_hardware[i];
        bool holds = checks[i].holds(&virtual.alarm);
        say(checks[i].id, !hardware ? ": FAILED of the hardware's alarm"
                          : !holds  ? ": FAILED of a virtual one"
                                    : ": ok");
    }
    say("time", ": all were run");
}

int main(void) {
    static const struct sam4l_pin transmit = SAM4L_PIN(B, 10);
    kernel_init(&kernel);
    sam4l_pin_select(transmit, SAM4L_PIN_FUNCTION_A, GPIO_PULL_NONE);
    const char *trouble = sam4l_clocks_start(&sam4l_clock_tree);
    if (trouble != nullptr || sam4l_ast_start(&ast) != E_OK) {
        panic(trouble != nullptr ? trouble : "the alarm does not count");
    }
    sam4l_chip_start(&chip);
    run();
    for (;;) {
        chip.chip.ops->sleep(&chip.chip);
    }
}
