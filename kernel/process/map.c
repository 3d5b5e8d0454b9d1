// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/map.h"

#include "kernel/message/message.h"
#include "kernel/process/process.h"

// Edges of memory, from high to low, and what lies below each.
enum : uint32_t { HEAP = 3, STACK, RAM_START, EDGES = 9 };

// Nothing where RAM and flash lie apart.
static const char below[] = "kernel's\r\n\0free\r\n\0heap\r\n\0data\r\n\0stack\r\n\0"
                            "\0program\r\n\0header\r\n\0";

bool process_write_map(const struct process *process, uint32_t row, struct writer *writer) {
    const struct mpu_memory *memory = &process->memory;
    uint32_t edges[EDGES] = {
        (uint32_t)(memory->start + memory->size),
        (uint32_t)process->kernel_break,
        (uint32_t)process->app_break,
        process->heap_start,
        process->stack_start,
        (uint32_t)memory->start,
        (uint32_t)process->flash_end,
        (uint32_t)process->flash_allowed,
        (uint32_t)process->flash_start,
    };
    // What the process said, brought into order; an edge that coincides with the next has no row.
    for (uint32_t edge = HEAP; edge <= STACK; edge++) {
        if (edges[edge] > edges[edge - 1] || edges[edge] < edges[RAM_START]) {
            edges[edge] = edges[edge - 1];
        }
    }
    if (row >= EDGES) {
        return false;
    }
    const char *what = string_at(below, row);
    uint32_t size = *what != 0 ? edges[row] - edges[row + 1] : 0;
    if (*what == 0 || size > 0) {
        write_message(writer, "  $ ------\r\n", &edges[row]);
    }
    if (size > 0) {
        write_message(writer, "    | # ", &size);
        write_string(writer, what);
    }
    return true;
}
