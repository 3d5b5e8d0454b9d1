// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/syscall/call_text.h"

#include "kernel/message/message.h"
#include "kernel/syscall/syscall.h"

static const char *const forms[] = {
    [SYSCALL_YIELD] = "yield(#, #, #)",
    [SYSCALL_SUBSCRIBE] = "subscribe($, #, $, $)",
    [SYSCALL_COMMAND] = "command($, #, #, #)",
    [SYSCALL_ALLOW_READWRITE] = "allow_readwrite($, #, $, #)",
    [SYSCALL_ALLOW_READONLY] = "allow_readonly($, #, $, #)",
    [SYSCALL_MEMOP] = "memop(#, $)",
    [SYSCALL_EXIT] = "exit(#, #)",
    [SYSCALL_ALLOW_READABLE] = "allow_readable($, #, $, #)",
};

void syscall_write_call(const struct arch_syscall *call, struct writer *writer) {
    if (call->class_number < sizeof(forms) / sizeof(forms[0])) {
        write_message(writer, forms[call->class_number], call->argument);
    } else {
        write_message(writer, "class #", &call->class_number);
    }
}
