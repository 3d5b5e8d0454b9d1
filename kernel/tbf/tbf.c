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

// Little-endian, at any alignment; trap outside of the slice.
static uint32_t half_at(struct slice s, size_t offset) {
    const uint8_t *byte = slice_part(s, offset, 2).data;
    return byte[0] | (uint32_t)byte[1] << 8;
}

static uint32_t word_at(struct slice s, size_t offset) {
    const uint8_t *byte = slice_part(s, offset, 4).data;
    return byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
}

static struct tbf_result result(enum tbf_error error, uint32_t value0, uint32_t value1) {
    struct tbf_result r = {error, {value0, value1}};
    return r;
}

static struct tbf_result ok(void) {
    return result(TBF_OK, 0, 0);
}

// All words of the header but the checksum itself.
static uint32_t checksum_of(struct slice header) {
    uint32_t sum = 0;
    for (size_t offset = 0; offset < header.length; offset += 4) {
        sum ^= offset == 12 ? 0 : word_at(header, offset);
    }
    return sum;
}

static bool header_size_is_possible(uint32_t size) {
    return size >= BASE_SIZE && size % 4 == 0;
}

// A header of another version can be told from anything else by its checksum.
static struct tbf_result other_version(struct slice flash) {
    uint32_t word = word_at(flash, 0);
    if (word == UINT32_MAX) {
        return result(TBF_ERASED, 0, 0);
    }
    uint32_t size = word >> 16;
    if (header_size_is_possible(size) && size <= flash.length &&
        checksum_of(slice_part(flash, 0, size)) == word_at(flash, 12)) {
        return result(TBF_VERSION, word & 0xFFFF, 0);
    }
    return result(TBF_NO_HEADER, word, 0);
}

static struct tbf_result parse_base(struct slice flash, struct tbf *tbf) {
    if (flash.length < BASE_SIZE) {
        return result(TBF_TRUNCATED, (uint32_t)flash.length, 0);
    }
    if (half_at(flash, 0) != VERSION) {
        return other_version(flash);
    }
    tbf->header_size = half_at(flash, 2);
    tbf->total_size = word_at(flash, 4);
    tbf->flags = word_at(flash, 8);
    if (!header_size_is_possible(tbf->header_size) || tbf->header_size > tbf->total_size) {
        return result(TBF_HEADER_SIZE, tbf->header_size, tbf->total_size);
    }
    if (tbf->total_size > flash.length) {
        return result(TBF_TOTAL_SIZE, tbf->total_size, (uint32_t)flash.length);
    }
    uint32_t computed = checksum_of(slice_part(flash, 0, tbf->header_size));
    if (computed != word_at(flash, 12)) {
        return result(TBF_CHECKSUM, word_at(flash, 12), computed);
    }
    if (tbf->total_size % 4 != 0) {
        return result(TBF_TOTAL_ALIGNMENT, tbf->total_size, 0);
    }
    return ok();
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
    element->type = half_at(*rest, 0);
    size_t length = half_at(*rest, 2);
    *rest = slice_clip(*rest, ELEMENT_SIZE, rest->length);
    if (length > rest->length) {
        return false;
    }
    element->data = slice_part(*rest, 0, length);
    *rest = slice_clip(*rest, (length + 3) & ~(size_t)3, rest->length);
    return true;
}

// Printable, and each character as long as its first byte says.
static bool is_text(struct slice s) {
    for (size_t i = 0; i < s.length;) {
        uint8_t byte = slice_get(s, i++);
        if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && byte < 0xC2) || byte > 0xF4) {
            return false;
        }
        size_t more = byte < 0x80 ? 0 : byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
        for (; more > 0; more--) {
            if (i == s.length || (slice_get(s, i++) & 0xC0) != 0x80) {
                return false;
            }
        }
    }
    return true;
}

// The name of an object whose header may be damaged: for a message about it.
static void find_name(struct slice flash, struct tbf *tbf) {
    uint32_t size = flash.length < BASE_SIZE ? 0 : half_at(flash, 2);
    struct slice rest = slice_clip(slice_clip(flash, 0, size), BASE_SIZE, size);
    struct element_at element;
    while (rest.length > 0 && take_element(&rest, &element)) {
        if (element.type == PACKAGE_NAME && is_text(element.data)) {
            tbf->name = element.data;
            return;
        }
    }
}

// A count of size_each-byte things at *at, of which the data must hold all. Moves *at behind them.
static bool skip_list(struct slice data, size_t *at, size_t size_each) {
    if (data.length - *at < 2) {
        return false;
    }
    size_t size = half_at(data, *at) * size_each;
    *at += 2;
    if (data.length - *at < size) {
        return false;
    }
    *at += size;
    return true;
}

static bool permissions_are_whole(struct slice data) {
    size_t at = 0;
    return skip_list(data, &at, 16);
}

static bool storage_is_whole(struct slice data) {
    size_t at = 4;
    return data.length >= at && skip_list(data, &at, 4) && skip_list(data, &at, 4);
}

static bool length_is_right(const struct element_at *element) {
    size_t length = element->data.length;
    switch (element->type) {
    case MAIN:
        return length == 12;
    case WRITEABLE_REGIONS:
        return length % 8 == 0;
    case FIXED_ADDRESSES:
        return length == 8;
    case PERMISSIONS:
        return permissions_are_whole(element->data);
    case STORAGE:
        return storage_is_whole(element->data);
    case KERNEL_VERSION:
    case SHORT_ID:
        return length == 4;
    case PROGRAM:
        return length == 20;
    default:
        return true;
    }
}

// What Main and Program have in common; entry is from the binary's start until check_program().
static void take_program(struct slice data, struct tbf *tbf) {
    tbf->is_application = true;
    tbf->entry = word_at(data, 0);
    tbf->protected_size = word_at(data, 4);
    tbf->minimum_ram = word_at(data, 8);
}

static struct tbf_result take(const struct element_at *element, struct tbf *tbf) {
    struct slice data = element->data;
    if (!length_is_right(element)) {
        return result(TBF_ELEMENT_LENGTH, element->type, (uint32_t)data.length);
    }
    switch (element->type) {
    case MAIN:
        // Whatever their order, Program decides: it alone sets binary_end.
        if (tbf->binary_end == 0) {
            take_program(data, tbf);
        }
        break;
    case PROGRAM:
        take_program(data, tbf);
        tbf->binary_end = word_at(data, 12);
        tbf->version = word_at(data, 16);
        if (tbf->binary_end == 0) {
            return result(TBF_BINARY_END, 0, tbf->total_size);
        }
        break;
    case WRITEABLE_REGIONS:
        tbf->writeable_regions = data;
        break;
    case PACKAGE_NAME:
        if (!is_text(data)) {
            return result(TBF_NAME, 0, 0);
        }
        tbf->name = data;
        break;
    case FIXED_ADDRESSES:
        tbf->fixed_ram = word_at(data, 0);
        tbf->fixed_flash = word_at(data, 4);
        break;
    case PERMISSIONS:
        tbf->permissions = data.data;
        break;
    case STORAGE:
        tbf->storage = data;
        break;
    case KERNEL_VERSION:
        tbf->has_kernel_version = true;
        tbf->kernel_major = (uint16_t)half_at(data, 0);
        tbf->kernel_minor = (uint16_t)half_at(data, 2);
        break;
    case SHORT_ID:
        tbf->short_id = word_at(data, 0);
        break;
    case PIC_OPTION:
    case CREDENTIALS:
        break;
    default:
        if ((element->type & PRIVATE) == 0) {
            return result(TBF_ELEMENT_UNKNOWN, element->type, 0);
        }
    }
    return ok();
}

static struct tbf_result take_elements(struct slice rest, struct tbf *tbf) {
    while (rest.length > 0) {
        struct element_at element;
        if (!take_element(&rest, &element)) {
            return result(TBF_ELEMENT_TRUNCATED, element.type, 0);
        }
        struct tbf_result taken = take(&element, tbf);
        if (taken.error != TBF_OK) {
            return taken;
        }
    }
    return ok();
}

static struct tbf_result check_program(struct tbf *tbf) {
    if (tbf->binary_end == 0) {
        tbf->binary_end = tbf->total_size;
    }
    if (tbf->binary_end > tbf->total_size) {
        return result(TBF_BINARY_END, tbf->binary_end, tbf->total_size);
    }
    if (tbf->binary_end < tbf->header_size ||
        tbf->protected_size > tbf->binary_end - tbf->header_size) {
        return result(TBF_PROTECTED, tbf->protected_size, tbf->binary_end);
    }
    tbf->protected_size += tbf->header_size;
    if (tbf->entry >= tbf->binary_end - tbf->protected_size) {
        return result(TBF_ENTRY, tbf->entry, tbf->binary_end - tbf->protected_size);
    }
    tbf->entry += tbf->protected_size;
    return ok();
}

static struct tbf_result check_regions(const struct tbf *tbf) {
    for (size_t at = 0; at < tbf->writeable_regions.length; at += 8) {
        uint32_t offset = word_at(tbf->writeable_regions, at);
        uint32_t size = word_at(tbf->writeable_regions, at + 4);
        if (offset > tbf->total_size || size > tbf->total_size - offset) {
            return result(TBF_WRITEABLE_REGION, offset, size);
        }
    }
    return ok();
}

struct tbf_result tbf_parse(struct slice flash, struct tbf *tbf) {
    *tbf = (struct tbf){.fixed_ram = TBF_NO_ADDRESS, .fixed_flash = TBF_NO_ADDRESS};
    struct tbf_result r = parse_base(flash, tbf);
    if (r.error != TBF_ERASED && r.error != TBF_NO_HEADER) {
        find_name(flash, tbf);
    }
    if (r.error != TBF_OK) {
        return r;
    }
    struct slice elements = slice_part(flash, BASE_SIZE, tbf->header_size - BASE_SIZE);
    if (elements.length == 0) {
        return ok();
    }
    r = take_elements(elements, tbf);
    if (r.error == TBF_OK && !tbf->is_application) {
        return result(TBF_NO_PROGRAM, 0, 0);
    }
    if (r.error == TBF_OK) {
        r = check_program(tbf);
    }
    return r.error == TBF_OK ? check_regions(tbf) : r;
}

bool tbf_base_is_sound(enum tbf_error error) {
    return error == TBF_OK || error >= TBF_ELEMENT_TRUNCATED;
}

bool tbf_is_header(struct slice flash) {
    struct tbf tbf;
    return parse_base(flash, &tbf).error == TBF_OK;
}

// UNSAFE, both: permissions_are_whole() has seen that the count and so many entries are there.
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
