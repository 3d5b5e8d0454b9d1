// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/dialect/trap.h"

#include "kernel/enum.h"

static uint32_t numbers[4] = {1, 2, 3, 4};

uint32_t trap_spring(enum trap kind, struct trap_bait *bait) {
    switch (kind) {
    case TRAP_INDEX:
        return numbers[bait->number];
    case TRAP_SHIFT:
        return bait->number << (bait->number + 23);
    case TRAP_DIVISION:
        return bait->number / bait->zero;
    case TRAP_OVERFLOW:
        return (uint32_t)(bait->largest + 1);
    case TRAP_NULL:
        return bait->nothing->number;
    case TRAP_NULL_MEMBER:
        bait->nothing->buffer = buffer_take(&bait->buffer);
        return 0;
    case TRAP_NULL_CALL:
        return gpio_read(bait->no_pin);
    case TRAP_SLICE:
        return slice_get(buffer_read(&bait->buffer), bait->number);
    case TRAP_SPAN:
        return *span_at(bait->span, bait->number);
    case TRAP_ELEMENT:
        return *array_at(numbers, bait->number);
    case TRAP_ENUM:
        return enum_from(enum gpio_pull, bait->number, GPIO_PULL_DOWN);
    case TRAP_BUFFER:
        buffer_window(&bait->buffer, 3, bait->number);
        return 0;
    case TRAP_WINDOW:
        buffer_window(&bait->buffer, 1, 2);
        buffer_narrow(&bait->buffer, 0, bait->number - 6);
        return 0;
    default:
        return 0;
    }
}
