// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/syscall/call_text.h"

#include "kernel/message/message.h"
#include "kernel/syscall/syscall.h"

// By class number.
static const char forms[] = "yield(#, #, #)\0"
                            "subscribe($, #, $, $)\0"
                            "command($, #, #, #)\0"
                            "allow_readwrite($, #, $, #)\0"
                            "allow_readonly($, #, $, #)\0"
                            "memop(#, $)\0"
                            "exit(#, #)\0"
                            "allow_readable($, #, $, #)";

void syscall_write_call(const struct arch_syscall *call, struct writer *writer) {
    if (call->class_number <= SYSCALL_ALLOW_READABLE) {
        write_message(writer, string_at(forms, call->class_number), call->argument);
    } else {
        write_message(writer, "class #", &call->class_number);
    }
}
