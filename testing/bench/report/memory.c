// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/report/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const memory_part_names[MEMORY_PARTS] = {
    [MEMORY_STACK] = "stack", [MEMORY_DATA] = "data",       [MEMORY_HEAP] = "heap",
    [MEMORY_FREE] = "free",   [MEMORY_KERNEL] = "kernel's", [MEMORY_LOST] = "lost to alignment",
};

// Where the reading is.
struct reader {
    struct process_memories *memories;
    struct process_memory *process; // The one whose map is read; null: none.
    uint32_t edge;                  // The last address in the map.
    uint32_t top;                   // The end of this block.
    uint32_t end;                   // Of the block before; where processes' memory begins.
    bool in_ram;
};

static void begin(struct reader *reader, const char *line) {
    struct process_memories *memories = reader->memories;
    if (memories->count == PROCESS_MEMORIES) {
        reader->process = nullptr;
        return;
    }
    reader->process = &memories->process[memories->count++];
    *reader->process = (struct process_memory){};
    sscanf(line, "PID %*u: %63[^,]", reader->process->name);
    reader->edge = 0;
    reader->top = 0;
    reader->in_ram = true;
}

// An address of the map: they fall from the block's end to its start, and begin anew for flash.
static void edge(struct reader *reader, uint32_t address) {
    if (reader->process == nullptr || !reader->in_ram) {
        return;
    }
    if (address >> 28 != 2) {
        reader->in_ram = false;
        if (reader->end != 0 && reader->edge >= reader->end) {
            reader->process->bytes[MEMORY_LOST] = reader->edge - reader->end;
        }
        reader->end = reader->top;
        return;
    }
    reader->top = reader->top == 0 ? address : reader->top;
    reader->edge = address;
}

static void part(struct reader *reader, uint32_t bytes, const char *what) {
    if (reader->process == nullptr) {
        return;
    }
    if (strcmp(what, "program") == 0 || strcmp(what, "header") == 0) {
        reader->process->code += bytes;
    }
    for (int i = 0; i < MEMORY_PARTS; i++) {
        if (strcmp(what, memory_part_names[i]) == 0) {
            reader->process->bytes[i] = bytes;
        }
    }
}

bool process_memories_read(struct process_memories *memories, const char *path) {
    FILE *file = fopen(path, "r");
    char line[512], what[64];
    uint32_t number;
    struct reader reader = {.memories = memories};
    if (file == nullptr) {
        return false;
    }
    while (fgets(line, sizeof(line), file) != nullptr) {
        line[strcspn(line, "\r\n")] = '\0';
        const char *pid = strstr(line, "PID ");
        if (pid != nullptr && strchr(pid, ':') != nullptr) {
            begin(&reader, pid);
        } else if (sscanf(line, " 0x%x -%1[-]", &number, what) == 2) {
            edge(&reader, number);
        } else if (sscanf(line, " | %u %63s", &number, what) == 2) {
            part(&reader, number, what);
        } else if (strstr(line, "  processes") != nullptr && sscanf(line, " 0x%x", &number) == 1) {
            reader.end = number;
        }
    }
    return fclose(file) == 0;
}

void figures_add_memories(struct figures *figures, const struct process_memories *memories) {
    for (size_t i = 0; i < memories->count; i++) {
        const struct process_memory *process = &memories->process[i];
        for (int part = 0; part < MEMORY_PARTS; part++) {
            size_t size = strlen(process->name) + strlen(memory_part_names[part]) + 3;
            char *name = malloc(size);
            if (name == nullptr) {
                abort();
            }
            snprintf(name, size, "%s: %s", process->name, memory_part_names[part]);
            figures_add(figures, (struct figure){.section = "Process memory",
                                                 .name = name,
                                                 .value = process->bytes[part],
                                                 .unit = "bytes"});
        }
    }
}
