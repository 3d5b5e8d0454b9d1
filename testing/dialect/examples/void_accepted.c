// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "hil/time.h"

struct holder {
    struct alarm *thing;
};

[[maybe_unused]] static bool is_set(const struct holder *holder) {
    return holder->thing != nullptr;
}
