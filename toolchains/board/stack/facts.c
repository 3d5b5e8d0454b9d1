// SPDX-License-Identifier: Apache-2.0 OR MIT
#define _POSIX_C_SOURCE 200809L

#include "toolchains/board/stack/facts.h"

#include <stdio.h>
#include <string.h>

enum : size_t { LONGEST_WORD = 63 };

// One line's words.
struct words {
    char word[5][LONGEST_WORD + 1];
    int count;
};

static struct words split(const char *line) {
    struct words words = {};
    words.count = sscanf(line, "%63s %63s %63s %63s %63s", words.word[0], words.word[1],
                         words.word[2], words.word[3], words.word[4]);
    return words;
}

static bool read_number(const char *word, uint32_t *number) {
    int end = 0;
    return sscanf(word, "%u%n", number, &end) == 1 && word[end] == '\0';
}

static bool find_function(const struct code *code, const char *name, uint32_t *function) {
    *function = code_named(code, name);
    return *function != CODE_NO_FUNCTION;
}

static bool find_stack(const struct facts *facts, const char *name, uint32_t *stack) {
    for (*stack = 0; *stack < facts->stacks.count; ++*stack) {
        if (strcmp(facts->stacks.item[*stack].name, name) == 0) {
            return true;
        }
    }
    return false;
}

// stack NAME LOW TOP
static bool read_stack(struct facts *facts, const struct code *code, const struct words *words) {
    struct elf_symbol low;
    struct elf_symbol top;
    if (!elf_find_symbol(&code->elf, words->word[2], &low) ||
        !elf_find_symbol(&code->elf, words->word[3], &top) || low.value >= top.value) {
        return false;
    }
    APPEND(&facts->stacks, (struct fact_stack){strdup(words->word[1]), low.value, top.value});
    return true;
}

// What is said of a function that is not linked does not matter, here and below.

// begins STACK LEVEL FUNCTION BYTES
static bool read_begin(struct facts *facts, const struct code *code, const struct words *words) {
    struct fact_begin begin;
    if (!find_stack(facts, words->word[1], &begin.stack) ||
        !read_number(words->word[2], &begin.level) || begin.level >= FACTS_MOST_LEVELS ||
        !read_number(words->word[4], &begin.bytes)) {
        return false;
    }
    if (find_function(code, words->word[3], &begin.function)) {
        APPEND(&facts->begins, begin);
    }
    return true;
}

// interrupts LEVEL FUNCTION
static bool read_handler(struct facts *facts, const struct code *code, const struct words *words) {
    struct fact_handler handler;
    if (!read_number(words->word[1], &handler.level) || handler.level >= FACTS_MOST_LEVELS) {
        return false;
    }
    if (find_function(code, words->word[2], &handler.function)) {
        APPEND(&facts->handlers, handler);
    }
    return true;
}

// frame FUNCTION BYTES
static bool read_frame(struct facts *facts, const struct code *code, const struct words *words) {
    struct fact_frame frame;
    if (!read_number(words->word[2], &frame.bytes)) {
        return false;
    }
    if (find_function(code, words->word[1], &frame.function)) {
        APPEND(&facts->frames, frame);
    }
    return true;
}

// resumes FUNCTION
static bool read_resumer(struct facts *facts, const struct code *code, const struct words *words) {
    uint32_t function;
    if (find_function(code, words->word[1], &function)) {
        APPEND(&facts->resumers, function);
    }
    return true;
}

static bool is_known_handler(const struct facts *facts, uint32_t function) {
    bool known = false;
    for (size_t i = 0; i < facts->begins.count; i++) {
        known |= facts->begins.item[i].function == function;
    }
    for (size_t i = 0; i < facts->handlers.count; i++) {
        known |= facts->handlers.item[i].function == function;
    }
    for (size_t i = 0; i < facts->resumers.count; i++) {
        known |= facts->resumers.item[i] == function;
    }
    return known;
}

// vectors SYMBOL: a table of handlers, of which the first word is none.
static bool check_vectors(const struct facts *facts, const struct code *code, const char *name,
                          struct problem *problem) {
    struct elf_symbol table;
    if (!elf_find_symbol(&code->elf, name, &table) || table.value < code->text.address ||
        table.value - code->text.address + table.size > code->text.size) {
        return problem_set(problem, "no vector table %s", name);
    }
    for (uint32_t at = 4; at + 4 <= table.size; at += 4) {
        uint32_t vector =
            bytes_u32_at(code->elf.file, code->text.offset + table.value - code->text.address + at);
        uint32_t function = code_at(code, vector);
        if (vector != 0 && !is_known_handler(facts, function)) {
            return problem_set(
                problem, "exception %u is handled by %s, about which .stack_facts says nothing",
                at / 4, function == CODE_NO_FUNCTION ? "?" : code->functions.item[function].name);
        }
    }
    return true;
}

static bool read_fact(struct facts *facts, const struct code *code, const char *line) {
    struct words words = split(line);
    const char *kind = words.word[0];
    if (strcmp(kind, "stack") == 0) {
        return words.count == 4 && read_stack(facts, code, &words);
    }
    if (strcmp(kind, "exception") == 0) {
        return words.count == 2 && read_number(words.word[1], &facts->exception);
    }
    if (strcmp(kind, "begins") == 0) {
        return words.count == 5 && read_begin(facts, code, &words);
    }
    if (strcmp(kind, "interrupts") == 0) {
        return words.count == 3 && read_handler(facts, code, &words);
    }
    if (strcmp(kind, "frame") == 0) {
        return words.count == 3 && read_frame(facts, code, &words);
    }
    if (strcmp(kind, "resumes") == 0) {
        return words.count == 2 && read_resumer(facts, code, &words);
    }
    return strcmp(kind, "vectors") == 0 && words.count == 2;
}

// Calls read for each line in a section's content, of those that begin with `prefix` or of the
// others.
static bool read_lines(struct facts *facts, const struct code *code, struct elf_section section,
                       bool vectors, struct problem *problem) {
    const char *text = (const char *)code->elf.file->data + section.offset;
    uint32_t at = 0;
    while (at < section.size) {
        const char *line = text + at;
        at += (uint32_t)strnlen(line, section.size - at) + 1;
        if (at > section.size) {
            return problem_set(problem, ".stack_facts has a line without an end");
        }
        bool is_vectors = strncmp(line, "vectors ", strlen("vectors ")) == 0;
        if (is_vectors && vectors &&
            !check_vectors(facts, code, line + strlen("vectors "), problem)) {
            return false;
        }
        if (!vectors && line[0] != '\0' && !read_fact(facts, code, line)) {
            return problem_set(problem, ".stack_facts: cannot be so: %s", line);
        }
    }
    return true;
}

bool facts_read(struct facts *facts, const struct code *code, struct problem *problem) {
    *facts = (struct facts){};
    for (uint32_t i = 0; i < code->elf.section_count; i++) {
        struct elf_section section = elf_section_at(&code->elf, i);
        if (strcmp(section.name, ".stack_facts") == 0) {
            return read_lines(facts, code, section, false, problem) &&
                   read_lines(facts, code, section, true, problem);
        }
    }
    return problem_set(problem, "the image does not say how its stacks are used (.stack_facts)");
}

uint32_t facts_frame(const struct facts *facts, uint32_t function) {
    for (size_t i = 0; i < facts->frames.count; i++) {
        if (facts->frames.item[i].function == function) {
            return facts->frames.item[i].bytes;
        }
    }
    return CODE_NOT_SAID;
}
