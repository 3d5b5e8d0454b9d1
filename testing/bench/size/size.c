// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/size/size.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 1024 };

const char *const memory_names[MEMORY_COUNT] = {"flash", "ram"};

static const char no_symbol[] = "(padding)";
static const char no_file[] = "(no file)";

// A stretch of addresses.
struct range {
    uint32_t start, end;
};

static char *copy_of(const char *text) {
    char *copy = strdup(text);
    if (copy == nullptr) {
        abort();
    }
    return copy;
}

const char *size_plain_name(const char *symbol, char *buffer, size_t size) {
    snprintf(buffer, size, "%s", symbol);
    char *end = buffer + strlen(buffer);
    while (end > buffer && isdigit((unsigned char)end[-1])) {
        end--;
    }
    bool is_local = *end != '\0' && end > buffer && end[-1] == '.';
    bool is_outlined = strncmp(buffer, "OUTLINED_FUNCTION_", 18) == 0;
    if (is_local || is_outlined) {
        end[-1] = '\0';
    }
    return buffer;
}

void size_add(struct pieces *pieces, const char *file, const char *symbol, enum memory memory,
              uint32_t bytes) {
    char plain[256];
    if (bytes == 0) {
        return;
    }
    size_plain_name(symbol, plain, sizeof(plain));
    for (size_t i = 0; i < pieces->count; i++) {
        struct piece *piece = &pieces->piece[i];
        if (strcmp(piece->symbol, plain) == 0 && strcmp(piece->file, file) == 0) {
            piece->bytes[memory] += bytes;
            return;
        }
    }
    pieces->piece = realloc(pieces->piece, (pieces->count + 1) * sizeof(*pieces->piece));
    if (pieces->piece == nullptr) {
        abort();
    }
    struct piece *piece = &pieces->piece[pieces->count++];
    *piece = (struct piece){.file = copy_of(file), .symbol = copy_of(plain)};
    piece->bytes[memory] = bytes;
}

// A path as the workspace has it: the compiler puts "./" before it. Cuts the line number off.
static const char *path_of(char *place) {
    while (strncmp(place, "./", 2) == 0) {
        place += 2;
    }
    char *colon = strrchr(place, ':');
    if (colon != nullptr) {
        *colon = '\0';
    }
    return strncmp(place, "ld-temp.o", 9) == 0 ? "(outlined by the linker)" : place;
}

static bool range_of(const struct image *image, const char *start, const char *end,
                     struct range *range) {
    const struct image_symbol *first = image_find(image, start), *last = image_find(image, end);
    if (first == nullptr || last == nullptr || first->address > last->address) {
        return false;
    }
    *range = (struct range){first->address, last->address};
    return true;
}

static bool holds(struct range range, uint32_t address) {
    return address >= range.start && address < range.end;
}

// Where each halfword of the kernel's code comes from, as far as the disassembly says.
struct origins {
    struct range code;
    char **file; // One for each halfword; null: unknown.
};

static void note(struct origins *origins, uint32_t from, uint32_t to, char *file) {
    for (uint32_t address = from; address < to && holds(origins->code, address); address += 2) {
        origins->file[(address - origins->code.start) / 2] = file;
    }
}

// Lines of three forms count: "ADDRESS <SYMBOL>:", "; FILE:LINE", "ADDRESS: instruction".
static bool read_disassembly(struct origins *origins, const char *path) {
    FILE *file = fopen(path, "r");
    if (file == nullptr) {
        return false;
    }
    char line[LINE];
    char *place = nullptr;
    uint32_t last = 0;
    while (fgets(line, sizeof(line), file) != nullptr) {
        unsigned address;
        char mark;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == ';' && line[1] == ' ' && strchr(line, ':') != nullptr &&
            isdigit((unsigned char)line[strlen(line) - 1])) {
            place = copy_of(path_of(line + 2));
        } else if (sscanf(line, "%x <%c", &address, &mark) == 2) {
            place = nullptr;
            last = 0;
        } else if (sscanf(line, " %x%c", &address, &mark) == 2 && mark == ':') {
            if (last != 0) {
                note(origins, last, address, origins->file[(last - origins->code.start) / 2]);
            }
            last = 0;
            if (holds(origins->code, address)) {
                note(origins, address, address + 2, place);
                last = address;
            }
        }
    }
    fclose(file);
    return true;
}

// A variable or a string literal, as the debug information has it.
struct variable {
    uint32_t address;
    uint32_t string_size; // Of a string literal, which has no symbol; else 0.
    char *file;
};

struct variables {
    struct variable *variable;
    size_t count;
};

// One entry of the debug information, while its lines are read.
struct entry {
    bool is_variable, has_address;
    uint32_t index, offset; // Into the table of addresses; from there.
    uint32_t string_size;
    char file[512];
};

static void add_variable(struct variables *variables, const struct entry *entry,
                         const uint8_t *addresses, size_t size, uint32_t base) {
    size_t at = base + (size_t)entry->index * sizeof(uint32_t);
    if (!entry->is_variable || !entry->has_address || at + sizeof(uint32_t) > size) {
        return;
    }
    struct variable variable = {.string_size = entry->string_size, .file = copy_of(entry->file)};
    memcpy(&variable.address, addresses + at, sizeof(variable.address));
    variable.address += entry->offset;
    variables->variable = realloc(variables->variable, (variables->count + 1) * sizeof(variable));
    if (variables->variable == nullptr) {
        abort();
    }
    variables->variable[variables->count++] = variable;
}

static void read_attribute(struct entry *entry, char *line, uint32_t *base) {
    char *at = strstr(line, "DW_AT_");
    char *open = at != nullptr ? strchr(at, '(') : nullptr;
    if (open == nullptr) {
        return;
    }
    if (strncmp(at, "DW_AT_addr_base", 15) == 0) {
        sscanf(open, "(%x", base);
    } else if (strncmp(at, "DW_AT_decl_file", 15) == 0) {
        char *end = strrchr(open, '"');
        if (end != nullptr && open[1] == '"') {
            *end = '\0';
            snprintf(entry->file, sizeof(entry->file), "%s", path_of(open + 2));
        }
    } else if (strncmp(at, "DW_AT_type", 10) == 0) {
        sscanf(open, "(%*x \"char[%u]", &entry->string_size);
    } else if (strncmp(at, "DW_AT_location", 14) == 0) {
        entry->has_address = sscanf(open, "(DW_OP_addrx %x, DW_OP_plus_uconst %x", &entry->index,
                                    &entry->offset) >= 1;
    } else if (strncmp(at, "DW_AT_name", 10) == 0) {
        entry->string_size = 0;
    }
}

static bool read_variables(struct variables *variables, const struct image *image,
                           const char *path) {
    size_t size = 0;
    const uint8_t *addresses = image_section(image, ".debug_addr", &size);
    FILE *file = fopen(path, "r");
    if (file == nullptr || addresses == nullptr) {
        return false;
    }
    char line[LINE];
    uint32_t base = 0;
    struct entry entry = {};
    while (fgets(line, sizeof(line), file) != nullptr) {
        char *tag = strstr(line, "DW_TAG_");
        if (tag != nullptr && line[0] == '0') {
            add_variable(variables, &entry, addresses, size, base);
            entry = (struct entry){.is_variable = strncmp(tag, "DW_TAG_variable", 15) == 0};
        } else {
            read_attribute(&entry, line, &base);
        }
    }
    add_variable(variables, &entry, addresses, size, base);
    fclose(file);
    return true;
}

static const char *file_of(const struct variables *variables, uint32_t address) {
    for (size_t i = 0; i < variables->count; i++) {
        if (variables->variable[i].address == address) {
            return variables->variable[i].file;
        }
    }
    return no_file;
}

// What is known of an image while it is taken apart.
struct layout {
    struct range flash, data, bss, stack;
};

struct parts {
    struct layout layout;
    struct origins origins;
    struct variables variables;
    uint8_t *counted_flash, *counted_ram; // By byte: so that each counts once.
    uint8_t *packed; // By byte of initialised data: what its value takes in flash.
};

static uint32_t count_new(uint8_t *counted, uint32_t size) {
    uint32_t fresh = 0;
    for (uint32_t i = 0; i < size; i++) {
        fresh += counted[i] == 0;
        counted[i] = 1;
    }
    return fresh;
}

// A function: by where its instructions come from.
static void add_function(struct pieces *pieces, const struct parts *parts,
                         const struct image_symbol *symbol) {
    const struct origins *origins = &parts->origins;
    const char *whole = no_file; // For instructions without a line: as the first that has one.
    for (uint32_t i = 0; i < symbol->size / 2 && whole == no_file; i++) {
        const char *file = origins->file[(symbol->address - origins->code.start) / 2 + i];
        whole = file != nullptr ? file : no_file;
    }
    for (uint32_t at = symbol->address; at < symbol->address + symbol->size; at += 2) {
        uint32_t offset = at - origins->code.start;
        uint32_t left = symbol->address + symbol->size - at;
        const char *file = origins->file[offset / 2];
        size_add(pieces, file != nullptr ? file : whole, symbol->name, MEMORY_FLASH,
                 count_new(parts->counted_flash + offset, left < 2 ? left : 2));
    }
}

static void add_in_flash(struct pieces *pieces, const struct parts *parts, uint32_t address,
                         uint32_t size, const char *file, const char *name) {
    struct range flash = parts->layout.flash;
    if (holds(flash, address) && size <= flash.end - address) {
        uint8_t *counted = parts->counted_flash + (address - flash.start);
        size_add(pieces, file, name, MEMORY_FLASH, count_new(counted, size));
    }
}

static void add_in_ram(struct pieces *pieces, const struct parts *parts,
                       const struct image_symbol *symbol, const char *file) {
    struct range data = parts->layout.data, bss = parts->layout.bss;
    struct range section = holds(data, symbol->address) ? data : bss;
    if (!holds(section, symbol->address) || symbol->size > section.end - symbol->address) {
        return;
    }
    uint32_t fresh = count_new(parts->counted_ram + (symbol->address - data.start), symbol->size);
    size_add(pieces, file, symbol->name, MEMORY_RAM, fresh);
    if (holds(data, symbol->address)) {
        uint32_t value = 0;
        for (uint32_t i = 0; i < symbol->size; i++) {
            uint8_t *bytes = &parts->packed[symbol->address - data.start + i];
            value += *bytes;
            *bytes = 0;
        }
        size_add(pieces, file, symbol->name, MEMORY_FLASH, value);
    }
}

static void add_symbol(struct pieces *pieces, const struct parts *parts,
                       const struct image_symbol *symbol) {
    struct range flash = parts->layout.flash;
    if (symbol->size == 0) {
        return;
    }
    if (symbol->is_function && holds(flash, symbol->address) &&
        symbol->size <= flash.end - symbol->address) {
        add_function(pieces, parts, symbol);
    } else {
        const char *file = file_of(&parts->variables, symbol->address);
        add_in_flash(pieces, parts, symbol->address, symbol->size, file, symbol->name);
        add_in_ram(pieces, parts, symbol, file);
    }
}

static uint32_t sum(const struct pieces *pieces, enum memory memory) {
    uint32_t bytes = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        bytes += pieces->piece[i].bytes[memory];
    }
    return bytes;
}

// What no symbol accounts for, so that all adds up.
static void add_rest(struct pieces *pieces, const struct layout *layout) {
    uint32_t flash = layout->flash.end - layout->flash.start;
    uint32_t ram = layout->bss.end - layout->data.start;
    if (flash > sum(pieces, MEMORY_FLASH)) {
        size_add(pieces, no_file, no_symbol, MEMORY_FLASH, flash - sum(pieces, MEMORY_FLASH));
    }
    if (ram > sum(pieces, MEMORY_RAM)) {
        size_add(pieces, no_file, no_symbol, MEMORY_RAM, ram - sum(pieces, MEMORY_RAM));
    }
    size_add(pieces, "(kernel stack)", "(kernel stack)", MEMORY_RAM,
             layout->stack.end - layout->stack.start);
}

// What initial values take: toolchains/board/pack/pack.h. In images from before that, all of them.
static void read_packed(uint8_t *packed, const struct image *image, uint32_t data) {
    enum { ENTRY = 5 }; // A distance, a word.
    size_t size;
    const uint8_t *load = image_section(image, ".data_load", &size);
    if (load == nullptr) {
        memset(packed, 1, data);
        return;
    }
    uint32_t at = 0; // Where the next word lies, if the distance is 1.
    for (size_t i = 0; i < size && load[i] != 0 && at / 4 + load[i] <= data / 4; i += ENTRY) {
        at += 4u * load[i];
        packed[at - 4] = ENTRY;
    }
}

static bool find_layout(const struct image *image, struct layout *layout) {
    return range_of(image, "_kernel_start", "_kernel_end", &layout->flash) &&
           range_of(image, "_data_start", "_data_end", &layout->data) &&
           range_of(image, "_bss_start", "_bss_end", &layout->bss) &&
           range_of(image, "_stack_start", "_stack_top", &layout->stack) &&
           layout->data.end <= layout->bss.start;
}

const char *size_read(struct pieces *pieces, const struct image *image, const char *disassembly,
                      const char *dwarf) {
    struct parts parts = {};
    if (!find_layout(image, &parts.layout)) {
        return "lacks the symbols of kernel/arch/cortex_m/sections.ld";
    }
    uint32_t flash = parts.layout.flash.end - parts.layout.flash.start;
    parts.origins.code = parts.layout.flash;
    parts.origins.file = calloc(flash / 2 + 1, sizeof(char *));
    parts.counted_flash = calloc(flash + 1, 1);
    parts.counted_ram = calloc(parts.layout.bss.end - parts.layout.data.start + 1, 1);
    uint32_t data = parts.layout.data.end - parts.layout.data.start;
    parts.packed = calloc(data + 1, 1);
    if (parts.origins.file == nullptr || parts.counted_flash == nullptr ||
        parts.counted_ram == nullptr || parts.packed == nullptr) {
        abort();
    }
    read_packed(parts.packed, image, data);
    if (!read_disassembly(&parts.origins, disassembly)) {
        return "has no disassembly";
    }
    if (!read_variables(&parts.variables, image, dwarf)) {
        return "has no debug information";
    }
    for (size_t i = 0; i < image->symbol_count; i++) {
        add_symbol(pieces, &parts, &image->symbols[i]);
    }
    for (size_t i = 0; i < parts.variables.count; i++) {
        const struct variable *variable = &parts.variables.variable[i];
        add_in_flash(pieces, &parts, variable->address, variable->string_size, variable->file,
                     "(strings)");
    }
    add_rest(pieces, &parts.layout);
    return nullptr;
}
