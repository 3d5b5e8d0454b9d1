// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once
void alias_g(void);
