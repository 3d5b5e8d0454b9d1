// SPDX-License-Identifier: Apache-2.0 OR MIT
// What waits for one alarm (hil/time.h): a queue in the order of time, for capsules that share an
// alarm among many. Whoever has nothing due costs nothing when another's time comes.
//
// Each entry holds the distance to the one before it, so every 32-bit distance is exact, across any
// wrap. The alarm is never set further ahead than half of the counter's range, so that a late
// interrupt cannot be taken for an early one: the queue stays right as long as it is served no
// later than 2^31 ticks after something was due.
//
// Entries have numbers: their places in a table that the board defines. In the alarm's callback:
//
//     deadline_advance(&self->queue, alarm_now(self->alarm));
//     uint32_t entry;
//     while ((entry = deadline_take(&self->queue)) != DEADLINE_NONE) {
//         ... it is due, and not in the queue any more ...
//     }
#pragma once

#include "hil/time.h"
#include "kernel/span.h"

enum : uint32_t { DEADLINE_NONE = 0xff }; // Entries are fewer than this.

// The queue's. Zeroed: not in it.
struct deadline {
    uint32_t after; // Ticks after the entry before it; the first one's: after queue->reference.
    uint8_t next;   // DEADLINE_NONE: it is the last.
    uint8_t queued; // 1 or 0: it is.
};

struct deadline_queue {
    struct alarm *alarm;
    SPAN_OF(struct deadline) entries; // Set by the board.
    uint32_t reference;               // When the queue was last brought up to date.
    uint32_t remaining; // Ticks from reference on that the alarm is set to. 0: due, or not set.
    uint8_t first;
};

// Makes an empty queue for an alarm, whose client is the caller.
void deadline_init(struct deadline_queue *queue, struct alarm *alarm);

// Queues an entry, or moves one that is queued: it is due when the counter has advanced by dt from
// reference, not before the next tick. Behind those that are due at the same time. now is the
// counter's value.
void deadline_set(struct deadline_queue *queue, uint32_t entry, uint32_t now, uint32_t reference,
                  uint32_t dt);

// Takes an entry out. No effect if it is not queued.
void deadline_clear(struct deadline_queue *queue, uint32_t entry);

bool deadline_is_set(const struct deadline_queue *queue, uint32_t entry);

// From the alarm's callback, first: lets time pass until now, the counter's value.
void deadline_advance(struct deadline_queue *queue, uint32_t now);

// From the alarm's callback, until it returns DEADLINE_NONE: takes the first entry out that is due.
// Others may be set and cleared between.
uint32_t deadline_take(struct deadline_queue *queue);
