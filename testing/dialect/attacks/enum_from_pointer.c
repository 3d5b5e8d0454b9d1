// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// enum_from() with a type that is no enum.
#include "kernel/enum.h"

[[maybe_unused]] static void f(uint32_t address) {
    uint32_t *where = enum_from(uint32_t *, address, UINT32_MAX);
    *where = 1;
}
