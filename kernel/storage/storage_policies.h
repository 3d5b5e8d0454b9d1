// SPDX-License-Identifier: Apache-2.0 OR MIT
// The storage policies that a board can pick (kernel/storage_policy.h). None has any state.
#pragma once

#include "kernel/storage_policy.h"

// No application stores anything.
extern const struct storage_policy storage_none;

// Each application with a fixed short id may store, and read and modify what it stored; nobody
// else's.
extern const struct storage_policy storage_own;

// As each application's TBF header says (element 7), which is worth what its credentials are: it
// may store if the header's write id is not 0, and read and modify what belongs to the ids that the
// header lists (its own is one of them only if it is listed). As on Tock, the write id's value does
// not matter: objects are marked with the short id.
extern const struct storage_policy storage_from_tbf;
