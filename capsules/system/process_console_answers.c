// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/system/process_console_answers.h"

#include "capsules/system/process_console_commands.h"
#include "kernel/process/info.h"

static void write_value(struct process_console *console, const char *before, uint32_t value) {
    write_string(&console->writer, before);
    write_u32(&console->writer, value);
}

static void write_end(struct process_console *console) {
    write_string(&console->writer, "\r\n");
}

static void write_short_id(struct process_console *console, uint32_t short_id) {
    if (short_id == 0) {
        write_string(&console->writer, "unique    ");
    } else {
        write_hex32(&console->writer, short_id);
    }
}

static void write_list_row(struct process_console *console, const struct process_info *info) {
    struct writer *writer = &console->writer;
    write_u32_padded(writer, info->id.value & 0xff, 4);
    write_string(writer, "  ");
    write_short_id(console, info->short_id);
    write_string(writer, "  ");
    process_info_write_name(info->id, writer, 16, console->management);
    write_u32_padded(writer, info->expired_slices, 7);
    write_u32_padded(writer, info->syscalls, 10);
    write_u32_padded(writer, info->restarts, 10);
    write_u32_padded(writer, info->grants, 5);
    write_string(writer, "/");
    write_u32(writer, info->grants_most);
    write_string(writer, info->grants_most < 10 ? "   " : "  ");
    process_info_write_state(info->id, writer, console->management);
    write_end(console);
}

static bool list_row(struct process_console *console, uint32_t row) {
    if (row == 0) {
        write_string(&console->writer, " PID  Short ID    Name             Quanta  Syscalls  "
                                       "Restarts  Grants  State\r\n");
        return true;
    }
    if (row > process_info_slots(console->management)) {
        return false;
    }
    struct process_info info = process_info_in_slot(row - 1, console->management);
    if (!process_id_is_none(info.id)) {
        write_list_row(console, &info);
    }
    return true;
}

static bool status_row(struct process_console *console, uint32_t row) {
    uint32_t count = 0, live = 0, slices = 0;
    if (row > 0) {
        return false;
    }
    for (uint32_t slot = 0; slot < process_info_slots(console->management); slot++) {
        struct process_info info = process_info_in_slot(slot, console->management);
        if (!process_id_is_none(info.id)) {
            count++;
            live += info.live ? 1 : 0;
            slices += info.expired_slices;
        }
    }
    write_value(console, "Total processes: ", count);
    write_value(console, "\r\nActive processes: ", live);
    write_value(console, "\r\nTimeslice expirations: ", slices);
    write_end(console);
    return true;
}

static bool kernel_row(struct process_console *console, uint32_t row) {
    if (row == 0) {
        write_string(&console->writer, "Kernel version: ");
        write_string(&console->writer, console->version);
        write_end(console);
        return true;
    }
    if (row > console->regions.count) {
        return false;
    }
    const struct process_console_region *region = span_at(console->regions, row - 1);
    write_string(&console->writer, "  ");
    write_hex32(&console->writer, (uint32_t)region->start);
    write_string(&console->writer, " to ");
    write_hex32(&console->writer, (uint32_t)region->end);
    write_u32_padded(&console->writer, (uint32_t)(region->end - region->start), 8);
    write_string(&console->writer, "  ");
    write_string(&console->writer, region->name);
    write_end(console);
    return true;
}

bool process_console_write_row(struct process_console *console) {
    uint32_t row = console->row;
    console->row++;
    switch (console->answer) {
    case PROCESS_CONSOLE_HELP:
        return process_console_write_help(&console->writer, row);
    case PROCESS_CONSOLE_LIST:
        return list_row(console, row);
    case PROCESS_CONSOLE_STATUS:
        return status_row(console, row);
    case PROCESS_CONSOLE_PROCESS:
        return process_info_write_row(console->subject, row, &console->writer, console->management);
    case PROCESS_CONSOLE_KERNEL:
        return kernel_row(console, row);
    case PROCESS_CONSOLE_NONE:
        break;
    }
    return false;
}
