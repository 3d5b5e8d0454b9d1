// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Tries the heap: blocks keep what is written to them, freed memory is used again, and the break
// can be moved up to the grant region and back, but not into it.

#include <libtock/tock.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCKS = 8,
    STEP = 64,
    MEMOP_SBRK = 1,
};

// Moves the break, and returns where it was: the start of what was added. NULL if that is refused.
static char *move_break(ptrdiff_t distance) {
    memop_return_t result = memop(MEMOP_SBRK, (uintptr_t)distance);
    return result.status == TOCK_STATUSCODE_SUCCESS ? (char *)result.data : NULL;
}

static size_t size_of(int block) {
    return (size_t)(8 + 12 * block);
}

static bool holds(const unsigned char *data, unsigned char value, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (data[i] != value) {
            return false;
        }
    }
    return true;
}

// Fills blocks of several sizes with a pattern each, and looks at all of them once all are there.
static bool check_patterns(void) {
    unsigned char *blocks[BLOCKS];
    size_t total = 0;
    for (int i = 0; i < BLOCKS; i++) {
        blocks[i] = malloc(size_of(i));
        if (blocks[i] == NULL) {
            return false;
        }
        memset(blocks[i], 0x10 + i, size_of(i));
        total += size_of(i);
    }
    bool good = true;
    for (int i = 0; i < BLOCKS; i++) {
        good = good && holds(blocks[i], (unsigned char)(0x10 + i), size_of(i));
        free(blocks[i]);
    }
    if (good) {
        printf("malloc: ok %d blocks, %u bytes\n", BLOCKS, (unsigned)total);
    }
    return good;
}

// Many times more than there is memory for, if none came back.
static bool check_reuse(void) {
    const int rounds = 1000;
    for (int i = 0; i < rounds; i++) {
        char *block = malloc(100);
        if (block == NULL) {
            return false;
        }
        block[0] = 'x';
        block = realloc(block, 150);
        if (block == NULL || block[0] != 'x') {
            return false;
        }
        free(block);
    }
    printf("malloc: ok reused memory %d times\n", rounds);
    return true;
}

// Moves the break up in steps until the kernel refuses, writing to each step, then back down.
static bool check_break(void) {
    char *start = move_break(0);
    size_t grown = 0;
    for (;;) {
        char *step = move_break(STEP);
        if (step == NULL) {
            break;
        }
        if (step != start + grown) {
            return false;
        }
        memset(step, 0x5a, STEP);
        grown += STEP;
    }
    if (start + grown > (char *)tock_app_grant_begins_at()) {
        return false;
    }
    bool good = holds((unsigned char *)start, 0x5a, grown) &&
                move_break(-(ptrdiff_t)grown) != NULL && move_break(0) == start;
    if (good) {
        printf("malloc: ok grew by %u bytes until refused, and back\n", (unsigned)grown);
    }
    return good;
}

int main(void) {
    bool (*const checks[])(void) = {check_patterns, check_reuse, check_break};
    const int count = sizeof checks / sizeof checks[0];
    int passed = 0;
    for (int i = 0; i < count; i++) {
        if (checks[i]()) {
            passed++;
        } else {
            printf("malloc: FAILED check %d\n", i + 1);
        }
    }
    printf("malloc: %d of %d checks passed\n", passed, count);
    return passed == count ? 0 : 1;
}
