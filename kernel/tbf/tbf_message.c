// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/message/message.h"
#include "kernel/tbf/tbf.h"

static const char *const messages[] = {
    [TBF_OK] = "",
    [TBF_ERASED] = "flash is erased",
    [TBF_NO_HEADER] = "no Tock Binary Format header ($)",
    [TBF_VERSION] = "unsupported TBF version #",
    [TBF_TRUNCATED] = "flash ends # bytes on",
    [TBF_HEADER_SIZE] = "header size # is impossible (total size #)",
    [TBF_TOTAL_SIZE] = "total size # runs past the end of flash, # bytes on",
    [TBF_CHECKSUM] = "checksum is wrong: header says $, computed $",
    [TBF_TOTAL_ALIGNMENT] = "total size # is no multiple of 4",
    [TBF_ELEMENT_TRUNCATED] = "header type # runs past the header's end",
    [TBF_ELEMENT_LENGTH] = "header type # cannot be # bytes long",
    [TBF_ELEMENT_UNKNOWN] = "unknown required header type #",
    [TBF_NAME] = "package name is not UTF-8",
    [TBF_NO_PROGRAM] = "neither Main nor Program header",
    [TBF_PROTECTED] = "protected trailer # runs past the binary's end #",
    [TBF_BINARY_END] = "binary end # is outside the total size #",
    [TBF_ENTRY] = "entry function at offset # is outside the binary of # bytes",
    [TBF_WRITEABLE_REGION] = "writeable flash at #, size #, is outside",
};

void tbf_write_result(struct writer *writer, struct tbf_result result) {
    write_message(writer, messages[result.error], result.value);
}
