// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Reads lines from the console and echoes each: `echo: LINE`. A line ends with a carriage return or
// a line feed; of a longer one than fits, the rest is dropped.

#include <libtock-sync/interface/console.h>
#include <stdio.h>

int main(void) {
    char line[80];
    unsigned length = 0;
    printf("console_echo: type a line\n");
    for (;;) {
        int c = getch();
        if (c < 0) {
            printf("console_echo: %s\n", tock_strrcode((returncode_t)c));
            return c;
        }
        if (c == '\r' || c == '\n') {
            if (length > 0) {
                printf("echo: %.*s\n", (int)length, line);
            }
            length = 0;
        } else if (length < sizeof line) {
            line[length++] = (char)c;
        }
    }
}
