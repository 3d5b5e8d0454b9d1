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
//    capsule's own (it lists them, one a line, in the files NAMES), or is what the compiler calls
//    on its own.
//  - A name with the capsule's own prefix is defined by the capsule itself.
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

static bool read_names(struct set *set, const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        return false;
    }
    char line[1024];
    while (fgets(line, sizeof line, file) != NULL) {
        put(set, trim(line));
    }
    fclose(file);
    return true;
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
    int problems;
};

static void object(struct audit *audit, const char *name, const char *what) {
    fprintf(stderr, "error: [reach] symbol '%s' %s; see capsules/DIALECT.md#reach\n", name, what);
    audit->problems++;
}

static void look_at(struct audit *audit, const char *name, char kind, const char *section) {
    if (strchr("wWvVuC", kind) != NULL) {
        object(audit, name, "is weak, unique or common");
    } else if (kind == 'A' || kind == 'a') {
        object(audit, name, "has an absolute address");
    } else if (kind == 'U') {
        put(&audit->undefined, name);
    } else if (strchr("TDBR", kind) != NULL) {
        put(&audit->defined, name);
        if (!starts_with(name, audit->prefix)) {
            object(audit, name, "does not begin with the capsule's name");
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
        if (has(&audit->defined, name) || is_runtime(name)) {
            continue;
        }
        if (starts_with(name, audit->prefix)) {
            object(audit, name, "is declared by this capsule, and not defined by it");
        } else if (!has(&audit->declared, name)) {
            object(audit, name, "is exported by no dependency");
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
        if (!read_names(&audit.declared, arguments[i])) {
            return 2;
        }
    }
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        read_symbol(&audit, line);
    }
    check_undefined(&audit);
    return audit.problems == 0 ? 0 : 1;
}
