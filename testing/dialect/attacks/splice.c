// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// A forbidden word on two lines.

[[maybe_unused]] static void f(void) {
    __as\
m__("wfi");
}
