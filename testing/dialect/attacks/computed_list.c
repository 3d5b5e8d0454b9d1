// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// The list is another one each time that the macro looks.
#include "kernel/list.h"

#include <stdint.h>

struct queue {
    LIST_OF(uint32_t, 4) list;
};

static struct queue queues[2];
static uint32_t turn;

static struct queue *next(void) {
    turn++;
    return &queues[0];
}

[[maybe_unused]] static bool f(void) {
    return list_append(next()->list, 7);
}
