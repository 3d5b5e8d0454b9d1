// SPDX-License-Identifier: Apache-2.0 OR MIT
// Makes a damaged application out of a good one, for tests of what a kernel does about it.
//     tbf_edit INPUT OUTPUT [EDIT ...]
// Edits are applied in order; numbers are decimal or 0x hexadecimal; all values are little-endian:
//     set16 OFFSET VALUE      overwrites two bytes
//     set32 OFFSET VALUE      overwrites four bytes
//     set32in TYPE N VALUE    overwrites word N of the first header of that type
//     header TYPE WORD...     adds a header with these words (up to the next edit's name)
//     footer16 OFFSET VALUE   as set16, from where the footers begin
//     footer32 OFFSET VALUE
//     checksum                makes the base header's checksum right again
//     truncate SIZE           cuts the file off
//     random SEED SIZE        replaces everything by reproducible noise
// Offsets count from the start of the file. `header` keeps the total size: it drops as much
// padding from the end of the file.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 1 << 20, BASE_SIZE = 16, PROGRAM = 9 };

static uint8_t bytes[FILE_MAX];
static size_t size;

static void die(const char *what, const char *which) {
    fprintf(stderr, "tbf_edit: %s %s\n", what, which);
    exit(2);
}

static uint8_t *at(size_t offset, size_t length) {
    if (offset > size || length > size - offset) {
        die("an edit lies outside", "the file");
    }
    return bytes + offset;
}

static uint32_t get(size_t offset, size_t length) {
    uint32_t value = 0;
    memcpy(&value, at(offset, length), length);
    return value;
}

static void set(size_t offset, size_t length, uint32_t value) {
    memcpy(at(offset, length), &value, length);
}

static uint32_t number(const char *text) {
    char *end = NULL;
    unsigned long value = text == NULL ? 0 : strtoul(text, &end, 0);
    if (text == NULL || *end != '\0' || end == text) {
        die("not a number:", text == NULL ? "(nothing)" : text);
    }
    return (uint32_t)value;
}

static void fix_checksum(void) {
    uint32_t sum = 0;
    for (size_t i = 0; i < get(2, 2) / 4u; i++) {
        sum ^= i == 3 ? 0 : get(4 * i, 4);
    }
    set(12, 4, sum);
}

// The offset of the first header of a type: of its type field.
static size_t find_header(uint32_t type) {
    for (size_t offset = BASE_SIZE; offset < get(2, 2);
         offset += 4 + ((get(offset + 2, 2) + 3) & ~3u)) {
        if (get(offset, 2) == type) {
            return offset;
        }
    }
    die("the file has no such", "header");
    return 0;
}

// Adds an empty header at the end of the headers, and returns its offset.
static size_t add_header(uint32_t type, uint32_t length) {
    size_t offset = get(2, 2);
    size_t added = 4 + length;
    if (added > size - offset) {
        die("the file has no room for", "another header");
    }
    memmove(at(offset + added, 0), at(offset, 0), size - offset - added);
    set(2, 2, (uint32_t)(offset + added));
    set(offset, 2, type);
    set(offset + 2, 2, length);
    return offset;
}

static bool is_number(const char *text) {
    return text[0] >= '0' && text[0] <= '9';
}

// Applies the edit at words[0]; returns how many words it took.
static int edit(int count, char **words) {
    const char *name = words[0];
    if (strcmp(name, "checksum") == 0) {
        fix_checksum();
        return 1;
    }
    if (strcmp(name, "truncate") == 0 && count > 1) {
        size = (size_t)(at(number(words[1]), 0) - bytes);
        return 2;
    }
    if ((strcmp(name, "set16") == 0 || strcmp(name, "set32") == 0) && count > 2) {
        set(number(words[1]), name[3] == '1' ? 2 : 4, number(words[2]));
        return 3;
    }
    if ((strcmp(name, "footer16") == 0 || strcmp(name, "footer32") == 0) && count > 2) {
        size_t footers = get(find_header(PROGRAM) + 4 + 12, 4);
        set(footers + number(words[1]), name[6] == '1' ? 2 : 4, number(words[2]));
        return 3;
    }
    if (strcmp(name, "set32in") == 0 && count > 3) {
        set(find_header(number(words[1])) + 4 + 4 * number(words[2]), 4, number(words[3]));
        return 4;
    }
    if (strcmp(name, "random") == 0 && count > 2) {
        uint32_t state = number(words[1]) | 1;
        size = number(words[2]) < FILE_MAX ? number(words[2]) : FILE_MAX;
        for (size_t i = 0; i < size; i++) {
            state ^= state << 13; // xorshift32 (Marsaglia 2003).
            state ^= state >> 17;
            state ^= state << 5;
            bytes[i] = (uint8_t)state;
        }
        return 3;
    }
    if (strcmp(name, "header") == 0 && count > 1) {
        int end = 2;
        while (end < count && is_number(words[end])) {
            end++;
        }
        size_t offset = add_header(number(words[1]), 4 * (uint32_t)(end - 2));
        for (int i = 2; i < end; i++) {
            set(offset + 4 * (size_t)(i - 1), 4, number(words[i]));
        }
        return end;
    }
    die("not an edit:", name);
    return 0;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        die("usage:", "tbf_edit INPUT OUTPUT [EDIT ...]");
    }
    FILE *input = fopen(argv[1], "rb");
    if (input == NULL) {
        die("cannot open", argv[1]);
    }
    size = fread(bytes, 1, sizeof(bytes), input);
    fclose(input);
    for (int i = 3; i < argc;) {
        i += edit(argc - i, argv + i);
    }
    FILE *output = fopen(argv[2], "wb");
    if (output == NULL || fwrite(bytes, 1, size, output) != size || fclose(output) != 0) {
        die("cannot write", argv[2]);
    }
    return 0;
}
