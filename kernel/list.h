// SPDX-License-Identifier: Apache-2.0 OR MIT
// Small lists of a fixed capacity, in place: no memory is ever asked for.
//
//     struct router { LIST_OF(uint16_t, 8) neighbours; };
//
//     if (!list_append(router->neighbours, address)) { ... it is full ... }
//     for (size_t i = 0; i < list_count(router->neighbours); i++) {
//         ... list_get(router->neighbours, i) ...
//     }
#pragma once

#include <stddef.h>

// The type of a member. Empty when zeroed.
#define LIST_OF(type, capacity)                                                                    \
    struct {                                                                                       \
        type items[capacity];                                                                      \
        size_t count;                                                                              \
    }

#define list_count(list) ((list).count)
#define list_capacity(list) (sizeof((list).items) / sizeof((list).items[0]))

// Adds value at the end. False if the list is full: it stays as it is.
#define list_append(list, value)                                                                   \
    ({                                                                                             \
        bool list_room = (list).count < list_capacity(list);                                       \
        if (list_room) {                                                                           \
            (list).items[(list).count] = (value);                                                  \
            (list).count++;                                                                        \
        }                                                                                          \
        list_room;                                                                                 \
    })

// The item at index. Traps if index >= count.
#define list_get(list, index)                                                                      \
    ({                                                                                             \
        size_t list_index = (index);                                                               \
        if (list_index >= (list).count || list_index >= list_capacity(list)) {                     \
            __builtin_trap();                                                                      \
        }                                                                                          \
        (list).items[list_index];                                                                  \
    })

// Takes the item at index out; those behind it move up. Traps if index >= count.
#define list_remove(list, index)                                                                   \
    ({                                                                                             \
        size_t list_index = (index);                                                               \
        if (list_index >= (list).count || (list).count > list_capacity(list)) {                    \
            __builtin_trap();                                                                      \
        }                                                                                          \
        for (; list_index + 1 < (list).count; list_index++) {                                      \
            (list).items[list_index] = (list).items[list_index + 1];                               \
        }                                                                                          \
        (list).count--;                                                                            \
    })
