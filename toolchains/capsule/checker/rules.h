// SPDX-License-Identifier: Apache-2.0 OR MIT
// The rules of the capsule dialect. Each has a heading in capsules/DIALECT.md.
#pragma once

#include <stdbool.h>

enum rule {
    // What a file's text may hold: text.c.
    RULE_COMPILES,
    RULE_DIRECTIVE,
    RULE_INCLUDE,
    RULE_ASSEMBLY,
    RULE_ATTRIBUTE,
    RULE_BUILTIN,
    RULE_EXTERN,
    RULE_FLOAT,
    RULE_GOTO,
    RULE_KEYWORD,
    RULE_UNION,
    RULE_VARIADIC,
    RULE_VOLATILE,
    // What is declared: declarations.c.
    RULE_ARRAY,
    RULE_GLOBAL,
    RULE_HEADER,
    RULE_INITIALISE,
    RULE_NAME,
    RULE_PREFIX,
    RULE_SIZE,
    RULE_STACK,
    RULE_STRING,
    RULE_TAG,
    RULE_TYPEDEF,
    RULE_VOID,
    // What an expression does: expressions.c.
    RULE_ARITHMETIC,
    RULE_CALL,
    RULE_CAST,
    RULE_ENUM,
    RULE_EXPRESSION,
    RULE_INDEX,
    // What belongs to others: members.c.
    RULE_PRIVATE,
    RULE_SEALED,
    // Where control goes: flow.c.
    RULE_RECURSION,
    RULE_RETURN,
    RULE_SWITCH,
    // Interfaces and who is behind them: interfaces.c.
    RULE_CONTAINER,
    RULE_COPY,
    RULE_INTERFACE,
    // How long things live: lifetimes.c, origin.c, lent.c.
    RULE_GRANT,
    RULE_LENT,
    RULE_OWNED,
    RULE_SCOPE,
    RULE_COUNT,
};

struct rule_text {
    const char *name;   // The heading in DIALECT.md.
    const char *advice; // What to write instead.
};

// The texts of a rule.
const struct rule_text *rule_text(enum rule rule);

// The rule called name; RULE_COUNT if there is none.
enum rule rule_named(const char *name);
