// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: enum
// Constants 0, 0 and 2: as many as the check wants, and 1 is none of them.
#include "kernel/enum.h"

enum gap : uint32_t { GAP_A = 0, GAP_B = 0, GAP_C = 2 };

[[maybe_unused]] static enum gap f(uint32_t number) {
    return enum_from(enum gap, number, GAP_C);
}
