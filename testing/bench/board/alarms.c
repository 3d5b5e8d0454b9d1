// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/board/alarms.h"

#include "kernel/container.h"

static const uint32_t hours = 0x10000000;

static struct command_return command(struct driver *self, struct process_id caller, uint32_t number,
                                     uint32_t count, uint32_t unused) {
    (void)caller;
    (void)unused;
    struct alarms *alarms = container_of(self, struct alarms, driver);
    if (number == 0) {
        return command_success();
    }
    if (number != 1) {
        return command_failure(E_NOSUPPORT);
    }
    for (size_t i = 0; i < alarms->alarms.count && i < count; i++) {
        struct alarm *alarm = *span_at(alarms->alarms, i);
        alarm_set(alarm, alarm_now(alarm), hours);
    }
    return command_success();
}

const struct driver_ops alarms_ops = {.command = command};
