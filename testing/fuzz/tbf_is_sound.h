// SPDX-License-Identifier: Apache-2.0 OR MIT
// Of its own: the converter and the kernel have names in common.
#pragma once

#include <cstddef>
#include <cstdint>

namespace detent {

// Whether the kernel's parser takes exactly these bytes for one application.
bool TbfIsSound(const uint8_t *bytes, size_t size);

} // namespace detent
