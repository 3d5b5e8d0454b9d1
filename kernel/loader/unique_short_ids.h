// SPDX-License-Identifier: Apache-2.0 OR MIT
// A loader's policy: of several applications in flash with the same fixed short id only one becomes
// a process, the one with the highest version, and among equals the first (AppID TRD, 3.1 and 4).
// It counts even if it then finds no RAM: an older version does not take its place.
//
//     static struct loader loader = {..., .refuses = unique_short_ids};
#pragma once

#include "kernel/loader/loader.h"

bool unique_short_ids(const struct loader *loader, struct slice object, const struct tbf *tbf);
