// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once
void asm_label_f(void);
