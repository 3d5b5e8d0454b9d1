// SPDX-License-Identifier: Apache-2.0 OR MIT
// checker --name NAME [--own FILE]... [--off RULE]... [--out FILE] SOURCE -- COMPILER ARGUMENTS
// checker --rules
//
// Holds one source of the capsule NAME against the dialect (capsules/DIALECT.md). --own names a
// header of the capsule's own; --off leaves a rule out, for tests. If nothing is wrong it writes to
// FILE what the audit of symbols has to know:
//     other NAME             the source may refer to it: a header of somebody else declares it
//     own NAME PLACE TYPE    a header of the capsule's own declares it, so the capsule defines it
//     call NAME OTHER        a function calls one in another of the capsule's files
// Exit status 1 if something is wrong. --rules lists the rules.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "toolchains/capsule/checker/declarations.h"
#include "toolchains/capsule/checker/expressions.h"
#include "toolchains/capsule/checker/flow.h"
#include "toolchains/capsule/checker/interfaces.h"
#include "toolchains/capsule/checker/lifetimes.h"
#include "toolchains/capsule/checker/members.h"
#include "toolchains/capsule/checker/text.h"
#include "toolchains/capsule/checker/unit.h"
#include "toolchains/capsule/checker/vocabulary.h"

struct options {
    struct unit unit;
    const char *source;
    const char *out;
    const char *const *compiler; // Arguments, after "--".
    int compiler_count;
};

// A source can be written so that looking at it takes for ever.
static void limit_effort(void) {
    const struct rlimit seconds = {.rlim_cur = 60, .rlim_max = 60};
    const struct rlimit memory = {.rlim_cur = 3u << 30, .rlim_max = 3u << 30};
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_AS, &memory);
}

static void usage(void) {
    fputs("usage: checker --name NAME [--own FILE]... [--off RULE]... [--out FILE] SOURCE -- "
          "COMPILER ARGUMENTS\n",
          stderr);
    exit(2);
}

static void switch_off(struct unit *unit, const char *name) {
    enum rule rule = rule_named(name);
    if (rule == RULE_COUNT) {
        fprintf(stderr, "checker: no rule is called '%s'\n", name);
        exit(2);
    }
    unit->off[rule] = true;
}

static struct options parse_options(int count, char **arguments) {
    struct options options = {0};
    options.unit.own = calloc((size_t)count + 1, sizeof *options.unit.own);
    options.unit.own_count = 1; // The source.
    int i = 1;
    for (; i < count && strcmp(arguments[i], "--") != 0; i++) {
        const char *value = i + 1 < count ? arguments[i + 1] : "";
        if (strncmp(arguments[i], "--", 2) != 0) {
            options.source = arguments[i];
            continue;
        }
        if (strcmp(arguments[i], "--name") == 0) {
            options.unit.prefix = value;
        } else if (strcmp(arguments[i], "--own") == 0) {
            options.unit.own[options.unit.own_count++] = value;
        } else if (strcmp(arguments[i], "--off") == 0) {
            switch_off(&options.unit, value);
        } else if (strcmp(arguments[i], "--out") == 0) {
            options.out = value;
        } else {
            usage();
        }
        i++;
    }
    if (options.source == NULL || options.unit.prefix == NULL || i == count) {
        usage();
    }
    options.unit.own[0] = options.source;
    options.compiler = (const char *const *)arguments + i + 1;
    options.compiler_count = count - i - 1;
    return options;
}

static bool parse(struct options *options) {
    CXIndex index = clang_createIndex(0, 0);
    enum CXErrorCode error = clang_parseTranslationUnit2(
        index, options->source, options->compiler, options->compiler_count, NULL, 0,
        CXTranslationUnit_DetailedPreprocessingRecord, &options->unit.tu);
    if (error != CXError_Success) {
        fprintf(
            stderr,
            "%s:1:1: error: [compiles] the compiler gives up on this source (%d): it may be nested "
            "too deep; see capsules/DIALECT.md#compiles\n",
            options->source, error);
        return false;
    }
    return true;
}

// The other checks see only what compiles: an error hides a part of the tree.
static bool check_compiles(struct unit *unit) {
    bool compiles = true;
    unsigned count = clang_getNumDiagnostics(unit->tu);
    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit->tu, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Warning) {
            struct place place;
            CXFile file;
            clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, &place.line,
                                  &place.column, &place.offset);
            place.file = file_name(file);
            report_at(unit, place, RULE_COMPILES, "%s",
                      text_of(clang_getDiagnosticSpelling(diagnostic)));
            compiles = unit->off[RULE_COMPILES];
        }
    }
    return compiles;
}

struct names {
    struct unit *unit;
    FILE *out;
};

static enum CXChildVisitResult write_name(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    struct names *names = data;
    bool named = cursor.kind == CXCursor_FunctionDecl || cursor.kind == CXCursor_VarDecl;
    if (!named || clang_getCursorLinkage(cursor) != CXLinkage_External) {
        return CXChildVisit_Continue;
    }
    if (author_of(names->unit, cursor) != AUTHOR_OWN) {
        fprintf(names->out, "other %s\n", name_of(cursor));
    } else if (is_in_header(cursor)) {
        CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
        struct place place = place_of(cursor);
        fprintf(names->out, "own %s %s:%u:%u %s\n", name_of(cursor), place.file, place.line,
                place.column, text_of(clang_getTypeSpelling(type)));
    }
    return CXChildVisit_Continue;
}

static bool write_names(struct options *options) {
    FILE *out = fopen(options->out, "w");
    if (out == NULL) {
        perror(options->out);
        return false;
    }
    struct names names = {&options->unit, out};
    clang_visitChildren(options->unit.root->cursor, write_name, &names);
    write_calls(&options->unit, out);
    return fclose(out) == 0;
}

static int list_rules(void) {
    for (enum rule rule = 0; rule < RULE_COUNT; rule++) {
        puts(rule_text(rule)->name);
    }
    return 0;
}

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "--rules") == 0) {
        return list_rules();
    }
    struct options options = parse_options(count, arguments);
    limit_effort();
    if (!parse(&options)) {
        return 2;
    }
    unit_build(&options.unit);
    check_text(&options.unit);
    if (!check_compiles(&options.unit)) {
        return 1;
    }
    check_declarations(&options.unit);
    check_expressions(&options.unit);
    check_vocabulary(&options.unit);
    check_members(&options.unit);
    check_flow(&options.unit);
    check_interfaces(&options.unit);
    check_lifetimes(&options.unit);
    if (options.unit.problems > 0) {
        return 1;
    }
    return options.out == NULL || write_names(&options) ? 0 : 2;
}
