// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: variadic

[[maybe_unused]] static void log_all(const char *format, ...) {
    (void)format;
}
