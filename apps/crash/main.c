// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Faults on purpose: writes to the first word of the chip's RAM, which is the kernel's.

#include <stdint.h>
#include <stdio.h>

int main(void) {
    printf("crash: writing to the kernel's memory\n");
    *(volatile uint32_t *)0x20000000 = 0;
    printf("crash: nobody stopped it\n");
    return 1;
}
