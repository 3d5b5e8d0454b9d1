// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: assembly

[[maybe_unused]] static void wait(void) {
    __asm__("wfi");
}
