// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted

[[maybe_unused]] static void stop(void) {
    while (true) {
    }
}
