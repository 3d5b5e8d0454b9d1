// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: void

struct holder {
    void *thing;
};

[[maybe_unused]] static bool is_set(const struct holder *holder) {
    return holder->thing != nullptr;
}
