// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The system call trace: a line on the debug output for each call, with the number of the process's
// slot:
//     [1] command(0x00000001, 1, 9, 0) = success
//     [1] subscribe(0x00000000, 0, 0x000400f5, 0x00000000) = success 0x00000000 0x00000000
//     [1] yield(1, 0, 0)
// A board has it by depending on //kernel/syscall:trace_print.
#include "kernel/debug.h"
#include "kernel/message/message.h"
#include "kernel/syscall/call_text.h"
#include "kernel/syscall/syscall.h"
#include "kernel/syscall/trace.h"

// How many values come with a variant, an error's code not counted.
static uint32_t value_count(enum return_variant variant) {
    switch (variant) {
    case RETURN_FAILURE_U32:
    case RETURN_SUCCESS_U32:
        return 1;
    case RETURN_FAILURE_2_U32:
    case RETURN_FAILURE_U64:
    case RETURN_SUCCESS_2_U32:
    case RETURN_SUCCESS_U64:
        return 2;
    case RETURN_SUCCESS_3_U32:
    case RETURN_SUCCESS_U32_U64:
        return 3;
    default:
        return 0;
    }
}

static void write_result(const struct command_return *result, const char *form) {
    const uint32_t *value = result->value;
    if (result->variant >= RETURN_SUCCESS) {
        write_string(debug(), " = success");
    } else {
        write_string(debug(), " = failure ");
        // UNSAFE: any number; errorcode_name() checks it.
        write_string(debug(), errorcode_name((enum errorcode) * value++));
    }
    for (uint32_t count = value_count(result->variant); count > 0; count--) {
        write_message(debug(), form, value++);
    }
}

void syscall_trace(const struct process *process, const struct command_return *result) {
    const struct arch_syscall *call = &process->last_syscall;
    uint32_t slot = process_slot(process);
    write_message(debug(), "[#] ", &slot);
    syscall_write_call(call, debug());
    if (result != nullptr) {
        // Most of what calls other than Command return are addresses.
        write_result(result, call->class_number == SYSCALL_COMMAND ? " #" : " $");
    }
    write_string(debug(), "\r\n");
}
