// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once
void weak_f(void);
