// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Never yields. The others must not notice.

#include <stdio.h>

int main(void) {
    printf("spin: will not yield\n");
    for (volatile unsigned turns = 0;; turns++) {
    }
}
