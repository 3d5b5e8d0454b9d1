// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: enum
// The same where numbers are as wide as pointers.
#include "kernel/enum.h"

[[maybe_unused]] static void f(uint32_t number) {
    (void)(enum_from(uint32_t, number, UINT32_MAX));
}
