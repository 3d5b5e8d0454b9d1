// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/places.h"

#include <stdio.h>
#include <stdlib.h>

enum : uint32_t { WORD = 4 };

static uint32_t add_object(struct places *places, struct object object) {
    APPEND(&places->objects, object);
    struct contents contents = {.words = (object.size + WORD - 1) / WORD};
    size_t none = 0;
    contents.word = grow_array(nullptr, &none, contents.words + 1, sizeof(*contents.word));
    APPEND(&places->contents, contents);
    return (uint32_t)places->objects.count - 1;
}

uint32_t places_add_object(struct places *places, const char *name, uint32_t size) {
    return add_object(places,
                      (struct object){.name = name, .size = size, .function = PROGRAM_NO_FUNCTION});
}

void places_init(struct places *places, const struct program *program) {
    *places = (struct places){};
    for (size_t i = 0; i < program->objects.count; i++) {
        (void)add_object(places, program->objects.item[i]);
    }
    for (uint32_t i = 0; i < program->objects.count; i++) {
        const struct object *object = &program->objects.item[i];
        for (size_t k = 0; k < object->initials.count; k++) {
            struct initial initial = object->initials.item[k];
            struct set one = {};
            (void)set_add(&one, places_number(places, initial.place.index, initial.place.offset));
            places_include(places, &places->contents.item[i].word[initial.at / WORD], &one);
            free(one.item);
        }
    }
}

uint32_t places_number(struct places *places, uint32_t object, int32_t offset) {
    const struct object *o = &places->objects.item[object];
    if (o->function != PROGRAM_NO_FUNCTION) {
        offset = 0;
    } else if (o->size == PROGRAM_ANY_SIZE || offset < 0 || (uint32_t)offset > o->size ||
               offset % WORD != 0) {
        offset = PROGRAM_ANYWHERE;
    }
    uint32_t number = numbering_add(&places->numbers, (struct key){{object, (uint32_t)offset, 0}});
    if (number == places->all.count) {
        APPEND(&places->all, (struct place){object, offset});
    }
    return number;
}

void places_include_one(struct places *places, struct set *to, uint32_t place) {
    places->changed = set_add(to, place) || places->changed;
}

void places_include(struct places *places, struct set *to, const struct set *from) {
    places->changed = set_add_all(to, from) || places->changed;
}

// An object's words that `size` bytes at a place cover: from *first on, up to the one returned.
static size_t words_of(const struct contents *contents, struct place place, uint32_t size,
                       size_t *first) {
    if (place.offset == PROGRAM_ANYWHERE) {
        *first = 0;
        return contents->words;
    }
    *first = (uint32_t)place.offset / WORD;
    size_t end = ((uint32_t)place.offset + size + WORD - 1) / WORD;
    return size == PROGRAM_ANY_SIZE || end > contents->words ? contents->words : end;
}

void places_read(struct places *places, uint32_t place, uint32_t size, struct set *into) {
    struct place p = places->all.item[place];
    const struct contents *contents = &places->contents.item[p.object];
    if (p.object == PROGRAM_UNKNOWN) {
        places_include_one(places, into, place);
        return;
    }
    size_t first = 0;
    size_t end = words_of(contents, p, size, &first);
    for (size_t i = first; i < end; i++) {
        places_include(places, into, &contents->word[i]);
    }
    places_include(places, into, &contents->somewhere);
}

void places_write(struct places *places, uint32_t place, uint32_t size, const struct set *from) {
    struct place p = places->all.item[place];
    struct contents *contents = &places->contents.item[p.object];
    if (p.object == PROGRAM_UNKNOWN || places->objects.item[p.object].constant) {
        return;
    }
    if (p.offset == PROGRAM_ANYWHERE || size == PROGRAM_ANY_SIZE) {
        places_include(places, &contents->somewhere, from);
        return;
    }
    size_t first = 0;
    size_t end = words_of(contents, p, size, &first);
    for (size_t i = first; i < end; i++) {
        places_include(places, &contents->word[i], from);
    }
}

// From one place to another; no news but what is written.
static void copy_part(struct places *places, uint32_t to, uint32_t from, uint32_t size) {
    struct set part = {};
    bool changed = places->changed;
    places_read(places, from, size, &part);
    places->changed = changed;
    places_write(places, to, size, &part);
    free(part.item);
}

static bool is_word(struct place place) {
    return place.offset != PROGRAM_ANYWHERE && place.offset % WORD == 0;
}

void places_copy(struct places *places, uint32_t to, uint32_t from, uint32_t size) {
    struct place source = places->all.item[from];
    struct place target = places->all.item[to];
    if (size == PROGRAM_ANY_SIZE || !is_word(source) || !is_word(target)) {
        copy_part(places, places_number(places, target.object, PROGRAM_ANYWHERE),
                  places_number(places, source.object, PROGRAM_ANYWHERE), PROGRAM_ANY_SIZE);
        return;
    }
    uint32_t room = places->objects.item[target.object].size - (uint32_t)target.offset;
    for (uint32_t at = 0; at < size && at < room; at += WORD) {
        copy_part(places, places_number(places, target.object, target.offset + (int32_t)at),
                  places_number(places, source.object, source.offset + (int32_t)at), WORD);
    }
}

const char *places_name(const struct places *places, uint32_t place) {
    static char text[128];
    struct place p = places->all.item[place];
    const char *name = places->objects.item[p.object].name;
    if (p.offset == PROGRAM_ANYWHERE && places->objects.item[p.object].size != PROGRAM_ANY_SIZE) {
        snprintf(text, sizeof(text), "%s+?", name);
    } else if (p.offset == 0 || p.offset == PROGRAM_ANYWHERE) {
        snprintf(text, sizeof(text), "%s", name);
    } else {
        snprintf(text, sizeof(text), "%s+%d", name, p.offset);
    }
    return text;
}
