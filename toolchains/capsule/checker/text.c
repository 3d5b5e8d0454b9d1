// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/capsule/checker/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

// A file's tokens without its comments.
struct text {
    struct unit *unit;
    CXFile file;
    const char *name;
    CXToken *tokens;
    const char **words; // Their spellings.
    unsigned count;
};

static const struct {
    const char *word;
    enum rule rule;
} forbidden[] = {
    {"asm", RULE_ASSEMBLY},
    {"_Pragma", RULE_DIRECTIVE},
    {"__attribute__", RULE_ATTRIBUTE},
    {"__attribute", RULE_ATTRIBUTE},
    {"__declspec", RULE_ATTRIBUTE},
    {"__asm__", RULE_ASSEMBLY},
    {"__asm", RULE_ASSEMBLY},
    {"_Noreturn", RULE_ATTRIBUTE},
    {"alignas", RULE_ATTRIBUTE},
    {"_Alignas", RULE_ATTRIBUTE},
    {"float", RULE_FLOAT},
    {"double", RULE_FLOAT},
    {"_Complex", RULE_FLOAT},
    {"goto", RULE_GOTO},
    {"setjmp", RULE_GOTO},
    {"longjmp", RULE_GOTO},
    {"union", RULE_UNION},
    {"...", RULE_VARIADIC},
    {"va_list", RULE_VARIADIC},
    {"va_start", RULE_VARIADIC},
    {"va_arg", RULE_VARIADIC},
    {"volatile", RULE_VOLATILE},
    {"__volatile__", RULE_VOLATILE},
    {"__volatile", RULE_VOLATILE},
    {"_Atomic", RULE_VOLATILE},
    {"_Generic", RULE_KEYWORD},
    {"typeof", RULE_KEYWORD},
    {"typeof_unqual", RULE_KEYWORD},
    {"auto", RULE_KEYWORD},
    {"constexpr", RULE_KEYWORD},
    {"register", RULE_KEYWORD},
    {"restrict", RULE_KEYWORD},
    {"inline", RULE_KEYWORD},
    {"thread_local", RULE_KEYWORD},
    {"wchar_t", RULE_KEYWORD},
    {"unreachable", RULE_BUILTIN},
    {"offsetof", RULE_BUILTIN},
    {"alloca", RULE_BUILTIN},
};

static bool at(const struct text *text, unsigned index, const char *word) {
    return index < text->count && strcmp(text->words[index], word) == 0;
}

static void object(const struct text *text, unsigned index, enum rule rule, const char *format) {
    struct place place = {.file = text->name, .line = 1, .column = 1};
    const char *word = "";
    if (index < text->count) {
        CXSourceLocation location = clang_getTokenLocation(text->unit->tu, text->tokens[index]);
        clang_getFileLocation(location, NULL, &place.line, &place.column, &place.offset);
        word = text->words[index];
    }
    report_at(text->unit, place, rule, format, word);
}

static void check_word(const struct text *text, unsigned index) {
    const char *word = text->words[index];
    if (strchr(word, '\\') != NULL) {
        object(text, index, RULE_DIRECTIVE, "'%s' has another spelling");
    }
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
        if (strcmp(word, forbidden[i].word) == 0) {
            object(text, index, forbidden[i].rule, "'%s' is not for capsules");
            return;
        }
    }
    if (starts_with(word, "__")) {
        object(text, index, RULE_BUILTIN, "'%s' belongs to the compiler");
    } else if (word[0] == '_' && isupper((unsigned char)word[1])) {
        object(text, index, RULE_KEYWORD, "'%s' is not for capsules");
    }
}

// Another spelling of a mark could hide what the rules look for.
static void check_mark(const struct text *text, unsigned index) {
    static const char *const digraphs[] = {"%:", "%:%:", "<:", ":>", "<%", "%>"};
    const char *mark = text->words[index];
    bool odd = strcmp(mark, "##") == 0 || strchr(mark, '\\') != NULL;
    for (size_t i = 0; i < sizeof digraphs / sizeof *digraphs; i++) {
        odd = odd || strcmp(mark, digraphs[i]) == 0;
    }
    if (odd) {
        object(text, index, RULE_DIRECTIVE, "'%s' hides what the text means");
    }
    if (strcmp(mark, "...") == 0) {
        check_word(text, index);
    }
}

static void check_attribute(const struct text *text, unsigned index) {
    static const char *const allowed[] = {"nodiscard", "maybe_unused", "fallthrough"};
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        if (at(text, index + 2, allowed[i]) && at(text, index + 3, "]") &&
            at(text, index + 4, "]")) {
            return;
        }
    }
    object(text, index + 2, RULE_ATTRIBUTE, "attribute '%s' is not for capsules");
}

static void check_directive(const struct text *text, unsigned index, bool after_code) {
    if (at(text, index + 1, "include")) {
        if (after_code) {
            object(text, index + 1, RULE_INCLUDE, "'#%s' after other code");
        }
    } else if (!at(text, index + 1, "pragma") || !at(text, index + 2, "once")) {
        object(text, index + 1, RULE_DIRECTIVE, "'#%s' is not for capsules");
    }
}

// In a .c file, everything comes from a header or is defined there; in a header, extern declares a
// constant table.
static void check_extern(const struct text *text, unsigned index) {
    size_t length = strlen(text->name);
    bool header = length > 2 && strcmp(text->name + length - 2, ".h") == 0;
    if (!header || !at(text, index + 1, "const")) {
        object(text, index, RULE_EXTERN, "'%s' declares something by hand");
    }
}

static bool is_on_line(const struct text *text, unsigned index, unsigned line) {
    unsigned its_line;
    CXSourceLocation location = clang_getTokenLocation(text->unit->tu, text->tokens[index]);
    clang_getFileLocation(location, NULL, &its_line, NULL, NULL);
    return its_line == line;
}

static unsigned line_of(const struct text *text, unsigned index) {
    unsigned line;
    CXSourceLocation location = clang_getTokenLocation(text->unit->tu, text->tokens[index]);
    clang_getFileLocation(location, NULL, &line, NULL, NULL);
    return line;
}

static void check_tokens(const struct text *text) {
    bool after_code = false;
    int depth = 0;
    for (unsigned i = 0; i < text->count; i++) {
        enum CXTokenKind kind = clang_getTokenKind(text->tokens[i]);
        if (kind == CXToken_Punctuation) {
            check_mark(text, i);
        } else if (kind != CXToken_Literal) {
            check_word(text, i);
        } else if (isdigit((unsigned char)*text->words[i]) &&
                   strspn(text->words[i], "0123456789abcdefABCDEFxXuUlL'.+-pP") !=
                       strlen(text->words[i])) {
            object(text, i, RULE_EXPRESSION, "%s is no plain number");
        } else if (isalpha((unsigned char)*text->words[i])) {
            object(text, i, RULE_STRING, "%s is no plain literal");
        }
        if (at(text, i, "#")) {
            check_directive(text, i, after_code);
            unsigned line = line_of(text, i);
            while (i + 1 < text->count && is_on_line(text, i + 1, line)) {
                i++;
                if (clang_getTokenKind(text->tokens[i]) != CXToken_Literal) {
                    check_word(text, i);
                }
            }
            continue;
        }
        after_code = true;
        if (at(text, i, "[") && at(text, i + 1, "[")) {
            check_attribute(text, i);
        } else if (at(text, i, "extern")) {
            check_extern(text, i);
        }
        depth += at(text, i, "{") || at(text, i, "(") || at(text, i, "[");
        depth -= at(text, i, "}") || at(text, i, ")") || at(text, i, "]");
    }
    unsigned last = text->count == 0 ? 0 : text->count - 1;
    if (after_code && (depth != 0 || !(at(text, last, ";") || at(text, last, "}")))) {
        object(text, last, RULE_INCLUDE, "the file ends in the middle of something, after '%s'");
    }
}

// A spliced line, or a character that is not text, could make two readers see two programs.
static void check_characters(const struct text *text) {
    size_t size = 0;
    const char *bytes = clang_getFileContents(text->unit->tu, text->file, &size);
    struct place place = {.file = text->name, .line = 1, .column = 1};
    for (size_t i = 0; i < size; i++, place.column++) {
        unsigned char c = (unsigned char)bytes[i];
        size_t next = i + 1;
        while (next < size && (bytes[next] == ' ' || bytes[next] == '\t' || bytes[next] == '\r')) {
            next++;
        }
        if (c == '\\' && next < size && bytes[next] == '\n') {
            report_at(text->unit, place, RULE_DIRECTIVE, "a line is spliced");
        } else if ((c < ' ' && c != '\n' && c != '\t') || c > '~') {
            report_at(text->unit, place, RULE_DIRECTIVE, "a character that is not ASCII text");
        }
        if (c == '\n') {
            place.line++;
            place.column = 0;
        }
    }
}

static void check_file(struct unit *unit, CXFile file, const char *name) {
    size_t size = 0;
    clang_getFileContents(unit->tu, file, &size);
    CXSourceRange whole =
        clang_getRange(clang_getLocationForOffset(unit->tu, file, 0),
                       clang_getLocationForOffset(unit->tu, file, (unsigned)size));
    CXToken *tokens;
    unsigned count;
    clang_tokenize(unit->tu, whole, &tokens, &count);
    struct text text = {.unit = unit, .file = file, .name = name, .tokens = tokens};
    text.words = calloc(count + 1, sizeof *text.words);
    for (unsigned i = 0; i < count; i++) {
        if (clang_getTokenKind(tokens[i]) != CXToken_Comment) {
            tokens[text.count] = tokens[i];
            text.words[text.count++] = text_of(clang_getTokenSpelling(unit->tu, tokens[i]));
        }
    }
    check_characters(&text);
    check_tokens(&text);
}

static bool is_ours(const char *name) {
    static const char *const folders[] = {"kernel/",          "hil/",
                                          "capsules/",        "testing/bench/",
                                          "testing/dialect/", "toolchains/selftest/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (starts_with(name, folders[i])) {
            return true;
        }
    }
    return false;
}

// What is included must be what its name says: kernel/slice.h is not a file of the capsule's own
// that lies in a folder called kernel.
static enum CXChildVisitResult check_include(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    static const char *const freestanding[] = {"stdint.h", "stddef.h", "stdbool.h"};
    struct unit *unit = data;
    if (cursor.kind != CXCursor_InclusionDirective || author_of(unit, cursor) == AUTHOR_TRUSTED) {
        return CXChildVisit_Continue;
    }
    const char *name = name_of(cursor);
    const char *found = file_name(clang_getIncludedFile(cursor));
    bool allowed = strcmp(name, found) == 0 && strstr(name, "/.") == NULL &&
                   strstr(name, "//") == NULL && is_ours(name);
    size_t length = strlen(name);
    allowed = allowed && length > 2 && strcmp(name + length - 2, ".h") == 0;
    for (size_t i = 0; i < sizeof freestanding / sizeof *freestanding; i++) {
        allowed = allowed || (strcmp(name, freestanding[i]) == 0 && is_compiler_header(found));
    }
    if (!allowed) {
        report_at(unit, place_of(cursor), RULE_INCLUDE, "'%s' is not for capsules", name);
    }
    return CXChildVisit_Continue;
}

static void visit_file(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data) {
    (void)stack;
    (void)depth;
    struct unit *unit = data;
    const char *name = file_name(file);
    if (file_author(unit, name) != AUTHOR_TRUSTED) {
        check_file(unit, file, name);
    }
}

void check_text(struct unit *unit) {
    clang_getInclusions(unit->tu, visit_file, unit);
    clang_visitChildren(unit->root->cursor, check_include, unit);
}
