// SPDX-License-Identifier: Apache-2.0 OR MIT
// For tests of programs that work once and end: what they allocate lives as long as they do. The
// address sanitizer finds everything else.
extern "C" const char *__asan_default_options();

extern "C" const char *__asan_default_options() {
    return "detect_leaks=0";
}
