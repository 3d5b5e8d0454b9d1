// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: grant
// Two types of one size: what was written as a number is read as an enum.
#include "hil/gpio.h"
#include "kernel/grant.h"

struct numbers {
    uint8_t number;
};

struct pulls {
    enum gpio_pull pull;
};

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct numbers)}};

[[maybe_unused]] static enum gpio_pull f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct numbers *numbers = grant_state(scope, operations, struct numbers);
    if (numbers == nullptr) {
        return GPIO_PULL_NONE;
    }
    numbers->number = 77;
    struct pulls *pulls = grant_state(scope, operations, struct pulls);
    return pulls->pull;
}
