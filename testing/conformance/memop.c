// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// TRD 104, 4.6: Memop. It has no MUST; these check its table.

#include "testing/conformance/check.h"

CHECK(brk_and_sbrk, "trd104-4.6-1") {
    uint32_t start = raw_memop(1, 0, 0, 0).r[1];
    struct registers grown = raw_memop(1, 64, 0, 0);
    MUST(grown.r[0] == SUCCESS_1 && grown.r[1] == start, "sbrk gives not the old break");
    *(volatile uint32_t *)(start + 60) = 1;
    MUST(raw_memop(0, start, 0, 0).r[0] == SUCCESS, "brk");
    MUST(raw_memop(1, 0, 0, 0).r[1] == start, "brk did not move it");
    MUST(raw_memop(0, memop_value(3), 0, 0).r[0] == FAILURE, "brk to the end");
    MUST(raw_memop(1, 0x7FFFFFFF, 0, 0).r[0] == FAILURE, "sbrk to anywhere");
    return OK;
}

CHECK(bounds, "trd104-4.6-2") {
    for (uint32_t operation = 2; operation <= 7; operation++) {
        MUST(raw_memop(operation, 0, 0, 0).r[0] == SUCCESS_1, "another variant");
    }
    uint32_t here = (uint32_t)&here;
    uint32_t code = (uint32_t)bounds;
    MUST(memop_value(2) <= here && here < memop_value(6), "the stack is not in RAM");
    MUST(memop_value(6) < memop_value(3), "grants are not below the end of RAM");
    MUST(memop_value(4) < code && code < memop_value(5), "the code is not in flash");
    MUST(*(const uint16_t *)memop_value(4) == 2, "flash does not start with a TBF header");
    return OK;
}

CHECK(flash_regions, "trd104-4.6-3") {
    MUST(memop_value(7) == 0, "this application has no writeable flash region");
    MUST(raw_memop(8, 0, 0, 0).r[0] == FAILURE, "it starts somewhere");
    MUST(raw_memop(9, 0, 0, 0).r[0] == FAILURE, "it ends somewhere");
    return OK;
}

CHECK(hints, "trd104-4.6-4") {
    uint32_t start = memop_value(2);
    MUST(raw_memop(10, start + 1024, 0, 0).r[0] == SUCCESS, "stack");
    MUST(raw_memop(11, start + 1024, 0, 0).r[0] == SUCCESS, "heap");
    return OK;
}

CHECK(failure_is_plain, "trd104-4.6-5") {
    for (uint32_t operation = 12; operation < 40; operation++) {
        struct registers result = raw_memop(operation, 0, 0, 0);
        MUST(result.r[0] == FAILURE && result.r[1] == NOSUPPORT,
             "an operation that does not exist");
    }
    MUST(raw_memop(0, 0, 0, 0).r[0] == FAILURE, "brk to 0");
    return OK;
}
