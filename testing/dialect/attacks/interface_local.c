// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: interface
// A client on the stack.
#include "hil/time.h"

[[maybe_unused]] static void f(struct alarm *alarm) {
    struct alarm_client client = {.ops = nullptr};
    alarm->client = &client;
}
