// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <stdint.h>

enum redeclared_kind : uint32_t { REDECLARED_A, REDECLARED_B };

void redeclared_set(uint32_t kind);
