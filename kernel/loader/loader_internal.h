// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the loader and its policies share.
#pragma once

#include "kernel/loader/loader.h"
#include "kernel/tbf/tbf.h"

// Begins a line about an object: its name, or its address if it has none.
struct writer *loader_begin_line(struct slice object, const struct tbf *tbf);

bool loader_kernel_version_fits(const struct tbf *tbf);

// Whether the object lies where it is linked for.
bool loader_address_fits(struct slice object, const struct tbf *tbf);

// Where the next header is behind the object at offset. One that is unsound does not say so, but
// may have meant it: total_size is what it says.
size_t loader_next_offset(const struct loader *loader, size_t offset, struct tbf_result result,
                          uint32_t total_size);
