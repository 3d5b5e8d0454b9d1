// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: attribute

[[noreturn, maybe_unused]] static void stop(void) {
    while (true) {
    }
}
