// SPDX-License-Identifier: Apache-2.0 OR MIT
// The TBF parser on any bytes: what it calls sound lies within the flash that it was given, and
// can be read to its end. The first byte says whether the checksum is made right.
extern "C" {
#include "kernel/tbf/tbf.h"
}
#include "testing/fuzz/images.h"
#include "testing/fuzz/input.h"
#include "testing/fuzz/require.h"

#include <cstring>
#include <memory>

namespace {

bool Within(struct slice part, struct slice whole) {
    return part.length == 0 ||
           (part.data >= whole.data && part.length <= whole.length &&
            static_cast<size_t>(part.data - whole.data) <= whole.length - part.length);
}

// Reads every byte, for the address sanitizer.
uint32_t Sum(struct slice bytes) {
    uint32_t sum = 0;
    for (size_t i = 0; i < bytes.length; i++) {
        sum += bytes.data[i];
    }
    return sum;
}

struct Phrase {
    struct writer writer; // First.
    size_t length;
};

void Append(struct writer *writer, struct slice bytes) {
    Sum(bytes);
    for (size_t i = 0; i < bytes.length; i++) {
        REQUIRE(bytes.data[i] >= 0x20 && bytes.data[i] < 0x7F);
    }
    reinterpret_cast<Phrase *>(writer)->length += bytes.length;
}

const struct writer_ops kPhraseOps = {Append};

void CheckMessage(struct tbf_result result) {
    Phrase phrase = {{&kPhraseOps}, 0};
    tbf_write_result(&phrase.writer, result);
    REQUIRE((phrase.length == 0) == (result.error == TBF_OK) && phrase.length < 120);
}

void CheckPermissions(const struct tbf &tbf) {
    if (tbf.permissions.data == nullptr) {
        return;
    }
    uint64_t all = 0;
    for (uint32_t i = 0; i < tbf_permission_count(tbf.permissions.data); i++) {
        struct tbf_permission permission = tbf_permission(tbf.permissions.data, i);
        all |= permission.commands ^ permission.driver ^ permission.offset;
    }
    (void)all;
}

void CheckStorage(const struct tbf &tbf) {
    uint32_t all = tbf_storage_write_id(&tbf);
    for (uint32_t i = 0; i < tbf_storage_read_count(&tbf); i++) {
        all |= tbf_storage_read_id(&tbf, i);
    }
    for (uint32_t i = 0; i < tbf_storage_modify_count(&tbf); i++) {
        all |= tbf_storage_modify_id(&tbf, i);
    }
    (void)all;
}

void CheckProgram(const struct tbf &tbf) {
    REQUIRE(tbf.header_size <= tbf.protected_size);
    REQUIRE(tbf.protected_size <= tbf.entry);
    REQUIRE(tbf.entry < tbf.binary_end);
    REQUIRE(tbf.binary_end <= tbf.total_size);
    REQUIRE(tbf.writeable_regions.length % 8 == 0);
    for (size_t at = 0; at < tbf.writeable_regions.length; at += 8) {
        uint32_t region[2];
        std::memcpy(region, tbf.writeable_regions.data + at, sizeof(region));
        REQUIRE(uint64_t{region[0]} + region[1] <= tbf.total_size);
    }
}

void CheckFooters(struct slice object, const struct tbf &tbf) {
    struct slice footers = tbf_footers(object, &tbf);
    REQUIRE(Within(footers, object));
    struct tbf_credentials credentials;
    while (tbf_next_credentials(&footers, &credentials)) {
        REQUIRE(Within(credentials.data, object));
        REQUIRE(Within(footers, object));
        REQUIRE(credentials.data.length == 0 || footers.length == 0 ||
                credentials.data.data + credentials.data.length <= footers.data);
        Sum(credentials.data);
    }
    REQUIRE(Within(footers, object));
}

void Check(struct slice flash) {
    struct tbf tbf;
    struct tbf_result result = tbf_parse(flash, &tbf);
    REQUIRE(result.is_sound == (result.error == TBF_OK));
    REQUIRE(result.base_is_sound == (result.is_sound || result.error >= TBF_ELEMENT_TRUNCATED));
    CheckMessage(result);
    if (result.base_is_sound) {
        REQUIRE(Within(tbf.name, flash));
        Sum(tbf.name);
        REQUIRE(tbf.total_size <= flash.length && tbf.total_size % 4 == 0);
        REQUIRE(tbf.header_size >= 16 && tbf.header_size <= tbf.total_size);
    }
    if (result.error != TBF_OK) {
        return;
    }
    CheckPermissions(tbf);
    CheckStorage(tbf);
    if (tbf.is_application) {
        CheckProgram(tbf);
        CheckFooters(slice_part(flash, 0, tbf.total_size), tbf);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    detent::Input input(data, size);
    bool seal = input.Bool();
    // Of exactly this size, so that a byte read too far is one of nobody's.
    auto flash = std::make_unique<uint8_t[]>(input.size());
    if (input.size() > 0) {
        std::memcpy(flash.get(), input.data(), input.size());
    }
    if (seal) {
        detent::SealObject(flash.get(), input.size());
    }
    Check(slice_over(flash.get(), input.size()));
    return 0;
}
