// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// LED n is on while button n is pressed. Each change is also a line on the console. All work is
// done in the upcall: the process sleeps in between.

#include <libtock/interface/button.h>
#include <libtock/interface/led.h>
#include <stdio.h>

static void changed(returncode_t result, int button, bool pressed) {
    if (result != RETURNCODE_SUCCESS) {
        return;
    }
    // A board may have more buttons than LEDs: the result does not matter.
    if (pressed) {
        libtock_led_on(button);
    } else {
        libtock_led_off(button);
    }
    printf("button %d %s\n", button, pressed ? "pressed" : "released");
}

int main(void) {
    int count = 0;
    returncode_t result = libtock_button_count(&count);
    if (result != RETURNCODE_SUCCESS || count == 0) {
        printf("buttons: this board has none\n");
        return result;
    }
    for (int i = 0; i < count; i++) {
        result = libtock_button_notify_on_press(i, changed);
        if (result != RETURNCODE_SUCCESS) {
            printf("buttons: button %d: %s\n", i, tock_strrcode(result));
        }
    }
    printf("buttons: watching %d\n", count);
    for (;;) {
        yield();
    }
}
