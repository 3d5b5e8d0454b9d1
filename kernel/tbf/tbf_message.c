// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/tbf/tbf.h"

// The values go where # (decimal) and $ (hexadecimal) stand, in their order.
static const char *const messages[] = {
    [TBF_OK] = "no error",
    [TBF_ERASED] = "flash is erased",
    [TBF_NO_HEADER] = "no Tock Binary Format header ($)",
    [TBF_VERSION] = "unsupported TBF version #",
    [TBF_TRUNCATED] = "only # bytes of flash left, too few for a header",
    [TBF_HEADER_SIZE] = "header size # is impossible (total size #)",
    [TBF_TOTAL_SIZE] = "total size # runs past the end of flash, # bytes on",
    [TBF_CHECKSUM] = "checksum is wrong: header says $, computed $",
    [TBF_TOTAL_ALIGNMENT] = "total size # is no multiple of 4",
    [TBF_ELEMENT_TRUNCATED] = "header element of type # runs past the header's end",
    [TBF_ELEMENT_LENGTH] = "header element of type # cannot be # bytes long",
    [TBF_ELEMENT_UNKNOWN] = "unknown required header type #",
    [TBF_NAME] = "package name is not UTF-8 text",
    [TBF_NO_PROGRAM] = "header has neither Main nor Program",
    [TBF_PROTECTED] = "protected trailer of # bytes runs past the binary's end at #",
    [TBF_BINARY_END] = "binary end # is outside the total size #",
    [TBF_ENTRY] = "entry function at offset # is outside the binary of # bytes",
    [TBF_WRITEABLE_REGION] = "writeable flash region at #, size #, is outside its flash",
};

void tbf_write_result(struct writer *writer, struct tbf_result result) {
    struct slice text = slice_from_string(messages[result.error]);
    size_t done = 0;
    size_t values = 0;
    for (size_t i = 0; i < text.length; i++) {
        uint8_t c = slice_get(text, i);
        if (c != '#' && c != '$') {
            continue;
        }
        write_bytes(writer, slice_part(text, done, i - done));
        done = i + 1;
        uint32_t value = result.value[values++ & 1];
        if (c == '#') {
            write_u32(writer, value);
        } else {
            write_hex32(writer, value);
        }
    }
    write_bytes(writer, slice_clip(text, done, text.length));
}
