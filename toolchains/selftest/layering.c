// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/selftest/checked.h"
