// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: extern

void extern_rejected_stop(void);

[[maybe_unused]] static void stop(void) {
    extern_rejected_stop();
}
