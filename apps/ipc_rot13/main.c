// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A service: moves each letter of the text in a client's buffer by 13 places, up to the first zero,
// and notifies the client. Twice gives the text again.

#include <libtock/kernel/ipc.h>
#include <stdio.h>

static char moved(char c) {
    if (c >= 'a' && c <= 'z') {
        return (char)('a' + (c - 'a' + 13) % 26);
    }
    if (c >= 'A' && c <= 'Z') {
        return (char)('A' + (c - 'A' + 13) % 26);
    }
    return c;
}

// length is the buffer's, as the kernel vouches for; what is in it is the client's word.
static void serve(int client, int length, int buffer, void *unused) {
    (void)unused;
    char *text = (char *)buffer;
    for (int i = 0; i < length && text[i] != '\0'; i++) {
        text[i] = moved(text[i]);
    }
    ipc_notify_client((size_t)client);
}

int main(void) {
    int result = ipc_register_service_callback("ipc_rot13", serve, NULL);
    if (result != RETURNCODE_SUCCESS) {
        printf("ipc_rot13: no IPC: %s\n", tock_strrcode((returncode_t)result));
        return result;
    }
    for (;;) {
        yield();
    }
}
