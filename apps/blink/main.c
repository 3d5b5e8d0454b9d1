// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Counts in binary on the board's LEDs, a step each 250 ms: LED n shows bit n.

#include <libtock-sync/services/alarm.h>
#include <libtock/interface/led.h>

int main(void) {
    int leds = 0;
    returncode_t result = libtock_led_count(&leds);
    if (result != RETURNCODE_SUCCESS) {
        return result;
    }
    for (unsigned count = 0;; count++) {
        for (int i = 0; i < leds; i++) {
            if ((count >> i & 1) != 0) {
                libtock_led_on(i);
            } else {
                libtock_led_off(i);
            }
        }
        libtocksync_alarm_delay_ms(250);
    }
}
