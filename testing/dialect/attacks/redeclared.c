// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// The header says number, the source says enum.
#include "testing/dialect/attacks/redeclared.h"

void redeclared_set(enum redeclared_kind kind) {
    (void)kind;
}
