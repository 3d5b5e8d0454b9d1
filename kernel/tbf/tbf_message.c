// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/tbf/tbf.h"

enum radix : uint8_t { NONE, DECIMAL, HEXADECIMAL };

// before value[0] between value[1] after
struct message {
    const char *before;
    const char *between;
    const char *after;
    enum radix first;
    enum radix second;
};

static const struct message messages[] = {
    [TBF_OK] = {"no error", "", "", NONE, NONE},
    [TBF_ERASED] = {"flash is erased", "", "", NONE, NONE},
    [TBF_NO_HEADER] = {"no Tock Binary Format header (", ")", "", HEXADECIMAL, NONE},
    [TBF_VERSION] = {"unsupported TBF version ", "", "", DECIMAL, NONE},
    [TBF_TRUNCATED] = {"only ", " bytes of flash left, too few for a header", "", DECIMAL, NONE},
    [TBF_HEADER_SIZE] = {"header size ", " is impossible (total size ", ")", DECIMAL, DECIMAL},
    [TBF_TOTAL_SIZE] = {"total size ", " runs past the end of flash (", " bytes left)", DECIMAL,
                        DECIMAL},
    [TBF_CHECKSUM] = {"checksum is wrong: header says ", ", computed ", "", HEXADECIMAL,
                      HEXADECIMAL},
    [TBF_TOTAL_ALIGNMENT] = {"total size ", " is no multiple of 4", "", DECIMAL, NONE},
    [TBF_ELEMENT_TRUNCATED] = {"header element of type ", " runs past the header's end", "",
                               DECIMAL, NONE},
    [TBF_ELEMENT_LENGTH] = {"header element of type ", " cannot be ", " bytes long", DECIMAL,
                            DECIMAL},
    [TBF_ELEMENT_UNKNOWN] = {"unknown required header type ", "", "", DECIMAL, NONE},
    [TBF_NAME] = {"package name is not UTF-8 text", "", "", NONE, NONE},
    [TBF_NO_PROGRAM] = {"header has neither Main nor Program", "", "", NONE, NONE},
    [TBF_PROTECTED] = {"protected trailer of ", " bytes runs past the binary's end at ", "",
                       DECIMAL, DECIMAL},
    [TBF_BINARY_END] = {"binary end ", " is outside the total size ", "", DECIMAL, DECIMAL},
    [TBF_ENTRY] = {"entry function at offset ", " is outside the binary of ", " bytes", DECIMAL,
                   DECIMAL},
    [TBF_WRITEABLE_REGION] = {"writeable flash region at ", ", size ", ", is outside its flash",
                              DECIMAL, DECIMAL},
};

static void write_value(struct writer *writer, uint32_t value, enum radix radix) {
    if (radix == DECIMAL) {
        write_u32(writer, value);
    } else if (radix == HEXADECIMAL) {
        write_hex32(writer, value);
    }
}

void tbf_write_result(struct writer *writer, struct tbf_result result) {
    const struct message *message = &messages[result.error];
    write_string(writer, message->before);
    write_value(writer, result.value[0], message->first);
    write_string(writer, message->between);
    write_value(writer, result.value[1], message->second);
    write_string(writer, message->after);
}
