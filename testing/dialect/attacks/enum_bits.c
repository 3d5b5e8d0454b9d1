// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: enum
// A member too narrow for its constants.
#include <stdint.h>

enum wide : uint32_t { WIDE_A = 0, WIDE_B = 5 };

struct narrow {
    enum wide wide : 2;
};

[[maybe_unused]] static void f(struct narrow *narrow, enum wide wide) {
    narrow->wide = wide;
}
