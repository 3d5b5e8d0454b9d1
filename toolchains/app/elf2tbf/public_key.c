// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// public_key KEY NAME OUTPUT.h: writes a header with the public key of a file (key.h), for a board.

#include <ctype.h>
#include <stdio.h>

#include "toolchains/app/elf2tbf/bytes.h"
#include "toolchains/app/elf2tbf/key.h"

static bool is_name(const char *name) {
    bool good = isalpha((unsigned char)*name) || *name == '_';
    for (; *name != '\0'; name++) {
        good = good && (isalnum((unsigned char)*name) || *name == '_');
    }
    return good;
}

static void append_text(struct bytes *out, const char *format, const char *argument,
                        unsigned number) {
    char text[200];
    int length = number == UINT32_MAX ? snprintf(text, sizeof text, format, argument)
                                      : snprintf(text, sizeof text, format, number);
    bytes_append(out, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

static void append_header(struct bytes *out, const struct bytes *key, enum key_kind kind,
                          const char *name) {
    append_text(out, "// Made by the rule public_key: %s.\n#pragma once\n\n#include <stdint.h>\n\n",
                key_kind_name(kind), UINT32_MAX);
    append_text(out, "static const uint8_t %s[] = {", name, UINT32_MAX);
    for (size_t i = 0; i < key->size; i++) {
        append_text(out, i % 16 == 0 ? "\n    0x%02x," : " 0x%02x,", nullptr, key->data[i]);
    }
    append_text(out, "%s};\n", "\n", UINT32_MAX);
}

int main(int argc, char **argv) {
    if (argc != 4 || !is_name(argv[2])) {
        fputs("usage: public_key KEY NAME OUTPUT.h\n", stderr);
        return 2;
    }
    struct bytes file = {};
    struct bytes key = {};
    struct bytes out = {};
    struct problem problem = {};
    enum key_kind kind;
    bool good = bytes_read_file(&file, argv[1], &problem) &&
                key_append_public(&key, &file, &kind, &problem);
    if (good) {
        append_header(&out, &key, kind, argv[2]);
        good = bytes_write_file(&out, argv[3], &problem);
    }
    if (!good) {
        fprintf(stderr, "public_key: %s: %s\n", argv[1], problem.text);
    }
    bytes_free(&file);
    bytes_free(&key);
    bytes_free(&out);
    return good ? 0 : 1;
}
