// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Objects, places in them, and what each word of them may point to. Everything only grows.

#pragma once

#include "toolchains/board/stack/numbering.h"
#include "toolchains/board/stack/program.h"

// An offset of PROGRAM_ANYWHERE: somewhere in the object.
struct place {
    uint32_t object;
    int32_t offset;
};

// What was stored somewhere in an object is kept once.
struct contents {
    struct set *word;
    size_t words;
    struct set somewhere;
};

struct places {
    struct {
        struct object *item;
        size_t count;
        size_t capacity;
    } objects;
    struct {
        struct contents *item; // Of each object.
        size_t count;
        size_t capacity;
    } contents;
    struct {
        struct place *item; // By number.
        size_t count;
        size_t capacity;
    } all;
    struct numbering numbers;
    bool changed; // Set by everything that finds something new.
};

// Begins with a program's objects and what they hold.
void places_init(struct places *places, const struct program *program);

// Adds an object that holds nothing. Returns its number.
uint32_t places_add_object(struct places *places, const char *name, uint32_t size);

// A place's number. An offset outside of the object, or between its words, is anywhere in it.
uint32_t places_number(struct places *places, uint32_t object, int32_t offset);

// Adds one place, or all of a set, to `to`.
void places_include_one(struct places *places, struct set *to, uint32_t place);
void places_include(struct places *places, struct set *to, const struct set *from);

// Adds what `size` bytes at a place may point to to `into`.
void places_read(struct places *places, uint32_t place, uint32_t size, struct set *into);

// `size` bytes at a place may point to `from` from now on.
void places_write(struct places *places, uint32_t place, uint32_t size, const struct set *from);

// Copies `size` bytes: word by word where it is known which ones, else any to any.
void places_copy(struct places *places, uint32_t to, uint32_t from, uint32_t size);

// For a person: "console+12". The text lasts until the next call.
const char *places_name(const struct places *places, uint32_t place);
