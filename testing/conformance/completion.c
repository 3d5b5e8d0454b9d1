// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// TRD 106, 3: completion codes as libtock's programs give them. Each time that it is started it
// ends in another way; the board's clock tells which time this is.

#include <libtock/tock.h>
#include <stdio.h>
#include <stdlib.h>

enum { ALARM = 0, ALARM_NOW = 2, SECOND = 16384 };

int main(void) {
    uint32_t ticks = command(ALARM, ALARM_NOW, 0, 0).data[0];
    if (ticks < SECOND / 4) {
        printf("completion: ends well\n");
        return 0;
    }
    if (ticks < SECOND) {
        printf("completion: ends with NODEVICE\n");
        return RETURNCODE_ENODEVICE;
    }
    printf("completion: runs out of memory\n");
    exit(malloc(100000) == NULL ? TOCK_STATUSCODE_NOMEM : TOCK_STATUSCODE_SUCCESS);
}
