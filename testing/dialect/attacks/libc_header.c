// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: include
// The same from its header.
#include <stddef.h>
#include <string.h>

[[maybe_unused]] static size_t f(const char *text) {
    return text == nullptr;
}
