// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/message/message.h"
#include "kernel/tbf/tbf.h"

// In the order of enum tbf_error.
static const char messages[] = "\0"
                               "flash is erased\0"
                               "no Tock Binary Format header ($)\0"
                               "unsupported TBF version #\0"
                               "flash ends # bytes on\0"
                               "header size # is impossible (total size #)\0"
                               "total size # runs past the end of flash, # bytes on\0"
                               "checksum is wrong: header says $, computed $\0"
                               "total size # is no multiple of 4\0"
                               "header type # runs past the header's end\0"
                               "header type # cannot be # bytes long\0"
                               "unknown required header type #\0"
                               "package name is not UTF-8\0"
                               "neither Main nor Program header\0"
                               "protected trailer # runs past the binary's end #\0"
                               "binary end # is outside the total size #\0"
                               "entry function at offset # is outside the binary of # bytes\0"
                               "writeable flash at #, size #, is outside";

void tbf_write_result(struct writer *writer, struct tbf_result result) {
    write_message(writer, string_at(messages, result.error), result.value);
}
