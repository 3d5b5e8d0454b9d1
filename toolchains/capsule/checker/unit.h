// SPDX-License-Identifier: Apache-2.0 OR MIT
// One capsule source, parsed: its tree, where each piece of it was written, and what was found
// wrong with it. The checker runs once and ends: memory is never freed.
#pragma once

#include <clang-c/Index.h>
#include <stddef.h>

#include "toolchains/capsule/checker/rules.h"

// Who wrote a file.
enum author {
    AUTHOR_TRUSTED, // kernel/, hil/, the compiler's own headers.
    AUTHOR_OWN,     // The capsule under test.
    AUTHOR_OTHER,   // Another capsule.
};

// A place in a file, as a person sees it.
struct place {
    const char *file;
    unsigned line, column, offset;
};

// One cursor of libclang's tree. Nodes are in source order.
struct node {
    CXCursor cursor;
    enum CXCursorKind kind;
    CXType type;                      // Canonical.
    bool trusted;                     // A trusted header wrote all of it: a macro's body.
    unsigned first_index, last_index; // Position in the unit; of its last descendant.
    unsigned visit;                   // The last walk along calls that came here.
    unsigned char leads_out;          // lent.c keeps its answer here.
    struct node *parent, *first, *last, *next;
    struct node *next_in_bucket; // Of a declaration: unit.c finds them so.
};

// A macro that a capsule's file uses.
struct expansion {
    CXCursor cursor;
    const char *name;
    const char *file;
    unsigned begin, end; // Offsets of the use in the file.
};

struct unit {
    CXTranslationUnit tu;
    const char *prefix; // The capsule's name.
    const char **own;   // Its files, the source first.
    size_t own_count;
    bool off[RULE_COUNT];
    unsigned problems;
    struct expansion *expansions;
    size_t expansion_count;
    struct node *root; // Children: what capsule files declare.
};

// Builds the tree under unit->root.
void unit_build(struct unit *unit);

// A file's name as it would be included.
const char *file_name(CXFile file);
bool is_compiler_header(const char *name);
enum author file_author(const struct unit *unit, const char *name);

// Where a person sees the node, and who wrote it.
struct place place_of(CXCursor cursor);
enum author author_of(const struct unit *unit, CXCursor cursor);
const char *spelled_in(CXCursor cursor); // The file that wrote it, be it as a macro's body.
bool is_in_header(CXCursor cursor);

// Text that lives as long as the program.
const char *text_of(CXString string);
const char *name_of(CXCursor cursor);
bool is_named(CXCursor cursor, const char *name);
bool starts_with(const char *text, const char *prefix);

// Prints a problem, unless its rule is off:
//     FILE:LINE:COLUMN: error: [RULE] MESSAGE
//     FILE:LINE:COLUMN: note: ADVICE; see capsules/DIALECT.md#RULE
void report_at(struct unit *unit, struct place place, enum rule rule, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void report(struct unit *unit, const struct node *node, enum rule rule, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// Calls check for each node under top, itself included.
typedef void node_check(struct unit *unit, struct node *node);
void for_each(struct unit *unit, struct node *top, node_check *check);

// Tree navigation.
struct node *child(const struct node *node, unsigned index); // Null if there is none.
unsigned child_count(const struct node *node);
bool is_implicit(const struct node *node); // A conversion that nobody wrote, or an initialiser.
struct node *strip(struct node *node);     // Without parentheses and implicit conversions.
struct node *consumer(struct node *node);  // The first parent that is neither.
struct node *enclosing(const struct node *node, enum CXCursorKind kind); // Null if there is none.
bool contains(const struct node *outer, const struct node *inner);
struct node *node_for(struct node *top, CXCursor cursor); // The declaration's node; null if none.
struct node *definition_of(struct unit *unit, CXCursor function); // Null if it is elsewhere.

// The use of a macro that begins there; null if none does.
const struct expansion *expansion_at(const struct unit *unit, const char *file, unsigned offset);

// The name of the macro whose body wrote the node; null if it was written in place.
const char *macro_of(const struct unit *unit, const struct node *node);
