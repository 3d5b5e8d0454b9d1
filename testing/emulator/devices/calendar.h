/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The AST's calendar (CALV): packed dates from 2000 to 2063, and seconds since they began. */
#pragma once

#include <stdint.h>

/* Of a date that does not exist, what its fields add up to. */
uint32_t calendar_seconds(uint32_t packed);
uint32_t calendar_packed(uint32_t seconds);
