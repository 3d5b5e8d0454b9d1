// SPDX-License-Identifier: Apache-2.0 OR MIT
// From a member back to the structure that embeds it: how a capsule or driver gets from the
// interface it was called through to its own state. Both types are checked; this is the only way to
// do it.
#pragma once

#include <stddef.h>

// pointer must point to the member called member of a structure of type (a type name with struct).
#define container_of(pointer, type, member)                                                        \
    ({                                                                                             \
        __typeof__(((type *)0)->member) *container_member = (pointer);                             \
        (type *)((char *)container_member - offsetof(type, member));                               \
    })
