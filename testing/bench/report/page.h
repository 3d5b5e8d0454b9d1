// SPDX-License-Identifier: Apache-2.0 OR MIT
// The report as one page of plots.
#pragma once

#include <stdio.h>

#include "testing/bench/report/print.h"

#ifdef __cplusplus
extern "C" {
#endif

// Writes an SVG file.
void page_write(const struct report *report, FILE *out);

#ifdef __cplusplus
}
#endif
