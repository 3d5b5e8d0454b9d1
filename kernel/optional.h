// SPDX-License-Identifier: Apache-2.0 OR MIT
// A value that may be absent, and is asked for only when it is there.
//
//     struct sensor { OPTIONAL_OF(uint32_t) reading; };
//
//     optional_set(sensor->reading, 21);
//     if (optional_is_set(sensor->reading)) { ... optional_get(sensor->reading) ... }
#pragma once

// The type of a member. Absent when zeroed.
#define OPTIONAL_OF(type)                                                                          \
    struct {                                                                                       \
        bool present;                                                                              \
        type value;                                                                                \
    }

#define optional_is_set(optional) ((optional).present)

#define optional_set(optional, new_value)                                                          \
    ({                                                                                             \
        (optional).value = (new_value);                                                            \
        (optional).present = true;                                                                 \
    })

#define optional_clear(optional) ({ (optional).present = false; })

// The value. Traps if it is absent.
#define optional_get(optional)                                                                     \
    ({                                                                                             \
        if (!(optional).present) {                                                                 \
            __builtin_trap();                                                                      \
        }                                                                                          \
        (optional).value;                                                                          \
    })
