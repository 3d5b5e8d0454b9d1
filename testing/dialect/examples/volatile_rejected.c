// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: volatile

static volatile bool done;

[[maybe_unused]] static void finish(void) {
    done = true;
}
