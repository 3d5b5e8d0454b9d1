// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/deadline.h"

#include "kernel/bytes.h"

static const uint32_t longest_dt = 0x80000000;

static uint32_t left(uint32_t ticks, uint32_t elapsed) {
    return elapsed < ticks ? ticks - elapsed : 0;
}

// Those that are due have no distance any more.
void deadline_advance(struct deadline_queue *queue, uint32_t now) {
    uint32_t elapsed = now - queue->reference;
    queue->reference = now;
    queue->remaining = left(queue->remaining, elapsed);
    for (uint32_t i = queue->first; i != DEADLINE_NONE;) {
        struct deadline *entry = span_at(queue->entries, i);
        if (elapsed < entry->after) {
            entry->after -= elapsed;
            return;
        }
        elapsed -= entry->after;
        entry->after = 0;
        i = entry->next;
    }
}

// Sets the alarm to the first entry, or clears it. Leaves it alone if it is set to just that, or is
// due: setting one that is due again and again would put it off for ever.
static void rearm(struct deadline_queue *queue) {
    if (queue->first == DEADLINE_NONE) {
        if (queue->remaining != 0) {
            queue->remaining = 0;
            alarm_disarm(queue->alarm);
        }
        return;
    }
    uint32_t nearest = span_at(queue->entries, queue->first)->after;
    nearest = nearest < longest_dt ? nearest : longest_dt;
    if (queue->remaining != nearest) {
        queue->remaining = nearest;
        alarm_set(queue->alarm, queue->reference, nearest);
    }
}

// Makes number follow the entry before, or be the first.
static void link(struct deadline_queue *queue, uint32_t before, uint32_t number) {
    if (before == DEADLINE_NONE) {
        queue->first = bytes_narrow8(number);
    } else {
        span_at(queue->entries, before)->next = bytes_narrow8(number);
    }
}

static void insert(struct deadline_queue *queue, uint32_t number, uint32_t ticks) {
    uint32_t before = DEADLINE_NONE;
    uint32_t behind = queue->first;
    while (behind != DEADLINE_NONE) {
        struct deadline *other = span_at(queue->entries, behind);
        if (other->after > ticks) {
            other->after -= ticks;
            break;
        }
        ticks -= other->after;
        before = behind;
        behind = other->next;
    }
    struct deadline *entry = span_at(queue->entries, number);
    entry->after = ticks;
    entry->next = bytes_narrow8(behind);
    entry->queued = 1;
    link(queue, before, number);
}

static void take_out(struct deadline_queue *queue, uint32_t number) {
    struct deadline *entry = span_at(queue->entries, number);
    if (entry->queued == 0) {
        return;
    }
    entry->queued = 0;
    uint32_t before = DEADLINE_NONE;
    for (uint32_t i = queue->first; i != number; i = span_at(queue->entries, i)->next) {
        before = i;
    }
    link(queue, before, entry->next);
    if (entry->next != DEADLINE_NONE) {
        span_at(queue->entries, entry->next)->after += entry->after;
    }
}

void deadline_init(struct deadline_queue *queue, struct alarm *alarm) {
    queue->alarm = alarm;
    queue->first = DEADLINE_NONE;
}

void deadline_set(struct deadline_queue *queue, uint32_t entry, uint32_t now, uint32_t reference,
                  uint32_t dt) {
    deadline_advance(queue, now);
    take_out(queue, entry);
    uint32_t ticks = left(dt, now - reference);
    insert(queue, entry, ticks == 0 ? 1 : ticks); // Not in the callback that is under way.
    rearm(queue);
}

void deadline_clear(struct deadline_queue *queue, uint32_t entry) {
    deadline_advance(queue, alarm_now(queue->alarm));
    take_out(queue, entry);
    rearm(queue);
}

bool deadline_is_set(const struct deadline_queue *queue, uint32_t entry) {
    return span_at(queue->entries, entry)->queued != 0;
}

uint32_t deadline_take(struct deadline_queue *queue) {
    uint32_t first = queue->first;
    if (first != DEADLINE_NONE) {
        struct deadline *entry = span_at(queue->entries, first);
        if (entry->after == 0) {
            entry->queued = 0;
            queue->first = entry->next;
            return first;
        }
    }
    rearm(queue);
    return DEADLINE_NONE;
}
