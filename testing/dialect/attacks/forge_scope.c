// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// An entered grant that was never entered.
#include "kernel/grant.h"

[[maybe_unused]] static enum errorcode f(void) {
    struct grant_scope scope = {.error = E_OK};
    return grant_upcall(&scope, 0, 0, 0, 0);
}
