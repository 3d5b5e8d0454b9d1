// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: include
// Another file behind a name that looks right.
#include <stdint.h>
#include "../../../kernel/errorcode.h"

[[maybe_unused]] static uint32_t f(void) {
    return E_OK;
}
