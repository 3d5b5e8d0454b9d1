// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/system/process_info_driver.h"

#include "kernel/container.h"
#include "kernel/grant.h"
#include "kernel/process/info.h"

enum : uint32_t { BUFFER_NUMBER = 0, WORD = 4 };

// Stores the word number index, if it has room.
static void put(struct slice_mut into, uint32_t index, uint32_t word) {
    if (into.length / WORD <= index) {
        return;
    }
    for (uint32_t i = 0; i < WORD; i++) {
        slice_set(into, index * WORD + i, (uint8_t)(word >> 8 * i));
    }
}

static uint32_t count(const struct process_info_driver *self) {
    uint32_t found = 0;
    for (uint32_t slot = 0; slot < process_info_slots(self->management); slot++) {
        struct process_info info = process_info_in_slot(slot, self->management);
        found += process_id_is_none(info.id) ? 0 : 1;
    }
    return found;
}

static struct command_return list(const struct process_info_driver *self, struct process_id caller,
                                  bool short_ids) {
    grant_enter(scope, &self->driver, caller);
    if (scope.error != E_OK) {
        return command_failure(scope.error);
    }
    struct slice_mut into = grant_readwrite(&scope, BUFFER_NUMBER);
    uint32_t found = 0;
    for (uint32_t slot = 0; slot < process_info_slots(self->management); slot++) {
        struct process_info info = process_info_in_slot(slot, self->management);
        if (!process_id_is_none(info.id)) {
            put(into, found, short_ids ? info.short_id : info.id.value);
            found++;
        }
    }
    return command_success_u32(found);
}

static struct command_return name(const struct process_info_driver *self, struct process_id caller,
                                  const struct process_info *info) {
    grant_enter(scope, &self->driver, caller);
    if (scope.error != E_OK) {
        return command_failure(scope.error);
    }
    struct slice_mut into = grant_readwrite(&scope, BUFFER_NUMBER);
    size_t length = process_info_copy_name(info->id, into, self->management);
    if (length < into.length) {
        slice_set(into, length, 0);
    }
    return command_success();
}

static struct command_return counters(const struct process_info_driver *self,
                                      struct process_id caller, const struct process_info *info) {
    grant_enter(scope, &self->driver, caller);
    if (scope.error != E_OK) {
        return command_failure(scope.error);
    }
    struct slice_mut into = grant_readwrite(&scope, BUFFER_NUMBER);
    put(into, 0, info->expired_slices);
    put(into, 1, info->syscalls);
    put(into, 2, info->restarts);
    put(into, 3, info->state);
    return command_success();
}

static struct command_return command(struct driver *driver, struct process_id caller,
                                     uint32_t number, uint32_t argument1, uint32_t argument2) {
    (void)argument2;
    struct process_info_driver *self = container_of(driver, struct process_info_driver, driver);
    switch (number) {
    case 0:
        return command_success();
    case 1:
        return command_success_u32(count(self));
    case 2:
        return list(self, caller, false);
    case 3:
        return list(self, caller, true);
    case 4:
    case 5: {
        struct process_info info = process_info_in_slot(argument1 & 0xff, self->management);
        if (process_id_is_none(info.id) || info.id.value != argument1) {
            return command_failure(E_INVAL);
        }
        return number == 4 ? name(self, caller, &info) : counters(self, caller, &info);
    }
    default:
        return command_failure(E_NOSUPPORT);
    }
}

const struct driver_ops process_info_driver_ops = {
    .command = command,
    .layout = {.readwrite = 1},
};
