// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the benchmark applications measure: the ids of their marks. table.c says what each is.
// Read by applications and by host tools.
#pragma once

enum row {
    // Each system call.
    ROW_YIELD_NO_WAIT = 0x10, // MARK_FIRST_ID
    ROW_YIELD_NO_WAIT_UPCALL,
    ROW_YIELD_WAIT_UPCALL,
    ROW_YIELD_WAIT_FOR_UPCALL,
    ROW_COMMAND_NO_DRIVER,
    ROW_COMMAND_CONSOLE,
    ROW_COMMAND_ALARM,
    ROW_COMMAND_ALARM_TIME,
    ROW_BRK_UP,
    ROW_BRK_DOWN,
    ROW_SBRK_UP,
    ROW_SBRK_DOWN,
    ROW_MEMOP_MEMORY_START,
    ROW_MEMOP_MEMORY_END,
    ROW_MEMOP_FLASH_START,
    ROW_MEMOP_FLASH_END,
    ROW_MEMOP_GRANTS,
    ROW_MEMOP_REGIONS,
    ROW_MEMOP_REGION_START,
    ROW_MEMOP_REGION_END,
    ROW_MEMOP_STACK,
    ROW_MEMOP_HEAP,
    ROW_SUBSCRIBE,
    ROW_ALLOW_READWRITE,
    ROW_ALLOW_READONLY,
    // Processes.
    ROW_PROCESS_SWITCH,
    ROW_TIME_SLICE,
    // Events.
    ROW_TIMER_IN_USER,
    ROW_TIMER_UPCALL,
    ROW_ALARM_WAIT,
    ROW_WRITE_1,
    ROW_WRITE_64,
    ROW_WRITE_1024,
    ROW_BYTE_RECEIVED,
    ROW_PIN_UPCALL,
    ROW_PIN_ANSWER,
    ROW_IPC_ROUND_TRIP,
    ROW_END,
};
