// SPDX-License-Identifier: Apache-2.0 OR MIT
// The vector table of a SAM4L: one line for each interrupt source of datasheet 42023, chapter 6.
// For boards that do not make a shorter one of their own.
#include "kernel/arch/cortex_m/vectors.h"

#include "chips/sam4l/instances.h"

CORTEX_M_VECTORS(SAM4L_IRQ_PERIPH_COUNT);
