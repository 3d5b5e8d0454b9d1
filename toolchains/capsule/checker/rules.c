// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/capsule/checker/rules.h"

#include <string.h>

static const struct rule_text texts[RULE_COUNT] = {
    [RULE_COMPILES] = {"compiles", "a capsule must compile without a warning"},
    [RULE_DIRECTIVE] = {"directive", "write #include and #pragma once only; constants are enums or "
                                     "static const, macros are functions"},
    [RULE_INCLUDE] = {"include",
                      "include \"kernel/...\", \"hil/...\", \"capsules/...\", <stdint.h>, "
                      "<stddef.h>, <stdbool.h> by path from the root, before all else"},
    [RULE_ASSEMBLY] = {"assembly", "ask the board for an interface (hil/) that does it"},
    [RULE_ATTRIBUTE] = {"attribute",
                        "use [[nodiscard]], [[maybe_unused]] and [[fallthrough]] only"},
    [RULE_BUILTIN] = {"builtin", "use what //kernel offers; names that begin with two underscores "
                                 "are the compiler's"},
    [RULE_EXTERN] = {"extern", "include the header that declares it"},
    [RULE_FLOAT] = {"float", "use integers, scaled"},
    [RULE_GOTO] = {"goto", "use return, break, continue, or a function of its own"},
    [RULE_KEYWORD] = {"keyword", "spell the type, and keep to plain C"},
    [RULE_UNION] = {"union", "use a struct with a field for each case, or shifts on integers"},
    [RULE_VARIADIC] = {"variadic", "write a function for each shape (kernel/format.h writes values "
                                   "one by one)"},
    [RULE_VOLATILE] = {"volatile", "registers belong to chips/; capsules run to completion"},
    [RULE_ARRAY] = {"array", "give the array a constant size of at least 1"},
    [RULE_GLOBAL] = {"global", "make it static, or a const table that the own header declares"},
    [RULE_HEADER] = {"header", "move the definition to the .c file"},
    [RULE_INITIALISE] = {"initialise", "initialise it where it is declared, each pointer by name"},
    [RULE_NAME] = {"name", "choose another name: kernel macros use this one"},
    [RULE_PREFIX] = {"prefix", "begin the name with the capsule's own and an underscore"},
    [RULE_SIZE] = {"size", "no object of a capsule has more than 16 KiB"},
    [RULE_STACK] = {"stack", "let the board provide the memory, or keep it in the grant"},
    [RULE_STRING] = {"string", "text is a string literal behind const char *; bytes are uint8_t"},
    [RULE_TAG] = {"tag", "choose a type name that no other header declares"},
    [RULE_TYPEDEF] = {"typedef", "spell out struct and enum; typedef names function types only"},
    [RULE_VOID] = {"void", "name the type; bytes travel in slices and buffers"},
    [RULE_ARITHMETIC] = {"arithmetic", "use slice_part(), span_at() or an index"},
    [RULE_CALL] = {"call", "use the macro that wraps it"},
    [RULE_CAST] = {"cast",
                   "keep the pointer's type; container_of() leads from member to container"},
    [RULE_ENUM] = {"enum", "use one of its constants, or enum_from(), which checks the range"},
    [RULE_EXPRESSION] = {"expression", "write plain statements and expressions"},
    [RULE_INDEX] = {"index", "index arrays only; tables with span_at(), bytes with slice_get(), an "
                             "element's address with array_at()"},
    [RULE_PRIVATE] = {"private", "call a function of the capsule that it belongs to"},
    [RULE_SEALED] = {"sealed", "use the functions and macros of the header that declares it"},
    [RULE_RECURSION] = {"recursion", "use a loop"},
    [RULE_RETURN] = {"return", "end every path with a return of a value"},
    [RULE_SWITCH] = {"switch", "handle each value or give a default; labels stand directly in the "
                               "switch, declarations in braces"},
    [RULE_CONTAINER] = {"container",
                        "use container_of() on the first parameter of a static function "
                        "that stands only in tables for that member"},
    [RULE_COPY] = {"copy", "pass a pointer to it"},
    [RULE_INTERFACE] = {"interface",
                        "set ops to the address of the own table; call x->ops->f(x, ...)"},
    [RULE_GRANT] = {"grant",
                    "keep plain values in the grant, and pointers in the capsule's object"},
    [RULE_LENT] = {"lent", "finish with the bytes first, or take a new slice from the buffer when "
                           "it is back"},
    [RULE_OWNED] = {"owned", "move buffers with buffer_take(), and hand each on or back"},
    [RULE_SCOPE] = {"scope", "use it within the block, or copy what it holds"},
};

const struct rule_text *rule_text(enum rule rule) {
    return &texts[rule];
}

enum rule rule_named(const char *name) {
    enum rule rule = 0;
    while (rule < RULE_COUNT && strcmp(texts[rule].name, name) != 0) {
        rule++;
    }
    return rule;
}
