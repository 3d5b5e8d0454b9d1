// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// A forbidden word pasted together.

#define JOIN(a, b) a##b

[[maybe_unused]] static void f(void) {
    JOIN(__as, m__)("wfi");
}
