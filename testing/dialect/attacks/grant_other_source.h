// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "kernel/driver.h"

extern const struct driver_ops grant_other_source_ops;
