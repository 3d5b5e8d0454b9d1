// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the loader and its policies share.
#pragma once

#include "kernel/loader/loader.h"
#include "kernel/tbf/tbf.h"

// Begins a line about an object: its name, or its address if it has none.
struct writer *loader_begin_line(struct slice object);

// Makes a process of the object, or says why not.
void loader_create(struct loader *loader, struct slice object, const struct tbf *tbf);

// For a policy that takes an object over, and refuses or creates it later: stops the loader behind
// this object, and has it go on.
void loader_pause(struct loader *loader);
void loader_resume(struct loader *loader);

// Whether nothing but its credentials, its short id and a lack of RAM can keep it from running.
bool loader_can_run(struct slice object, const struct tbf *tbf);

// "another version of it ... runs"
void loader_refuse_superseded(struct slice object, uint32_t short_id);

bool loader_kernel_version_fits(const struct tbf *tbf);

// Whether the object lies where it is linked for.
bool loader_address_fits(struct slice object, const struct tbf *tbf);

// What lies at offset, below the length of flash, to the end of flash.
struct slice loader_object_at(const struct loader *loader, size_t offset);

// Moves the position from what was found there to the next place where an object may be; it may be
// behind end, that of flash.
void loader_advance(struct loader_position *position, size_t end, bool base_is_sound,
                    uint32_t total_size);
