// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/board/filler.h"

struct filler_state {
    uint32_t nothing;
};

static struct command_return command(struct driver *self, struct process_id caller, uint32_t number,
                                     uint32_t argument1, uint32_t argument2) {
    (void)self;
    (void)caller;
    (void)argument1;
    (void)argument2;
    return number == 0 ? command_success() : command_failure(E_NOSUPPORT);
}

const struct driver_ops filler_ops = {
    .command = command,
    .layout = {.upcalls = 1, .state_size = sizeof(struct filler_state)},
};
