// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix as it is shipped; wiring.c says what is on it.
#include "boards/imix/wiring.h"

int main(void) {
    imix_start(nullptr);
    imix_run();
}
