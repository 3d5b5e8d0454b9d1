// SPDX-License-Identifier: Apache-2.0 OR MIT
// What happens to a process that waits, counted: a timer expires, the console has written or
// received, a pin changes. Beside it nothing else runs. The emulator's script makes the pin change
// at 3 s and types at 4 s, by when the rest is done.
#include "testing/bench/app/measure.h"
#include "testing/bench/app/workload.h"

enum { TICKS = 16384 }; // Of the alarm, a second.

static void ignore(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    (void)a, (void)b, (void)c, (void)userdata;
}

// Ends a window as its first act.
static void end(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    MARK_END();
    ignore(a, b, c, userdata);
}

static void wait(void) {
    raw_yield(YIELD_WAIT, 0, 0, 0);
}

static void set_alarm(uint32_t ticks) {
    raw_command(ALARM, 5, ticks, 0);
}

// Leaves the process with a whole time slice.
static void pause(void) {
    raw_subscribe(ALARM, 0, (uint32_t)ignore, 0);
    set_alarm(TICKS / 100);
    wait();
}

// In user code alone: no call may mix with what is measured.
static void compute(uint32_t rounds) {
    while (rounds > 0) {
        __asm__ volatile("" : "+r"(rounds));
        rounds--;
    }
}

static void timers(void) {
    for (int i = 0; i < TIMES; i++) {
        pause();
        set_alarm(TICKS / 500);
        compute(5000); // Until the alarm's registers have taken it.
        MARK(ROW_TIMER_IN_USER);
        compute(40000); // 4 ms, more than the alarm and less than the slice.
        MARK_END();
        wait();
    }
    for (int i = 0; i < TIMES; i++) {
        pause();
        MARK(ROW_ALARM_WAIT);
        set_alarm(TICKS / 100);
        wait();
        MARK_END();
    }
    for (int i = 0; i < TIMES; i++) {
        pause();
        raw_subscribe(ALARM, 0, (uint32_t)end, 0);
        set_alarm(TICKS / 100);
        MARK_ARMED(ROW_TIMER_UPCALL);
        wait();
    }
}

static void allow_output(uint32_t length) {
    static uint8_t text[1024];
    for (uint32_t i = 0; i < length; i++) {
        text[i] = i + 1 == length ? '\n' : '.';
    }
    raw_allow_readonly(CONSOLE, 1, (uint32_t)text, length);
}

static void writes(void) {
    raw_subscribe(CONSOLE, 1, (uint32_t)end, 0);
    for (int i = 0; i < TIMES; i++) {
        allow_output(1);
        pause();
        MARK(ROW_WRITE_1);
        raw_command(CONSOLE, 1, 1, 0);
        wait();
    }
    for (int i = 0; i < TIMES; i++) {
        allow_output(64);
        pause();
        MARK(ROW_WRITE_64);
        raw_command(CONSOLE, 1, 64, 0);
        wait();
    }
    for (int i = 0; i < TIMES; i++) {
        allow_output(1024);
        pause();
        MARK(ROW_WRITE_1024);
        raw_command(CONSOLE, 1, 1024, 0);
        wait();
    }
}

// Toggles the pin: the store that does so ends the window.
static void answer(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    raw_command(GPIO, 4, 0, 0);
    ignore(a, b, c, userdata);
}

static void pins(void) {
    raw_command(GPIO, 1, 0, 0);
    raw_subscribe(BUTTON, 0, (uint32_t)end, 0);
    raw_command(BUTTON, 1, 0, 0);
    for (int i = 0; i < TIMES; i++) {
        MARK_ARMED(ROW_PIN_UPCALL);
        wait();
    }
    raw_subscribe(BUTTON, 0, (uint32_t)answer, 0);
    for (int i = 0; i < TIMES; i++) {
        MARK_ARMED(ROW_PIN_ANSWER);
        wait();
    }
}

static void reads(void) {
    static uint8_t byte;
    raw_allow_readwrite(CONSOLE, 1, (uint32_t)&byte, 1);
    raw_subscribe(CONSOLE, 2, (uint32_t)end, 0);
    for (int i = 0; i < TIMES; i++) {
        raw_command(CONSOLE, 2, 1, 0);
        MARK_ARMED(ROW_BYTE_RECEIVED);
        wait();
    }
}

int main(void) {
    workload_begin();
    timers();
    writes();
    pins();
    reads();
    return 0;
}
