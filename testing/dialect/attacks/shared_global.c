// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: global
// A variable that other files can reach.
#include <stdint.h>

uint32_t shared_global_count;
