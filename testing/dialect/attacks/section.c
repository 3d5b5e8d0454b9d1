// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: attribute
// Code where the linker script puts something special.
#include <stdint.h>

__attribute__((section(".vectors"))) [[maybe_unused]] static const uint32_t vector = 1;
