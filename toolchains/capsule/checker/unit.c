// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/capsule/checker/unit.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *text_of(CXString string) {
    const char *text = clang_getCString(string);
    return text == NULL ? "" : text;
}

const char *name_of(CXCursor cursor) {
    return text_of(clang_getCursorSpelling(cursor));
}

bool is_named(CXCursor cursor, const char *name) {
    return strcmp(name_of(cursor), name) == 0;
}

bool starts_with(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

const char *file_name(CXFile file) {
    const char *name = file == NULL ? "" : text_of(clang_getFileName(file));
    while (starts_with(name, "./")) {
        name += 2;
    }
    return name;
}

bool is_compiler_header(const char *name) {
    return starts_with(name, "external/llvm/usr/lib/llvm-19/lib/clang/19/include/");
}

enum author file_author(const struct unit *unit, const char *name) {
    for (size_t i = 0; i < unit->own_count; i++) {
        if (strcmp(name, unit->own[i]) == 0) {
            return AUTHOR_OWN;
        }
    }
    bool trusted = starts_with(name, "kernel/") || starts_with(name, "hil/") ||
                   is_compiler_header(name) || *name == '\0';
    return trusted ? AUTHOR_TRUSTED : AUTHOR_OTHER;
}

const char *spelled_in(CXCursor cursor) {
    CXFile file;
    clang_getSpellingLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
    return file_name(file);
}

struct place place_of(CXCursor cursor) {
    struct place place;
    CXFile file;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, &place.line, &place.column,
                          &place.offset);
    place.file = file_name(file);
    return place;
}

// What a macro pasted together lies in no file: then it counts where it stands.
enum author author_of(const struct unit *unit, CXCursor cursor) {
    const char *file = spelled_in(cursor);
    return file_author(unit, *file == '\0' ? place_of(cursor).file : file);
}

bool is_in_header(CXCursor cursor) {
    const char *file = place_of(cursor).file;
    size_t length = strlen(file);
    return length > 2 && strcmp(file + length - 2, ".h") == 0;
}

static void print_problem(struct unit *unit, struct place place, enum rule rule, const char *format,
                          va_list arguments) {
    if (unit->off[rule]) {
        return;
    }
    const struct rule_text *text = rule_text(rule);
    unit->problems++;
    fprintf(stderr, "%s:%u:%u: error: [%s] ", place.file, place.line, place.column, text->name);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n%s:%u:%u: note: %s; see capsules/DIALECT.md#%s\n", place.file, place.line,
            place.column, text->advice, text->name);
}

void report_at(struct unit *unit, struct place place, enum rule rule, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    print_problem(unit, place, rule, format, arguments);
    va_end(arguments);
}

void report(struct unit *unit, const struct node *node, enum rule rule, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    print_problem(unit, place_of(node->cursor), rule, format, arguments);
    va_end(arguments);
}

// Macros.

static const char *file_of(CXSourceLocation location, unsigned *offset) {
    CXFile file;
    clang_getFileLocation(location, &file, NULL, NULL, offset);
    return file_name(file);
}

static enum CXChildVisitResult add_expansion(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    struct unit *unit = data;
    const char *file = spelled_in(cursor);
    if (cursor.kind != CXCursor_MacroExpansion || file_author(unit, file) == AUTHOR_TRUSTED) {
        return CXChildVisit_Continue;
    }
    if ((unit->expansion_count & (unit->expansion_count + 1)) == 0) {
        size_t size = (2 * unit->expansion_count + 1) * sizeof *unit->expansions;
        unit->expansions = realloc(unit->expansions, size);
    }
    struct expansion *expansion = &unit->expansions[unit->expansion_count++];
    CXSourceRange range = clang_getCursorExtent(cursor);
    *expansion = (struct expansion){.cursor = cursor, .name = name_of(cursor), .file = file};
    file_of(clang_getRangeStart(range), &expansion->begin);
    file_of(clang_getRangeEnd(range), &expansion->end);
    return CXChildVisit_Continue;
}

const struct expansion *expansion_at(const struct unit *unit, const char *file, unsigned offset) {
    for (size_t i = 0; i < unit->expansion_count; i++) {
        const struct expansion *expansion = &unit->expansions[i];
        if (expansion->begin == offset && strcmp(expansion->file, file) == 0) {
            return expansion;
        }
    }
    return NULL;
}

// Whether the whole of it is the body of one macro: what begins with a macro and goes on behind it
// is the capsule's.
static bool is_body(const struct unit *unit, CXSourceRange range) {
    CXFile spelled;
    unsigned begin;
    unsigned end;
    clang_getSpellingLocation(clang_getRangeStart(range), &spelled, NULL, NULL, NULL);
    const char *file = file_of(clang_getRangeStart(range), &begin);
    file_of(clang_getRangeEnd(range), &end);
    if (spelled == NULL || file_author(unit, file_name(spelled)) != AUTHOR_TRUSTED) {
        return false;
    }
    if (file_author(unit, file) == AUTHOR_TRUSTED) {
        return true;
    }
    // libclang moves an end that is a macro's to the end of its use, or, for a use within another
    // one's argument, leaves it where that use begins.
    const struct expansion *use = expansion_at(unit, file, begin);
    return use != NULL && (end == use->end || end == begin);
}

static bool is_trusted(const struct unit *unit, CXCursor cursor, const struct node *parent) {
    CXSourceRange range = clang_getCursorExtent(cursor);
    if (clang_Range_isNull(range)) {
        return parent->trusted;
    }
    bool declares = clang_isDeclaration(cursor.kind) && *name_of(cursor) != '\0';
    return is_body(unit, range) && (!declares || author_of(unit, cursor) == AUTHOR_TRUSTED);
}

// Declarations, to be found by their cursors.

enum { BUCKETS = 4096 };

static struct node *declared[BUCKETS];

static unsigned bucket_of(CXCursor cursor) {
    return clang_hashCursor(cursor) % BUCKETS;
}

static void put_declared(struct node *node) {
    struct node **bucket = &declared[bucket_of(node->cursor)];
    while (*bucket != NULL) {
        bucket = &(*bucket)->next_in_bucket; // In source order.
    }
    *bucket = node;
}

struct builder {
    struct unit *unit;
    struct node *parent;
    unsigned *next_index;
    unsigned depth;
};

enum { DEPTH_LIMIT = 1000 };

static enum CXChildVisitResult add(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    struct builder *builder = data;
    if (builder->parent == builder->unit->root &&
        (clang_isPreprocessing(cursor.kind) ||
         file_author(builder->unit, place_of(cursor).file) == AUTHOR_TRUSTED)) {
        return CXChildVisit_Continue;
    }
    struct node *node = calloc(1, sizeof *node);
    node->cursor = cursor;
    node->kind = cursor.kind;
    if (builder->depth > DEPTH_LIMIT) {
        report_at(builder->unit, place_of(cursor), RULE_COMPILES, "this is nested too deep");
        exit(1);
    }
    node->type = clang_getCanonicalType(clang_getCursorType(cursor));
    node->trusted = is_trusted(builder->unit, cursor, builder->parent);
    node->parent = builder->parent;
    if (node->parent->last == NULL) {
        node->parent->first = node;
    } else {
        node->parent->last->next = node;
    }
    node->parent->last = node;
    node->first_index = (*builder->next_index)++;
    if (clang_isDeclaration(node->kind)) {
        put_declared(node);
    }
    struct builder below = {builder->unit, node, builder->next_index, builder->depth + 1};
    clang_visitChildren(cursor, add, &below);
    node->last_index = *builder->next_index;
    return CXChildVisit_Continue;
}

void unit_build(struct unit *unit) {
    unsigned next_index = 0;
    unit->root = calloc(1, sizeof *unit->root);
    unit->root->cursor = clang_getTranslationUnitCursor(unit->tu);
    unit->root->kind = CXCursor_TranslationUnit;
    clang_visitChildren(unit->root->cursor, add_expansion, unit);
    struct builder builder = {unit, unit->root, &next_index, 0};
    clang_visitChildren(unit->root->cursor, add, &builder);
    unit->root->last_index = next_index;
}

void for_each(struct unit *unit, struct node *top, node_check *check) {
    check(unit, top);
    for (struct node *below = top->first; below != NULL; below = below->next) {
        for_each(unit, below, check);
    }
}

struct node *child(const struct node *node, unsigned index) {
    struct node *below = node->first;
    while (below != NULL && index-- > 0) {
        below = below->next;
    }
    return below;
}

unsigned child_count(const struct node *node) {
    unsigned count = 0;
    for (struct node *below = node->first; below != NULL; below = below->next) {
        count++;
    }
    return count;
}

bool is_implicit(const struct node *node) {
    return node->kind == CXCursor_UnexposedExpr;
}

struct node *strip(struct node *node) {
    while (node != NULL && (is_implicit(node) || node->kind == CXCursor_ParenExpr) &&
           node->first != NULL && node->first == node->last) {
        node = node->first;
    }
    return node;
}

struct node *consumer(struct node *node) {
    struct node *above = node->parent;
    while (is_implicit(above) || above->kind == CXCursor_ParenExpr) {
        above = above->parent;
    }
    return above;
}

struct node *enclosing(const struct node *node, enum CXCursorKind kind) {
    struct node *above = node->parent;
    while (above != NULL && above->kind != kind) {
        above = above->parent;
    }
    return above;
}

bool contains(const struct node *outer, const struct node *inner) {
    return outer->first_index <= inner->first_index && inner->first_index < outer->last_index;
}

struct node *node_for(struct node *top, CXCursor cursor) {
    for (struct node *node = declared[bucket_of(cursor)]; node != NULL;
         node = node->next_in_bucket) {
        if (clang_equalCursors(node->cursor, cursor) && contains(top, node)) {
            return node;
        }
    }
    return NULL;
}

const char *macro_of(const struct unit *unit, const struct node *node) {
    struct place place = place_of(node->cursor);
    const struct expansion *use = expansion_at(unit, place.file, place.offset);
    return node->trusted && use != NULL ? use->name : NULL;
}

struct node *definition_of(struct unit *unit, CXCursor function) {
    return node_for(unit->root, clang_getCursorDefinition(function));
}
