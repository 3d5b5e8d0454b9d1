// SPDX-License-Identifier: Apache-2.0 OR MIT
// Rules about the text of a capsule's files. They make the rest possible: without macros,
// conditions and attributes of its own, what a capsule's tree says is what its text says, and every
// macro comes from a trusted header.
#pragma once

#include "toolchains/capsule/checker/unit.h"

void check_text(struct unit *unit);
