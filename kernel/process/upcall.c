// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/upcall.h"

#include "kernel/grant/record.h"

// Index of the first upcall of a subscription, or upcall_count.
static uint32_t find(const struct process *process, uint8_t grant, uint8_t number) {
    uint32_t i = 0;
    while (i < process->upcall_count &&
           (process->upcalls[i].grant != grant || process->upcalls[i].number != number)) {
        i++;
    }
    return i;
}

static void remove_at(struct process *process, uint32_t index) {
    process->upcall_count--;
    for (uint32_t i = index; i < process->upcall_count; i++) {
        process->upcalls[i] = process->upcalls[i + 1];
    }
}

// What a pending upcall will call. It is pending, so its grant is allocated and its number within
// the layout.
static struct upcall_target target_of(struct process *process,
                                      const struct process_upcall *upcall) {
    struct grant_slot *slot = &grant_slots(*process_grant(process, upcall->grant))[upcall->number];
    struct upcall_target target = {.function = slot->value[0], .userdata = slot->value[1]};
    return target;
}

// Drops the oldest null upcall. False: there is none.
static bool make_room(struct process *process) {
    for (uint32_t i = 0; i < process->upcall_count; i++) {
        if (target_of(process, &process->upcalls[i]).function == 0) {
            remove_at(process, i);
            return true;
        }
    }
    return false;
}

enum errorcode upcall_queue(struct process *process, const struct process_upcall *upcall) {
    if (process->state == PROCESS_YIELDED && target_of(process, upcall).function == 0) {
        return E_OK;
    }
    if (process->upcall_count == PROCESS_UPCALLS_MAX && !make_room(process)) {
        process->dropped_upcalls++;
        return E_NOMEM;
    }
    process->upcalls[process->upcall_count] = *upcall;
    process->upcall_count++;
    if (process->state != PROCESS_RUNNING) {
        process_set_state(process, process->state);
    }
    return E_OK;
}

bool upcall_take_next(struct process *process, struct process_upcall *taken,
                      struct upcall_target *target) {
    while (process->upcall_count > 0) {
        *taken = process->upcalls[0];
        *target = target_of(process, taken);
        remove_at(process, 0);
        if (target->function != 0) {
            return true;
        }
    }
    return false;
}

bool upcall_take(struct process *process, uint8_t grant, uint8_t number,
                 struct process_upcall *taken) {
    uint32_t i = find(process, grant, number);
    if (i == process->upcall_count) {
        return false;
    }
    *taken = process->upcalls[i];
    remove_at(process, i);
    return true;
}

void upcall_drop(struct process *process, uint8_t grant, uint8_t number) {
    struct process_upcall dropped;
    while (upcall_take(process, grant, number, &dropped)) {
    }
}

void upcall_drop_from(struct process *process, uint8_t grant, uint32_t argument0) {
    uint32_t i = 0;
    while (i < process->upcall_count) {
        if (process->upcalls[i].grant == grant && process->upcalls[i].argument[0] == argument0) {
            remove_at(process, i);
        } else {
            i++;
        }
    }
    process_set_state(process, process->state);
}

bool upcall_is_pending(const struct process *process, uint8_t grant, uint8_t number) {
    return find(process, grant, number) < process->upcall_count;
}
