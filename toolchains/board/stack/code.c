// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/code.h"

#include <stdlib.h>
#include <string.h>

#include "toolchains/board/stack/thumb.h"

enum : uint32_t {
    OUTLINED_DEEPEST = 8,  // Common parts of common parts.
    OUTLINED_REGISTER = 8, // What is saved around a call of one, after the frame was said.
};

// Finding functions.

static int by_address(const void *a, const void *b) {
    const struct code_function *x = a;
    const struct code_function *y = b;
    return x->address < y->address ? -1 : x->address > y->address;
}

static int by_value(const void *a, const void *b) {
    const uint32_t *x = a;
    const uint32_t *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void add_symbol(struct code *code, struct elf_symbol symbol) {
    if (symbol.type == ELF_SYMBOL_FUNCTION) {
        APPEND(&code->functions, (struct code_function){.name = symbol.name,
                                                        .address = symbol.value & ~1u,
                                                        .size = symbol.size,
                                                        .said = CODE_NOT_SAID});
    } else if (strncmp(symbol.name, "$t", 2) == 0) {
        APPEND(&code->resumptions, symbol.value);
    }
}

// What has no size ends where the next one begins.
static void end_functions(struct code *code) {
    for (size_t i = 0; i < code->functions.count; i++) {
        struct code_function *function = &code->functions.item[i];
        size_t next = i + 1;
        while (next < code->functions.count &&
               code->functions.item[next].address == function->address) {
            next++;
        }
        if (function->size == 0) {
            function->size = next < code->functions.count
                                 ? code->functions.item[next].address - function->address
                                 : code->text.address + code->text.size - function->address;
        }
    }
}

// .stack_sizes: addresses, and sizes as ULEB128.
static void read_sizes(struct code *code, const struct elf_section *section) {
    const uint8_t *bytes = code->elf.file->data + section->offset;
    uint32_t at = 0;
    while (at + 5 <= section->size) {
        uint32_t address = bytes_u32_at(code->elf.file, section->offset + at) & ~1u;
        at += 4;
        uint32_t size = 0;
        uint32_t shift = 0;
        uint8_t byte = 0x80;
        while ((byte & 0x80) != 0 && at < section->size) {
            byte = bytes[at++];
            size |= (uint32_t)(byte & 0x7F) << (shift & 31);
            shift += 7;
        }
        for (size_t i = 0; i < code->functions.count; i++) {
            if (code->functions.item[i].address == address) {
                code->functions.item[i].said = size;
            }
        }
    }
}

bool code_open(struct code *code, const struct bytes *file, struct problem *problem) {
    *code = (struct code){};
    if (!elf_open(&code->elf, file, problem)) {
        return false;
    }
    for (uint32_t i = 0; i < code->elf.section_count; i++) {
        struct elf_section section = elf_section_at(&code->elf, i);
        if (strcmp(section.name, ".text") == 0) {
            code->text = section;
        }
        for (uint32_t k = 0; section.type == ELF_SECTION_SYMTAB && k < elf_symbol_count(&section);
             k++) {
            add_symbol(code, elf_symbol_at(&code->elf, &section, k));
        }
    }
    if (code->text.size == 0 || code->functions.count == 0) {
        return problem_set(problem, "no .text, or no symbols");
    }
    qsort(code->functions.item, code->functions.count, sizeof(*code->functions.item), by_address);
    if (code->resumptions.count > 0) {
        qsort(code->resumptions.item, code->resumptions.count, sizeof(*code->resumptions.item),
              by_value);
    }
    end_functions(code);
    for (uint32_t i = 0; i < code->elf.section_count; i++) {
        struct elf_section section = elf_section_at(&code->elf, i);
        if (strcmp(section.name, ".stack_sizes") == 0) {
            read_sizes(code, &section);
        }
    }
    return true;
}

uint32_t code_at(const struct code *code, uint32_t address) {
    struct code_function key = {.address = address & ~1u};
    const struct code_function *found =
        bsearch(&key, code->functions.item, code->functions.count, sizeof(key), by_address);
    if (found == nullptr) {
        return CODE_NO_FUNCTION;
    }
    // The first of several names.
    while (found > code->functions.item && found[-1].address == found->address) {
        found--;
    }
    return (uint32_t)(found - code->functions.item);
}

uint32_t code_named(const struct code *code, const char *name) {
    uint32_t found = CODE_NO_FUNCTION;
    for (uint32_t i = 0; i < code->functions.count; i++) {
        const struct code_function *function = &code->functions.item[i];
        if (strcmp(function->name, name) == 0 &&
            (found == CODE_NO_FUNCTION || function->said != CODE_NOT_SAID)) {
            found = i;
        }
    }
    return found == CODE_NO_FUNCTION ? found : code_at(code, code->functions.item[found].address);
}

bool code_is_outlined(const struct code_function *function) {
    return strncmp(function->name, "OUTLINED_FUNCTION_", strlen("OUTLINED_FUNCTION_")) == 0;
}

// Following them.

// Where to go on.
struct point {
    uint32_t address;
    int32_t depth;
    uint32_t conditional; // How many instructions from here on are,
    uint32_t executed;    // and which of them are executed: bit 0 is the first one's.
};

struct walk {
    struct code *code;
    struct code_function *into;           // Whose frame and calls are noted.
    const struct code_function *function; // Whose code it is: into's, or a common part.
    uint32_t level;                       // How deep in common parts.
    struct {
        struct point *item;
        size_t count;
        size_t capacity;
    } todo;
    struct numbering seen; // Addresses,
    struct {
        int32_t *item;
        size_t count;
        size_t capacity;
    } depths; // and how deep the stack is there.
};

static uint16_t halfword(const struct code *code, uint32_t address) {
    uint32_t at = address - code->text.address;
    if (at + 2 > code->text.size) {
        return 0;
    }
    const uint8_t *bytes = code->elf.file->data + code->text.offset + at;
    return (uint16_t)(bytes[0] | bytes[1] << 8);
}

static bool is_inside(const struct code_function *function, uint32_t address) {
    return address - function->address < function->size;
}

static void trouble(struct walk *walk, uint32_t address, const char *what) {
    if (walk->into->problem.text[0] == '\0') {
        (void)problem_set(&walk->into->problem, "%s at 0x%08x", what, address);
    }
}

static void go_on_at(struct walk *walk, struct point point) {
    if (!is_inside(walk->function, point.address)) {
        trouble(walk, point.address, "the code runs past its end");
        return;
    }
    uint32_t number = numbering_add(
        &walk->seen, (struct key){{point.address, point.conditional, point.executed}});
    if (number < walk->depths.count) {
        if (walk->depths.item[number] != point.depth) {
            trouble(walk, point.address, "the stack's depth depends on the way");
        }
        return;
    }
    APPEND(&walk->depths, point.depth);
    APPEND(&walk->todo, point);
}

static void go_on(struct walk *walk, uint32_t address, int32_t depth) {
    go_on_at(walk, (struct point){.address = address, .depth = depth});
}

static void follow_code(struct code *code, struct code_function *into,
                        const struct code_function *function, int32_t depth, uint32_t level);

static void note_call(struct walk *walk, uint32_t target, int32_t depth, uint32_t at) {
    if (depth < 0) {
        trouble(walk, at, "a call with less on the stack than there was");
        return;
    }
    uint32_t number = CODE_NO_FUNCTION;
    if (target != 0) {
        number = code_at(walk->code, target);
        if (number == CODE_NO_FUNCTION) {
            trouble(walk, at, "a call of no function");
            return;
        }
        const struct code_function *callee = &walk->code->functions.item[number];
        if (code_is_outlined(callee)) {
            if (walk->level == OUTLINED_DEEPEST) {
                trouble(walk, at, "common parts call one another");
            } else {
                follow_code(walk->code, walk->into, callee, depth, walk->level + 1);
            }
            return;
        }
    }
    APPEND(&walk->into->calls, (struct code_call){number, (uint32_t)depth});
}

// To each place in a table of halves of distances, which ends where code goes on.
static void follow_table(struct walk *walk, uint32_t table, uint32_t entry, int32_t depth) {
    const struct code *code = walk->code;
    size_t next = 0;
    while (next < code->resumptions.count && code->resumptions.item[next] <= table) {
        next++;
    }
    if (next == code->resumptions.count) {
        trouble(walk, table, "a table without an end");
        return;
    }
    for (uint32_t at = table; at + entry <= code->resumptions.item[next]; at += entry) {
        uint16_t word = halfword(code, at & ~1u);
        uint32_t distance = entry == 2 ? word : (at & 1) != 0 ? word >> 8 : word & 0xFFu;
        if (distance != 0) { // Else it fills up the table's end.
            go_on(walk, table + 2 * distance, depth);
        }
    }
}

static void branch(struct walk *walk, struct point from, struct thumb thumb, int32_t depth) {
    if (is_inside(walk->function, thumb.target)) {
        go_on(walk, thumb.target, depth);
    } else {
        note_call(walk, thumb.target, depth, from.address);
    }
}

static bool does_not_return(const struct walk *walk, uint32_t target) {
    return numbering_of(&walk->code->noreturn, (struct key){{target & ~1u}}) != NUMBERING_NONE;
}

static void follow_if_then(struct walk *walk, struct point from, struct thumb thumb) {
    uint32_t all = (1u << thumb.count) - 1;
    struct point next = {from.address + thumb.size, from.depth, thumb.count, thumb.then};
    go_on_at(walk, next);
    next.executed = ~thumb.then & all;
    go_on_at(walk, next);
}

// Does what an instruction does but to be followed by the next one; says if it is.
static bool follow_kind(struct walk *walk, struct point from, struct thumb thumb, int32_t depth) {
    uint32_t next = from.address + thumb.size;
    switch (thumb.kind) {
    case THUMB_PLAIN:
        return true;
    case THUMB_IF_THEN:
        follow_if_then(walk, from, thumb);
        return false;
    case THUMB_BRANCH_IF:
        branch(walk, from, thumb, depth);
        return true;
    case THUMB_BRANCH:
        branch(walk, from, thumb, depth);
        return false;
    case THUMB_CALL:
        note_call(walk, thumb.target, depth, from.address);
        return !does_not_return(walk, thumb.target) && is_inside(walk->function, next);
    case THUMB_CALL_REGISTER:
        note_call(walk, 0, depth, from.address);
        return is_inside(walk->function, next);
    case THUMB_JUMP_REGISTER:
        note_call(walk, 0, depth, from.address);
        return false;
    case THUMB_RETURN:
        if (walk->level == 0 && depth != 0) {
            trouble(walk, from.address, "it returns with something left on the stack");
        }
        return false;
    case THUMB_TABLE:
        follow_table(walk, next, thumb.count, depth);
        return false;
    case THUMB_TRAP:
        return false;
    case THUMB_STACK_UNKNOWN:
        trouble(walk, from.address, "the stack pointer is set to what cannot be seen");
        return false;
    }
    return false;
}

static void follow_one(struct walk *walk, struct point from) {
    struct thumb thumb = thumb_decode(from.address, halfword(walk->code, from.address),
                                      halfword(walk->code, from.address + 2));
    int32_t depth = from.depth;
    bool follows = true;
    if (from.conditional == 0 || (from.executed & 1) != 0) {
        depth += thumb.grows;
        if (depth > (int32_t)walk->into->frame) {
            walk->into->frame = (uint32_t)depth;
        }
        follows = follow_kind(walk, from, thumb, depth);
    }
    if (follows) {
        uint32_t conditional = from.conditional > 0 ? from.conditional - 1 : 0;
        go_on_at(walk,
                 (struct point){from.address + thumb.size, depth, conditional, from.executed >> 1});
    }
}

static void follow_code(struct code *code, struct code_function *into,
                        const struct code_function *function, int32_t depth, uint32_t level) {
    struct walk walk = {.code = code, .into = into, .function = function, .level = level};
    go_on(&walk, function->address, depth);
    while (walk.todo.count > 0) {
        follow_one(&walk, walk.todo.item[--walk.todo.count]);
    }
}

void code_follow(struct code *code, uint32_t number) {
    struct code_function *function = &code->functions.item[number];
    follow_code(code, function, function, 0, 0);
    if (function->said == CODE_NOT_SAID || function->problem.text[0] != '\0') {
        return;
    }
    if (function->frame < function->said || function->frame > function->said + OUTLINED_REGISTER) {
        (void)problem_set(&function->problem,
                          "the compiler says that its frame has %u bytes, the code has %u",
                          function->said, function->frame);
    }
}
