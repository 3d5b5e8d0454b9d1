// SPDX-License-Identifier: Apache-2.0 OR MIT
// The process console: a person at a serial port looks at processes and manages them.
//
//     list                 every process, a line each
//     status               how many there are, and how many live
//     process N|NAME       all about one, with its memory drawn
//     stop, start N|NAME   it does not run; it runs on
//     terminate N|NAME     it ends, as by its own Exit
//     boot N|NAME          one that has ended starts afresh
//     fault N|NAME         it faults: its fault policy decides
//     kernel               version, and where the kernel's memory lies
//     reset, panic         of the whole system
//     help                 this
// N is the number that list shows; a NAME may hold spaces.
//
// Keys: left, right, home (Ctrl-A), end (Ctrl-E), delete and backspace edit the line; up and down
// go through the last lines; Ctrl-U empties it, Ctrl-C leaves it. The VT100 sequences of all usual
// terminals are understood, others are passed over.
//
// Nothing waits for the port: an answer is made row by row, the next when the one before was sent,
// so its length needs no memory. What is typed meanwhile is kept, up to PROCESS_CONSOLE_TYPED
// bytes; further bytes are lost. Other output on the port (debug messages, applications) comes
// between the rows of an answer, never within one.
//
// On a port that it shares with the console (capsules/core/console.h), both see all that is typed,
// as on Tock: an application that reads lines gets the commands, and lines for it are answered with
// "no such command". There is no first prompt, so that a board's output is not broken before a
// person types.
//
// Wiring: a virtual UART of its own (capsules/core/virtual_uart.h), then
//     static uint8_t process_console_transmit_memory[256], process_console_receive_memory[64];
//     static struct process_console_memory process_console_memory;
//     static struct process_console process_console = {
//         .uart = &process_console_uart.uart,
//         .transmit_buffer = BUFFER(process_console_transmit_memory),
//         .receive_buffer = BUFFER(process_console_receive_memory),
//         .management = &process_management_capability,
//         .host = &host,
//         .version = "Detent on imix",
//         .regions = SPAN(regions),
//         .memory = &process_console_memory,
//     };
//     ... process_console_init(&process_console)
#pragma once

#include "hil/uart.h"
#include "kernel/capability.h"
#include "kernel/format.h"
#include "kernel/process_id.h"
#include "kernel/span.h"

enum : uint32_t {
    PROCESS_CONSOLE_LINE = 56, // Characters of a command line; more are refused with a bell.
    PROCESS_CONSOLE_HISTORY = 6,
    PROCESS_CONSOLE_TYPED = 64,
    PROCESS_CONSOLE_KEY = 128, // Bytes that a key, or the line it ends, is answered with at once,
    PROCESS_CONSOLE_ROW = 256, // Bytes that an answer's longest row takes.
};

// What only the board can do. It embeds this, and is called from an interrupt's callback.
struct process_console_host;

struct process_console_host_ops {
    void (*reset)(struct process_console_host *host); // Resets the chip.
    void (*panic)(struct process_console_host *host); // Panics.
};

struct process_console_host {
    const struct process_console_host_ops *ops;
};

// A part of the kernel's memory: what `kernel` lists.
struct process_console_region {
    const char *name;
    uintptr_t start;
    uintptr_t end;
};

enum process_console_answer : uint8_t {
    PROCESS_CONSOLE_NONE, // Nothing is being answered: keys are taken.
    PROCESS_CONSOLE_HELP,
    PROCESS_CONSOLE_LIST,
    PROCESS_CONSOLE_STATUS,
    PROCESS_CONSOLE_PROCESS,
    PROCESS_CONSOLE_KERNEL,
};

enum process_console_keys : uint8_t {
    PROCESS_CONSOLE_PLAIN,
    PROCESS_CONSOLE_ESCAPE,   // After ESC.
    PROCESS_CONSOLE_SEQUENCE, // After ESC [ or ESC O.
};

struct process_console_line {
    uint8_t text[PROCESS_CONSOLE_LINE];
    uint32_t length;
};

// The larger part of what a process console keeps; all of it is its own.
struct process_console_memory {
    uint8_t typed[PROCESS_CONSOLE_TYPED]; // Received and not yet looked at: a ring.
    struct process_console_line line;
    struct process_console_line history[PROCESS_CONSOLE_HISTORY]; // Newest first.
};

struct process_console {
    // Set by the board.
    struct uart *uart;             // The process console becomes its client.
    struct buffer transmit_buffer; // At least PROCESS_CONSOLE_ROW bytes; empty while being sent.
    struct buffer receive_buffer;  // Empty while receiving.
    const struct process_management_capability *management;
    struct process_console_host *host;
    const char *version;
    SPAN_OF(const struct process_console_region) regions;
    struct process_console_memory *memory; // All zero.

    struct uart_client client;
    struct writer writer; // Appends to transmit_buffer.
    bool sending;

    uint32_t typed_head;
    uint32_t typed_count;
    enum process_console_keys keys;
    uint32_t key_number; // The number in a sequence.
    bool after_return;   // The last key was a carriage return: a line feed belongs to it.

    uint32_t cursor;
    uint32_t history_count;
    uint32_t recalled; // 1: the newest line is shown, ...; 0: none.

    enum process_console_answer answer;
    uint32_t row;              // The answer's next row.
    struct process_id subject; // The process it is about.
};

// Wires process console and UART together and begins to receive. Called once, before processes run.
// Returns what the UART returns if it cannot receive.
enum errorcode process_console_init(struct process_console *console);
