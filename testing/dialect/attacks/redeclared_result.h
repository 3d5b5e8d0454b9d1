// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <stdint.h>

enum redeclared_result_kind : uint32_t { REDECLARED_RESULT_A, REDECLARED_RESULT_B };

enum redeclared_result_kind redeclared_result_get(void);
