// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fuzz/tbf_is_sound.h"

extern "C" {
#include "kernel/tbf/tbf.h"
}

bool detent::TbfIsSound(const uint8_t *bytes, size_t size) {
    struct tbf tbf;
    return tbf_parse(slice_over(bytes, size), &tbf).is_sound && tbf.is_application &&
           tbf.total_size == size;
}
