// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/tbf/tbf.h"

enum : uint32_t {
    VERSION = 2,
    BASE_SIZE = 16, // The base header: version, header size, total size, flags, checksum.
    ELEMENT_SIZE = 4,
    PRIVATE = 0x8000, // Types of others than Tock.
};

enum element : uint32_t {
    MAIN = 1,
    WRITEABLE_REGIONS = 2,
    PACKAGE_NAME = 3,
    PIC_OPTION = 4, // Of before version 2; means nothing now.
    FIXED_ADDRESSES = 5,
    PERMISSIONS = 6,
    STORAGE = 7,
    KERNEL_VERSION = 8,
    PROGRAM = 9,
    SHORT_ID = 10,
    CREDENTIALS = 128, // A footer; has no say here.
};

static uint32_t word(const uint8_t *byte) {
    return byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
}

// Little-endian, at any alignment; trap outside of the slice.
static uint32_t half_at(struct slice s, size_t offset) {
    const uint8_t *byte = slice_part(s, offset, 2).data;
    return byte[0] | (uint32_t)byte[1] << 8;
}

static uint32_t word_at(struct slice s, size_t offset) {
    return word(slice_part(s, offset, 4).data);
}

// False, with the result.
static bool fail(struct tbf_result *result, enum tbf_error error, uint32_t value0,
                 uint32_t value1) {
    result->error = error;
    result->value[0] = value0;
    result->value[1] = value1;
    return false;
}

// All words of the header, whose size is a multiple of 4; the checksum too: 0 if that is right.
[[gnu::pure]] static uint32_t sum_of(struct slice header) {
    uint32_t sum = 0;
    const uint8_t *end = header.data + header.length;
    for (const uint8_t *at = header.data; at != end; at += 4) {
        sum ^= word(at);
    }
    return sum;
}

static bool header_size_is_possible(uint32_t size) {
    return size >= BASE_SIZE && size % 4 == 0;
}

// A header of another version can be told from anything else by its checksum.
static bool fail_version(struct slice flash, uint32_t first, struct tbf_result *result) {
    if (first == UINT32_MAX) {
        return fail(result, TBF_ERASED, 0, 0);
    }
    uint32_t size = first >> 16;
    if (header_size_is_possible(size) && size <= flash.length &&
        sum_of(slice_part(flash, 0, size)) == 0) {
        return fail(result, TBF_VERSION, first & 0xFFFF, 0);
    }
    return fail(result, TBF_NO_HEADER, first, 0);
}

// The base header's fields, as far as they are there.
struct base {
    uint32_t header_size;
    uint32_t total_size;
    uint32_t flags;
};

static bool parse_base(struct slice flash, struct base *base, struct tbf_result *result) {
    if (flash.length < BASE_SIZE) {
        return fail(result, TBF_TRUNCATED, (uint32_t)flash.length, 0);
    }
    uint32_t first = word_at(flash, 0);
    if ((first & 0xFFFF) != VERSION) {
        return fail_version(flash, first, result);
    }
    base->header_size = first >> 16;
    base->total_size = word_at(flash, 4);
    base->flags = word_at(flash, 8);
    if (!header_size_is_possible(base->header_size) || base->header_size > base->total_size) {
        return fail(result, TBF_HEADER_SIZE, base->header_size, base->total_size);
    }
    if (base->total_size > flash.length) {
        return fail(result, TBF_TOTAL_SIZE, base->total_size, (uint32_t)flash.length);
    }
    uint32_t sum = sum_of(slice_part(flash, 0, base->header_size));
    if (sum != 0) {
        uint32_t checksum = word_at(flash, 12);
        return fail(result, TBF_CHECKSUM, checksum, sum ^ checksum);
    }
    if (base->total_size % 4 != 0) {
        return fail(result, TBF_TOTAL_ALIGNMENT, base->total_size, 0);
    }
    return true;
}

// An element: its type and its data. More are in rest.
struct element_at {
    uint32_t type;
    struct slice data;
};

// Takes the first element from *rest, which is not empty. False: it does not end within it.
static bool take_element(struct slice *rest, struct element_at *element) {
    if (rest->length < ELEMENT_SIZE) {
        element->type = 0;
        return false;
    }
    uint32_t word = word_at(*rest, 0);
    element->type = word & 0xFFFF;
    size_t length = word >> 16;
    *rest = slice_part(*rest, ELEMENT_SIZE, rest->length - ELEMENT_SIZE);
    if (length > rest->length) {
        return false;
    }
    element->data = slice_part(*rest, 0, length);
    *rest = slice_rest(*rest, (length + 3) & ~(size_t)3);
    return true;
}

// Printable, and each character as long as its first byte says.
static bool is_text(struct slice s) {
    uint32_t more = 0; // Bytes of this character.
    for (size_t i = 0; i < s.length; i++) {
        uint8_t byte = s.data[i];
        if (more > 0) {
            if ((byte & 0xC0) != 0x80) {
                return false;
            }
            more--;
        } else if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && byte < 0xC2) || byte > 0xF4) {
            return false;
        } else if (byte >= 0xC2) {
            more = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
        }
    }
    return more == 0;
}

struct slice tbf_find_name(struct slice flash) {
    if (flash.length >= BASE_SIZE && word_at(flash, 0) != UINT32_MAX) {
        uint32_t size = half_at(flash, 2);
        struct slice rest = slice_rest(slice_clip(flash, 0, size), BASE_SIZE);
        struct element_at element;
        while (rest.length > 0 && take_element(&rest, &element)) {
            if (element.type == PACKAGE_NAME && is_text(element.data)) {
                return element.data;
            }
        }
    }
    return slice_over(flash.data, 0);
}

// Whether the data holds so many lists from at on: each a count, and so many things of size_each.
static bool has_lists(struct slice data, size_t at, uint32_t lists, size_t size_each) {
    for (; lists > 0; lists--) {
        if (at > data.length || data.length - at < 2) {
            return false;
        }
        at += 2 + half_at(data, at) * size_each;
    }
    return at <= data.length;
}

// What becomes of an element's data: its words go to *tbf as they are if it is length bytes long,
// and if length is 0, a slice over it does. At 0: nothing does.
static const struct {
    uint8_t length;
    uint8_t at;
} elements[] = {
    // The program's offsets are from the binary's start until check_program().
    [MAIN] = {12, offsetof(struct tbf, entry)},
    [PROGRAM] = {20, offsetof(struct tbf, entry)},
    [FIXED_ADDRESSES] = {8, offsetof(struct tbf, fixed_ram)},
    [KERNEL_VERSION] = {4, offsetof(struct tbf, kernel_major)},
    [SHORT_ID] = {4, offsetof(struct tbf, short_id)},
    [WRITEABLE_REGIONS] = {0, offsetof(struct tbf, writeable_regions)},
    [PACKAGE_NAME] = {0, offsetof(struct tbf, name)},
    [PERMISSIONS] = {0, offsetof(struct tbf, permissions)},
    [STORAGE] = {0, offsetof(struct tbf, storage)},
    [PIC_OPTION] = {0, 0},
};

static_assert(offsetof(struct tbf, minimum_ram) == offsetof(struct tbf, entry) + 8 &&
                  offsetof(struct tbf, version) == offsetof(struct tbf, entry) + 16 &&
                  offsetof(struct tbf, fixed_flash) == offsetof(struct tbf, fixed_ram) + 4 &&
                  offsetof(struct tbf, kernel_minor) == offsetof(struct tbf, kernel_major) + 2,
              "as in their elements");

static bool has(const struct tbf *tbf, enum element type) {
    return (tbf->elements >> type & 1) != 0;
}

static bool take(const struct element_at *element, struct tbf *tbf, struct tbf_result *result) {
    uint32_t type = element->type;
    if (type == 0 || type >= sizeof(elements) / sizeof(elements[0])) {
        return (type & PRIVATE) != 0 || type == CREDENTIALS ||
               fail(result, TBF_ELEMENT_UNKNOWN, type, 0);
    }
    size_t length = elements[type].length;
    // UNSAFE: where the table says, within *tbf; the types are as asserted above.
    uint8_t *to = (uint8_t *)tbf + elements[type].at;
    if (length == 0) {
        if (elements[type].at != 0) {
            *(struct slice *)to = element->data;
        }
    } else if (length != element->data.length) {
        return fail(result, TBF_ELEMENT_LENGTH, type, (uint32_t)element->data.length);
    } else if (type != MAIN || !has(tbf, PROGRAM)) { // Whatever their order, Program decides.
        __builtin_memcpy(to, element->data.data, length);
    }
    tbf->elements |= 1u << type;
    return true;
}

static bool take_elements(struct slice rest, struct tbf *tbf, struct tbf_result *result) {
    while (rest.length > 0) {
        struct element_at element;
        if (!take_element(&rest, &element)) {
            return fail(result, TBF_ELEMENT_TRUNCATED, element.type, 0);
        }
        if (!take(&element, tbf, result)) {
            return false;
        }
    }
    return true;
}

static bool fail_length(struct tbf_result *result, enum element type, struct slice data) {
    return fail(result, TBF_ELEMENT_LENGTH, type, (uint32_t)data.length);
}

// Those of any length.
static bool check_elements(const struct tbf *tbf, struct tbf_result *result) {
    if (tbf->writeable_regions.length % 8 != 0) {
        return fail_length(result, WRITEABLE_REGIONS, tbf->writeable_regions);
    }
    if (has(tbf, PERMISSIONS) && !has_lists(tbf->permissions, 0, 1, 16)) {
        return fail_length(result, PERMISSIONS, tbf->permissions);
    }
    if (has(tbf, STORAGE) && !has_lists(tbf->storage, 4, 2, 4)) {
        return fail_length(result, STORAGE, tbf->storage);
    }
    return is_text(tbf->name) || fail(result, TBF_NAME, 0, 0);
}

static bool check_program(struct tbf *tbf, struct tbf_result *result) {
    if (!has(tbf, PROGRAM)) {
        tbf->binary_end = tbf->total_size;
    }
    if (tbf->binary_end == 0 || tbf->binary_end > tbf->total_size) {
        return fail(result, TBF_BINARY_END, tbf->binary_end, tbf->total_size);
    }
    if (tbf->binary_end < tbf->header_size ||
        tbf->protected_size > tbf->binary_end - tbf->header_size) {
        return fail(result, TBF_PROTECTED, tbf->protected_size, tbf->binary_end);
    }
    tbf->protected_size += tbf->header_size;
    if (tbf->entry >= tbf->binary_end - tbf->protected_size) {
        return fail(result, TBF_ENTRY, tbf->entry, tbf->binary_end - tbf->protected_size);
    }
    tbf->entry += tbf->protected_size;
    return true;
}

static bool check_regions(const struct tbf *tbf, struct tbf_result *result) {
    for (size_t at = 0; at < tbf->writeable_regions.length; at += 8) {
        uint32_t offset = word_at(tbf->writeable_regions, at);
        uint32_t size = word_at(tbf->writeable_regions, at + 4);
        if (offset > tbf->total_size || size > tbf->total_size - offset) {
            return fail(result, TBF_WRITEABLE_REGION, offset, size);
        }
    }
    return true;
}

static bool parse_rest(struct slice flash, struct tbf *tbf, struct tbf_result *result) {
    struct slice rest = slice_part(flash, BASE_SIZE, tbf->header_size - BASE_SIZE);
    if (rest.length == 0) {
        return true;
    }
    if (!take_elements(rest, tbf, result) || !check_elements(tbf, result)) {
        return false;
    }
    if (!has(tbf, MAIN) && !has(tbf, PROGRAM)) {
        return fail(result, TBF_NO_PROGRAM, 0, 0);
    }
    tbf->is_application = true;
    return check_program(tbf, result) && check_regions(tbf, result);
}

struct tbf_result tbf_parse(struct slice flash, struct tbf *tbf) {
    struct base base = {0, 0, 0};
    struct tbf_result result = {.error = TBF_OK};
    result.base_is_sound = parse_base(flash, &base, &result);
    tbf->total_size = base.total_size;
    if (result.base_is_sound) {
        *tbf = (struct tbf){
            .header_size = base.header_size,
            .total_size = base.total_size,
            .flags = base.flags,
            .fixed_ram = TBF_NO_ADDRESS,
            .fixed_flash = TBF_NO_ADDRESS,
        };
        result.is_sound = parse_rest(flash, tbf, &result);
    }
    return result;
}

bool tbf_has_kernel_version(const struct tbf *tbf) {
    return has(tbf, KERNEL_VERSION);
}

// UNSAFE, both: has_lists() has seen that the count and so many entries are there.
uint32_t tbf_permission_count(const uint8_t *permissions) {
    return half_at(slice_over(permissions, 2), 0);
}

struct tbf_permission tbf_permission(const uint8_t *permissions, uint32_t index) {
    size_t size = 2 + (size_t)tbf_permission_count(permissions) * 16;
    struct slice entry = slice_part(slice_over(permissions, size), 2 + (size_t)index * 16, 16);
    struct tbf_permission p = {
        .driver = word_at(entry, 0),
        .offset = word_at(entry, 4),
        .commands = word_at(entry, 8) | (uint64_t)word_at(entry, 12) << 32,
    };
    return p;
}

static bool has_storage(const struct tbf *tbf) {
    return tbf->storage.length != 0;
}

static size_t modify_list(const struct tbf *tbf) {
    return 6 + (size_t)half_at(tbf->storage, 4) * 4;
}

uint32_t tbf_storage_write_id(const struct tbf *tbf) {
    return has_storage(tbf) ? word_at(tbf->storage, 0) : 0;
}

uint32_t tbf_storage_read_count(const struct tbf *tbf) {
    return has_storage(tbf) ? half_at(tbf->storage, 4) : 0;
}

uint32_t tbf_storage_read_id(const struct tbf *tbf, uint32_t index) {
    return word_at(tbf->storage, 6 + (size_t)index * 4);
}

uint32_t tbf_storage_modify_count(const struct tbf *tbf) {
    return has_storage(tbf) ? half_at(tbf->storage, modify_list(tbf)) : 0;
}

uint32_t tbf_storage_modify_id(const struct tbf *tbf, uint32_t index) {
    return word_at(tbf->storage, modify_list(tbf) + 2 + (size_t)index * 4);
}

struct slice tbf_footers(struct slice object, const struct tbf *tbf) {
    return slice_part(object, tbf->binary_end, tbf->total_size - tbf->binary_end);
}

bool tbf_next_credentials(struct slice *footers, struct tbf_credentials *credentials) {
    while (footers->length > 0) {
        struct slice rest = *footers;
        struct element_at footer;
        if (!take_element(&rest, &footer)) {
            // Flash that was never written ends them, too.
            if (footers->length >= 4 && word_at(*footers, 0) == UINT32_MAX) {
                *footers = slice_clip(*footers, 0, 0);
            }
            return false;
        }
        *footers = rest;
        if (footer.type == CREDENTIALS && footer.data.length >= 4) {
            credentials->format = word_at(footer.data, 0);
            credentials->data = slice_part(footer.data, 4, footer.data.length - 4);
            return true;
        }
    }
    return false;
}
