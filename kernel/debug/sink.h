// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where debug() goes (kernel/debug.h). For boards.
#pragma once

#include "kernel/format.h"

// From now on debug() is sink, which must outlive the system; null: messages are dropped.
void debug_set_sink(struct writer *sink);
