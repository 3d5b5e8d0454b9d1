// SPDX-License-Identifier: Apache-2.0 OR MIT
// elf2tbf on any file that claims to be an executable: it says what is wrong with it, or makes an
// object that the kernel's parser calls sound.
extern "C" {
#include "toolchains/app/elf2tbf/convert.h"
}
#include "testing/fuzz/require.h"
#include "testing/fuzz/tbf_is_sound.h"

#include <cstring>
#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    // Of exactly this size, so that a byte read too far is one of nobody's.
    auto copy = std::make_unique<uint8_t[]>(size);
    if (size > 0) {
        std::memcpy(copy.get(), data, size);
    }
    struct bytes file = {copy.get(), size, size};
    struct bytes tbf = {};
    struct convert_options options = {};
    struct problem problem = {};
    options.header.name = "fuzz";
    options.header.enabled = true;
    if (convert(&tbf, &file, &options, &problem)) {
        REQUIRE(detent::TbfIsSound(tbf.data, tbf.size));
    } else {
        REQUIRE(problem.text[0] != 0 && std::strlen(problem.text) < sizeof(problem.text));
    }
    bytes_free(&tbf);
    return 0;
}
