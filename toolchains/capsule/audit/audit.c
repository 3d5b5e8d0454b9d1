// SPDX-License-Identifier: Apache-2.0 OR MIT
// nm --format=sysv OBJECT... | audit NAME NAMES...
// nm --format=posix --defined-only --extern-only ARCHIVE... | audit --unique
//
// Holds the symbols of a capsule's objects against what the capsule may define and refer to. It
// looks at the objects that are linked, bitcode or not, so it sees whatever became of the source.
//
//  - What is defined for others begins with NAME_, and is ordinary code or data: not weak, common
//    or absolute, and in no section but the compiler's own.
//  - What is referred to elsewhere was declared by a header that the checker saw and that is not
//  the
//    capsule's own, or is what the compiler calls on its own.
//  - What the capsule's own headers declare is defined by the capsule, and declared by one header,
//    with one type: so that all who use it mean the same.
//  - No function calls itself through functions in the capsule's other files.
//
// The checker says in the files NAMES what headers declare and what calls what (its main.c has the
// format).
//
// The second form is for all that is linked into an image: no two objects define the same symbol. A
// linker takes the first that it finds in an archive, which could be another than was meant.
#define _GNU_SOURCE
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct set {
    char **items;
    size_t count;
};

static void put(struct set *set, const char *item) {
    set->items = realloc(set->items, (set->count + 1) * sizeof *set->items);
    set->items[set->count++] = strdup(item);
}

static bool has(const struct set *set, const char *item) {
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->items[i], item) == 0) {
            return true;
        }
    }
    return false;
}

static bool starts_with(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static char *trim(char *text) {
    while (isspace((unsigned char)*text)) {
        text++;
    }
    size_t length = strlen(text);
    while (length > 0 && isspace((unsigned char)text[length - 1])) {
        text[--length] = '\0';
    }
    return text;
}

// What clang calls for plain C on a core without the instruction, and in an unoptimised copy.
static bool is_runtime(const char *name) {
    static const char *const runtime[] = {"memcpy", "memset", "memmove", "memcmp",
                                          "__stack_chk_fail"};
    for (size_t i = 0; i < sizeof runtime / sizeof *runtime; i++) {
        if (strcmp(name, runtime[i]) == 0) {
            return true;
        }
    }
    return starts_with(name, "__aeabi_");
}

static bool is_ordinary_section(const char *section) {
    static const char *const ordinary[] = {".text", ".rodata", ".data", ".bss"};
    for (size_t i = 0; i < sizeof ordinary / sizeof *ordinary; i++) {
        size_t length = strlen(ordinary[i]);
        if (strncmp(section, ordinary[i], length) == 0 &&
            (section[length] == '\0' || section[length] == '.')) {
            return true;
        }
    }
    return *section == '\0' || starts_with(section, "*UND*") || starts_with(section, ".debug");
}

struct audit {
    const char *prefix; // NAME_
    struct set declared, defined, undefined;
    struct set own, own_as;     // Names, and "FILE TYPE" of each.
    struct set callers, called; // Pairs.
    int problems;
};

static void object(struct audit *audit, const char *name, const char *what) {
    fprintf(stderr, "error: [reach] symbol '%s' %s; see capsules/DIALECT.md#reach\n", name, what);
    audit->problems++;
}

// place: what stands before the first space is one.
static void object_at(struct audit *audit, const char *place, const char *name, const char *what) {
    fprintf(stderr, "%.*s: ", (int)strcspn(place, " "), place);
    object(audit, name, what);
}

static void declare_own(struct audit *audit, const char *name, const char *as) {
    for (size_t i = 0; i < audit->own.count; i++) {
        if (strcmp(audit->own.items[i], name) == 0) {
            if (strcmp(audit->own_as.items[i], as) != 0) {
                object_at(audit, as, name, "is declared in two ways: let one header declare it");
            }
            return;
        }
    }
    put(&audit->own, name);
    put(&audit->own_as, as);
}

static bool read_names(struct audit *audit, const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        return false;
    }
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, file) > 0) {
        char *rest = trim(line);
        const char *kind = strsep(&rest, " ");
        const char *name = strsep(&rest, " ");
        if (name != NULL && strcmp(kind, "other") == 0) {
            put(&audit->declared, name);
        } else if (rest != NULL && strcmp(kind, "own") == 0) {
            declare_own(audit, name, rest);
        } else if (rest != NULL && strcmp(kind, "call") == 0) {
            put(&audit->callers, name);
            put(&audit->called, rest);
        }
    }
    free(line);
    fclose(file);
    return true;
}

// Whether a call of name leads to target. visited: callers that were looked at.
static bool leads_to(const struct audit *audit, const char *name, const char *target,
                     struct set *visited) {
    if (has(visited, name)) {
        return false;
    }
    put(visited, name);
    for (size_t i = 0; i < audit->callers.count; i++) {
        if (strcmp(audit->callers.items[i], name) == 0 &&
            (strcmp(audit->called.items[i], target) == 0 ||
             leads_to(audit, audit->called.items[i], target, visited))) {
            return true;
        }
    }
    return false;
}

static void check_calls(struct audit *audit) {
    for (size_t i = 0; i < audit->callers.count; i++) {
        struct set visited = {0};
        if (leads_to(audit, audit->callers.items[i], audit->callers.items[i], &visited)) {
            object(audit, audit->callers.items[i], "calls itself through another file; use a loop");
            return;
        }
    }
}

static void check_own(struct audit *audit) {
    for (size_t i = 0; i < audit->own.count; i++) {
        if (!has(&audit->defined, audit->own.items[i])) {
            object_at(
                audit, audit->own_as.items[i], audit->own.items[i],
                "is declared by a header of this capsule, and not defined by it: define it, or "
                "include the header of who does");
        }
    }
}

static void look_at(struct audit *audit, const char *name, char kind, const char *section) {
    if (strchr("wWvVuC", kind) != NULL) {
        object(audit, name, "is weak, unique or common: define it once, with a value");
    } else if (kind == 'A' || kind == 'a') {
        object(audit, name, "has an absolute address: define an object");
    } else if (kind == 'U') {
        put(&audit->undefined, name);
    } else if (strchr("TDBR", kind) != NULL) {
        put(&audit->defined, name);
        if (!starts_with(name, audit->prefix)) {
            object(audit, name,
                   "does not begin with the capsule's name: make it static, or rename it");
        }
    } else if (strchr("tdbrn", kind) == NULL) {
        object(audit, name, "is of a kind that capsules do not have");
    }
    if (!is_ordinary_section(section)) {
        object(audit, name, "lies in a section of its own");
    }
}

// NAME |VALUE |KIND |TYPE |SIZE |LINE |SECTION
static void read_symbol(struct audit *audit, char *line) {
    char *fields[7] = {0};
    size_t count = 0;
    for (char *rest = line; count < 7 && rest != NULL; count++) {
        fields[count] = strsep(&rest, "|");
    }
    if (count != 7 || strcmp(trim(fields[0]), "Name") == 0) {
        return;
    }
    const char *kind = trim(fields[2]);
    look_at(audit, trim(fields[0]), *kind, trim(fields[6]));
}

static void check_undefined(struct audit *audit) {
    for (size_t i = 0; i < audit->undefined.count; i++) {
        const char *name = audit->undefined.items[i];
        if (!has(&audit->defined, name) && !is_runtime(name) && !has(&audit->own, name) &&
            !has(&audit->declared, name)) {
            object(audit, name,
                   "is exported by no dependency: add the target whose header declares it to deps");
        }
    }
}

// Lines are "ARCHIVE[OBJECT]:" and "SYMBOL KIND VALUE SIZE".
static int check_unique(void) {
    struct audit audit = {0};
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *rest = line;
        const char *name = strsep(&rest, " ");
        char kind = rest == NULL ? 0 : *rest;
        if (kind == 0 || strchr("TDBRCA", kind) == NULL) {
            continue;
        }
        if (has(&audit.defined, name)) {
            object(&audit, name, "is defined twice");
        }
        put(&audit.defined, name);
    }
    return audit.problems == 0 ? 0 : 1;
}

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "--unique") == 0) {
        return check_unique();
    }
    if (count < 2) {
        fputs("usage: nm --format=sysv OBJECT... | audit NAME NAMES...\n"
              "       nm --format=posix --defined-only --extern-only ARCHIVE... | audit --unique\n",
              stderr);
        return 2;
    }
    char prefix[256];
    snprintf(prefix, sizeof prefix, "%s_", arguments[1]);
    struct audit audit = {.prefix = prefix};
    for (int i = 2; i < count; i++) {
        if (!read_names(&audit, arguments[i])) {
            return 2;
        }
    }
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        read_symbol(&audit, line);
    }
    check_undefined(&audit);
    check_own(&audit);
    check_calls(&audit);
    return audit.problems == 0 ? 0 : 1;
}
