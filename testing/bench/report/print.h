// SPDX-License-Identifier: Apache-2.0 OR MIT
// The report as text.
#pragma once

#include <stdio.h>

#include "testing/bench/report/figure.h"

// Figures without an axis, by section.
void print_figures(const struct figures *figures, FILE *out);
