// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *grow_array(void *elements, size_t *capacity, size_t count, size_t size) {
    if (count <= *capacity) {
        return elements;
    }
    size_t larger = count + count / 2 + 4;
    uint8_t *grown = realloc(elements, larger * size);
    if (grown == nullptr) {
        fprintf(stderr, "stack: out of memory\n");
        exit(2);
    }
    memset(grown + *capacity * size, 0, (larger - *capacity) * size);
    *capacity = larger;
    return grown;
}

// Where the number is, or belongs.
static size_t position(const struct set *set, uint32_t number) {
    size_t from = 0;
    size_t to = set->count;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (set->item[middle] < number) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

bool set_has(const struct set *set, uint32_t number) {
    size_t at = position(set, number);
    return at < set->count && set->item[at] == number;
}

bool set_add(struct set *set, uint32_t number) {
    size_t at = position(set, number);
    if (at < set->count && set->item[at] == number) {
        return false;
    }
    set->item = grow_array(set->item, &set->capacity, set->count + 1, sizeof(*set->item));
    memmove(set->item + at + 1, set->item + at, (set->count - at) * sizeof(*set->item));
    set->item[at] = number;
    set->count++;
    return true;
}

// How many of `from` are missing in the set. Both ascend, so one walk tells.
static size_t count_missing(const struct set *set, const struct set *from) {
    size_t missing = 0;
    size_t at = 0;
    for (size_t i = 0; i < from->count; i++) {
        while (at < set->count && set->item[at] < from->item[i]) {
            at++;
        }
        missing += at == set->count || set->item[at] != from->item[i];
    }
    return missing;
}

bool set_add_all(struct set *set, const struct set *from) {
    size_t missing = set != from ? count_missing(set, from) : 0;
    if (missing == 0) {
        return false;
    }
    size_t old = set->count;
    set->count += missing;
    set->item = grow_array(set->item, &set->capacity, set->count, sizeof(*set->item));
    // Merged from the end on, where there is room.
    size_t i = from->count;
    for (size_t to = set->count; i > 0;) {
        if (old > 0 && set->item[old - 1] > from->item[i - 1]) {
            set->item[--to] = set->item[--old];
        } else {
            old -= old > 0 && set->item[old - 1] == from->item[i - 1];
            set->item[--to] = from->item[--i];
        }
    }
    return true;
}
