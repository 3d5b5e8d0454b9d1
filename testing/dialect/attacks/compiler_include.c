// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: include
// A header of the compiler, by its path.
#include "external/llvm/usr/lib/llvm-19/lib/clang/19/include/stdatomic.h"

[[maybe_unused]] static void f(void) {
    atomic_thread_fence(memory_order_seq_cst);
}
