// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What an instruction of ARMv7-M does to the stack pointer and to the flow of control (DDI 0403,
// A5 and A7), without a floating-point unit.

#pragma once

#include <stdbool.h>
#include <stdint.h>

enum thumb_kind : uint8_t {
    THUMB_PLAIN,         // The next instruction follows.
    THUMB_IF_THEN,       // Of the next `count` instructions, either those in `then` are executed
                         // (bit 0 is the first one's), or the others.
    THUMB_BRANCH,        // To `target`.
    THUMB_BRANCH_IF,     // To `target`, or the next instruction follows.
    THUMB_CALL,          // Of `target`.
    THUMB_CALL_REGISTER, // Of what a register holds.
    THUMB_JUMP_REGISTER, // To what a register or memory holds; nothing follows.
    THUMB_RETURN,
    THUMB_TABLE,         // To one of the places in the table behind it, of `count` bytes an entry.
    THUMB_TRAP,          // Nothing follows.
    THUMB_STACK_UNKNOWN, // The stack pointer becomes what cannot be seen here.
};

struct thumb {
    enum thumb_kind kind;
    uint8_t size; // Bytes: 2 or 4.
    uint8_t count;
    uint8_t then;
    int32_t grows; // By how much the stack grows, before the call or jump.
    uint32_t target;
};

// Decodes the instruction at an address, of which `second` is the second halfword, if it has one.
struct thumb thumb_decode(uint32_t address, uint16_t first, uint16_t second);
