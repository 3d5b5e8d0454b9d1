// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "toolchains/app/elf2tbf/tab.h"

#include <stdio.h>
#include <string.h>

enum {
    BLOCK = 512,
    RECORD = 20 * BLOCK, // Archives are written in records of this size.
};

// A header block's fields. Numbers are octal text.
struct header {
    char name[100];
    char mode[8];
    char owner[8];
    char group[8];
    char size[12];
    char time[12];
    char checksum[8];
    char type;
    char link[100];
    char magic[6];
    char version[2];
    char rest[247];
};

static_assert(sizeof(struct header) == BLOCK);

void tab_append_file(struct bytes *tab, const char *name, const void *data, size_t size) {
    struct header header = {
        .mode = "0000644",
        .owner = "0000000",
        .group = "0000000",
        .time = "00000000000",
        .checksum = {' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '},
        .type = '0',
        .magic = "ustar",
        .version = {'0', '0'},
    };
    snprintf(header.name, sizeof header.name, "%s", name);
    snprintf(header.size, sizeof header.size, "%011zo", size);

    // The checksum is the sum of the header's bytes with its own field as spaces.
    unsigned sum = 0;
    for (size_t i = 0; i < sizeof header; i++) {
        sum += ((const unsigned char *)&header)[i];
    }
    snprintf(header.checksum, sizeof header.checksum, "%06o", sum);

    bytes_append(tab, &header, sizeof header);
    bytes_append(tab, data, size);
    bytes_align(tab, BLOCK);
}

void tab_append_metadata(struct bytes *tab, const char *app_name, unsigned kernel_major,
                         unsigned kernel_minor) {
    char text[512];
    int length = snprintf(text, sizeof text,
                          "tab-version = 1\n"
                          "name = \"%.256s\"\n"
                          "minimum-tock-kernel-version = \"%u.%u\"\n",
                          app_name, kernel_major, kernel_minor);
    tab_append_file(tab, "metadata.toml", text, (size_t)length);
}

void tab_finish(struct bytes *tab) {
    bytes_append_zeros(tab, 2 * (size_t)BLOCK);
    bytes_align(tab, RECORD);
}
