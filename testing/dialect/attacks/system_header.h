// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once
#pragma clang system_header
#include <stdint.h>
