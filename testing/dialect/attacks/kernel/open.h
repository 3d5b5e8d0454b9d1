// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once
static const int own_kernel_open = 1;
