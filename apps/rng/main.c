// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Prints 16 random bytes each second, in hexadecimal.

#include <libtock-sync/peripherals/rng.h>
#include <libtock-sync/services/alarm.h>
#include <stdio.h>

int main(void) {
    for (;;) {
        uint8_t bytes[16];
        int count = 0;
        returncode_t result =
            libtocksync_rng_get_random_bytes(bytes, sizeof bytes, sizeof bytes, &count);
        if (result != RETURNCODE_SUCCESS) {
            printf("rng: %s\n", tock_strrcode(result));
            return result;
        }
        printf("rng:");
        for (int i = 0; i < count; i++) {
            printf(" %02x", bytes[i]);
        }
        printf("\n");
        libtocksync_alarm_delay_ms(1000);
    }
}
