// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted

static bool done;

[[maybe_unused]] static bool finish(void) {
    done = true;
    return done;
}
