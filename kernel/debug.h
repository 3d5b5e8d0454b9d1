// SPDX-License-Identifier: Apache-2.0 OR MIT
// The kernel's debug output: where messages for a person go. The board sets the sink; until then,
// or without one, messages are dropped. Never blocks.
#pragma once

#include "kernel/format.h"

// The sink; null if there is none, which all of kernel/format.h takes for a writer that drops what
// it is given. Messages end in "\r\n".
struct writer *debug(void);
