// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <stdint.h>

struct complete_own_tag;

uint32_t complete_own_tag_read(struct complete_own_tag *tag);
