// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once
#include "kernel/capability.h"
extern const struct main_loop_capability main_loop_capability;
