// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// The header says enum, the source says number.
#include "testing/dialect/attacks/redeclared_result.h"

uint32_t redeclared_result_get(void) {
    return 77;
}
