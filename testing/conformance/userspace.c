// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// TRD 104: what it demands of userspace, and libtock keeps.

#include <libtock-sync/interface/button.h>
#include <libtock-sync/interface/console.h>
#include <libtock-sync/peripherals/rng.h>
#include <libtock-sync/services/alarm.h>
#include <libtock/interface/button.h>
#include <libtock/peripherals/rng.h>
#include <libtock/services/alarm.h>
#include <libtock/tock.h>
#include <string.h>

#include "testing/conformance/check.h"

// Each conversion of a variant that is none, or not the one that it is for.
CHECK(unknown_variants, "trd104-3.3-5") {
    for (uint32_t type = 4; type < 1000; type++) {
        if (type >= SUCCESS && type <= SUCCESS_1_64) {
            continue;
        }
        syscall_return_t unknown = {(syscall_rtype_t)type, {1, 2, 3}};
        uint32_t value = 77;
        uint64_t wide = 78;
        int code = tock_command_return_novalue_to_returncode(unknown);
        MUST(code < 0, "taken for a success");
        MUST(tock_command_return_u32_to_returncode(unknown, &value) < 0, "taken for one value");
        MUST(tock_command_return_u32_u32_to_returncode(unknown, &value, &value) < 0,
             "taken for two values");
        MUST(tock_command_return_u64_to_returncode(unknown, &wide) < 0, "taken for a wide value");
        MUST(value == 77 && wide == 78, "a value was stored");
    }
    return OK;
}

CHECK(yields_pass_a_valid_address, "trd104-4.1.1-5") {
    raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 0);
    upcalls_reset();
    schedule_console();
    MUST(yield_no_wait() == 1 && upcalls.count == 1, "libtock does not learn that one ran");
    MUST(yield_no_wait() == 0 && upcalls.count == 1, "libtock does not learn that none ran");
    return OK;
}

// Who does not want the result passes 0, and gets the upcall.
CHECK(yields_may_pass_0, "trd104-4.1.1-8") {
    raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 0);
    upcalls_reset();
    schedule_console();
    raw_yield(NO_WAIT, 0, 0, 0);
    MUST(upcalls.count == 1, "no upcall");
    raw_yield(NO_WAIT, 0, 0, 0);
    MUST(upcalls.count == 1, "an upcall that was not pending");
    return OK;
}

static bool pressed;

static void button_pressed(returncode_t result, int button, bool down) {
    (void)result, (void)button, (void)down;
    pressed = true;
}

static void alarm_fired(uint32_t now, uint32_t scheduled, void *opaque) {
    (void)now, (void)scheduled;
    *(bool *)opaque = true;
}

static bool random_came;

static void random_callback(returncode_t result, int length) {
    (void)result, (void)length;
    random_came = true;
}

// What is subscribed there: the null upcall, or a function of this application. It is swapped out
// and in again.
static bool has_valid_upcall(uint32_t driver, uint32_t number) {
    struct registers old = raw_subscribe(driver, number, 0, 0);
    if (old.r[1] != 0) {
        raw_subscribe(driver, number, old.r[1], old.r[2]);
    }
    return old.r[0] == SUCCESS_2 &&
           (old.r[1] == 0 || (old.r[1] >= memop_value(4) && old.r[1] < memop_value(5)));
}

static uint8_t bytes[8];

static bool all_valid(void) {
    return has_valid_upcall(ALARM, 0) && has_valid_upcall(BUTTON, 0) && has_valid_upcall(RNG, 0) &&
           has_valid_upcall(CONSOLE, 1) && has_valid_upcall(CONSOLE, 2);
}

// Has libtock subscribe to all that these boards have.
static const char *subscribe_all(void) {
    static libtock_alarm_t alarm;
    static bool fired;
    fired = false;
    random_came = false;
    MUST(libtock_button_notify_on_press(0, button_pressed) == RETURNCODE_SUCCESS, "button");
    MUST(libtock_alarm_in_ms(5, alarm_fired, &fired, &alarm) == RETURNCODE_SUCCESS, "alarm");
    MUST(libtock_rng_get_random_bytes(bytes, sizeof(bytes), sizeof(bytes), random_callback) ==
             RETURNCODE_SUCCESS,
         "random numbers");
    yield_for(&fired);
    yield_for(&random_came);
    MUST(all_valid(), "a function that is not the application's");
    return OK;
}

CHECK(upcalls_are_valid, "trd104-4.2-1") {
    const char *wrong = subscribe_all();
    raw_allow_readwrite(RNG, 0, 0, 0);
    return wrong;
}

// Also when all is over that they were for.
CHECK(upcalls_stay_valid, "trd104-4.2-4") {
    const char *wrong = subscribe_all();
    raw_allow_readwrite(RNG, 0, 0, 0);
    MUST(wrong == OK, wrong);
    libtocksync_alarm_delay_ms(1);
    MUST(all_valid(), "a function that is not the application's, afterwards");
    raw_subscribe(BUTTON, 0, 0, 0);
    return OK;
}

static bool nothing_lent(struct registers swapped) {
    return swapped.r[0] == SUCCESS_2 && swapped.r[1] == 0 && swapped.r[2] == 0;
}

static const char *fill_by_libtock(void) {
    int count = 0;
    memset(bytes, 0, sizeof(bytes));
    MUST(libtocksync_rng_get_random_bytes(bytes, sizeof(bytes), sizeof(bytes), &count) ==
             RETURNCODE_SUCCESS,
         "no random numbers");
    MUST(count == sizeof(bytes), "not all of them");
    return OK;
}

// Nobody needs to look into the buffer before the call returns, for it returns at the end.
CHECK(no_reliance_on_lent_buffers, "trd104-4.4-10") {
    return fill_by_libtock();
}

// When the call returns, the buffer is the caller's again.
CHECK(buffers_are_taken_back, "trd104-4.4-11") {
    const char *wrong = fill_by_libtock();
    MUST(wrong == OK, wrong);
    MUST(nothing_lent(raw_allow_readwrite(RNG, 0, 0, 0)), "the buffer is still lent");
    return OK;
}

CHECK(no_writing_to_lent_buffers, "trd104-4.5-5") {
    static uint8_t line[] = "\n";
    uint32_t written = 0;
    MUST(libtocksync_console_write(line, 1, &written) == RETURNCODE_SUCCESS, "no write");
    MUST(written == 1, "not all of it");
    MUST(nothing_lent(raw_allow_readonly(CONSOLE, WRITE, 0, 0)), "the buffer is still lent");
    return OK;
}
