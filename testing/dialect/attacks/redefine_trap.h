// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once
#define __builtin_trap() ((void)0)
#include "kernel/slice.h"
