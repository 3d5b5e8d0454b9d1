// SPDX-License-Identifier: Apache-2.0 OR MIT
// Writes what a kernel image consists of, in lines of words between tabs:
//     MEMORY TARGET FILE SYMBOL BYTES
// MEMORY is flash or ram. TARGET is the Bazel target that the file belongs to.
//
//     size ELF DISASSEMBLY DWARF TARGETS >OUT
//
// TARGETS has lines "FILE TARGET"; the first with a file counts.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testing/bench/size/size.h"

struct owner {
    char file[512], target[512];
};

static struct owner *owners;
static size_t owner_count;

static void read_owners(const char *path) {
    FILE *file = fopen(path, "r");
    char line[1100];
    if (file == nullptr) {
        fprintf(stderr, "size: cannot read %s\n", path);
        exit(2);
    }
    while (fgets(line, sizeof(line), file) != nullptr) {
        owners = realloc(owners, (owner_count + 1) * sizeof(*owners));
        if (owners == nullptr) {
            abort();
        }
        struct owner *owner = &owners[owner_count];
        owner_count += sscanf(line, "%511s %511s", owner->file, owner->target) == 2;
    }
    fclose(file);
}

static const char *target_of(const char *file) {
    for (size_t i = 0; i < owner_count; i++) {
        if (strcmp(owners[i].file, file) == 0) {
            return owners[i].target;
        }
    }
    return file[0] == '(' ? file : "(no target)";
}

int main(int argc, char **argv) {
    struct image image;
    struct pieces pieces = {};
    if (argc != 5) {
        fprintf(stderr, "usage: size ELF DISASSEMBLY DWARF TARGETS\n");
        return 2;
    }
    const char *problem = image_read(&image, argv[1]);
    if (problem == nullptr) {
        problem = size_read(&pieces, &image, argv[2], argv[3]);
    }
    if (problem != nullptr) {
        fprintf(stderr, "size: %s %s\n", argv[1], problem);
        return 2;
    }
    read_owners(argv[4]);
    for (enum memory memory = MEMORY_FLASH; memory < MEMORY_COUNT; memory++) {
        for (size_t i = 0; i < pieces.count; i++) {
            const struct piece *piece = &pieces.piece[i];
            if (piece->bytes[memory] != 0) {
                printf("%s\t%s\t%s\t%s\t%u\n", memory_names[memory], target_of(piece->file),
                       piece->file, piece->symbol, piece->bytes[memory]);
            }
        }
    }
    return fflush(stdout) == 0 ? 0 : 2;
}
