// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <cstdint>

namespace detent {

// Bytes that the kernel keeps in each process's memory before any grant (kernel/process/create.c),
// read from what llvm-nm and llvm-dwarfdump print of a board's image, in the file at path; 0 if it
// does not say.
uint32_t KernelPart(const char *path);

} // namespace detent
