// SPDX-License-Identifier: Apache-2.0 OR MIT
// Which source file and which symbol each byte of a kernel image belongs to. Link-time optimisation
// leaves no object files to go by, so the debug information decides: code counts for the file that
// its source line is in, which for an inlined function is where that one is written; an object
// counts for the file that defines it.
#pragma once

#include <stdint.h>

#include "testing/bench/image.h"

#ifdef __cplusplus
extern "C" {
#endif

enum memory { MEMORY_FLASH, MEMORY_RAM, MEMORY_COUNT };

extern const char *const memory_names[MEMORY_COUNT]; // "flash", "ram".

// Bytes of one symbol that come from one file.
struct piece {
    char *file;   // From the workspace's root; in parentheses what is no file.
    char *symbol; // Without the number that the compiler adds to a local name.
    uint32_t bytes[MEMORY_COUNT];
};

struct pieces {
    struct piece *piece;
    size_t count;
};

// Takes an image apart. disassembly: a file with what `llvm-objdump --disassemble --line-numbers`
// says of it; dwarf: what `llvm-dwarfdump --debug-info` says. Null, or what is wrong.
const char *size_read(struct pieces *pieces, const struct image *image, const char *disassembly,
                      const char *dwarf);

// Adds bytes to the piece of that file and symbol.
void size_add(struct pieces *pieces, const char *file, const char *symbol, enum memory memory,
              uint32_t bytes);

// The symbol's name without the number behind a last full stop or the compiler's outlined
// functions. The result is in buffer.
const char *size_plain_name(const char *symbol, char *buffer, size_t size);

#ifdef __cplusplus
}
#endif
