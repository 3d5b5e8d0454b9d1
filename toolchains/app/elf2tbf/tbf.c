// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "toolchains/app/elf2tbf/tbf.h"

#include <string.h>

enum {
    VERSION = 2,
    FLAG_ENABLED = 1,
    CHECKSUM_OFFSET = 12,
    ALIGNMENT = 4,
    ELEMENT_MAIN = 1,
    ELEMENT_FLASH_REGION = 2,
    ELEMENT_NAME = 3,
    ELEMENT_FIXED_ADDRESSES = 5,
    ELEMENT_PERMISSIONS = 6,
    ELEMENT_STORAGE = 7,
    ELEMENT_KERNEL_VERSION = 8,
    ELEMENT_PROGRAM = 9,
    ELEMENT_SHORT_ID = 10,
};

bool tbf_permit(struct tbf_header *header, uint32_t driver, uint32_t command) {
    uint64_t bit = 1ULL << (command % 64);
    for (uint16_t i = 0; i < header->permission_count; i++) {
        struct tbf_permission *permission = &header->permissions[i];
        if (permission->driver == driver && permission->offset == command / 64) {
            permission->allowed_commands |= bit;
            return true;
        }
    }
    if (header->permission_count == TBF_MAX_PERMISSIONS) {
        return false;
    }
    header->permissions[header->permission_count++] =
        (struct tbf_permission){.driver = driver, .offset = command / 64, .allowed_commands = bit};
    return true;
}

static void element(struct bytes *out, uint16_t type, size_t length) {
    bytes_append_u16(out, type);
    bytes_append_u16(out, (uint16_t)length);
}

// Main has the first three words of Program, for kernels that do not know Program.
static void append_program(struct bytes *out, const struct tbf_header *header) {
    element(out, ELEMENT_MAIN, 12);
    bytes_append_u32(out, header->init_offset);
    bytes_append_u32(out, header->protected_trailer);
    bytes_append_u32(out, header->minimum_ram);

    element(out, ELEMENT_PROGRAM, 20);
    bytes_append_u32(out, header->init_offset);
    bytes_append_u32(out, header->protected_trailer);
    bytes_append_u32(out, header->minimum_ram);
    bytes_append_u32(out, header->binary_end_offset);
    bytes_append_u32(out, header->app_version);
}

static void append_placement(struct bytes *out, const struct tbf_header *header) {
    for (uint32_t i = 0; i < header->flash_region_count; i++) {
        element(out, ELEMENT_FLASH_REGION, 8);
        bytes_append_u32(out, header->flash_regions[i].offset);
        bytes_append_u32(out, header->flash_regions[i].size);
    }
    if (header->has_fixed_addresses) {
        element(out, ELEMENT_FIXED_ADDRESSES, 8);
        bytes_append_u32(out, header->fixed_ram);
        bytes_append_u32(out, header->fixed_flash);
    }
}

static void append_permissions(struct bytes *out, const struct tbf_header *header) {
    if (header->permission_count == 0) {
        return;
    }
    element(out, ELEMENT_PERMISSIONS, 2 + 16 * (size_t)header->permission_count);
    bytes_append_u16(out, header->permission_count);
    for (uint16_t i = 0; i < header->permission_count; i++) {
        bytes_append_u32(out, header->permissions[i].driver);
        bytes_append_u32(out, header->permissions[i].offset);
        bytes_append_u64(out, header->permissions[i].allowed_commands);
    }
    bytes_align(out, ALIGNMENT);
}

static void append_ids(struct bytes *out, const struct tbf_storage_ids *ids) {
    bytes_append_u16(out, ids->count);
    for (uint16_t i = 0; i < ids->count; i++) {
        bytes_append_u32(out, ids->ids[i]);
    }
}

static void append_storage(struct bytes *out, const struct tbf_header *header) {
    if (!header->has_storage) {
        return;
    }
    size_t count = (size_t)header->storage_read.count + header->storage_access.count;
    element(out, ELEMENT_STORAGE, 4 + 2 + 2 + 4 * count);
    bytes_append_u32(out, header->storage_write_id);
    append_ids(out, &header->storage_read);
    append_ids(out, &header->storage_access);
    bytes_align(out, ALIGNMENT);
}

static void append_elements(struct bytes *out, const struct tbf_header *header) {
    append_program(out, header);
    size_t name_length = strlen(header->name);
    if (name_length > 0) {
        element(out, ELEMENT_NAME, name_length);
        bytes_append(out, header->name, name_length);
        bytes_align(out, ALIGNMENT);
    }
    append_placement(out, header);
    append_permissions(out, header);
    append_storage(out, header);
    if (header->has_kernel_version) {
        element(out, ELEMENT_KERNEL_VERSION, 4);
        bytes_append_u16(out, header->kernel_major);
        bytes_append_u16(out, header->kernel_minor);
    }
    if (header->has_short_id) {
        element(out, ELEMENT_SHORT_ID, 4);
        bytes_append_u32(out, header->short_id);
    }
}

size_t tbf_header_size(const struct tbf_header *header) {
    struct bytes elements = {};
    append_elements(&elements, header);
    size_t size = TBF_BASE_SIZE + elements.size;
    bytes_free(&elements);
    return size;
}

void tbf_append_header(struct bytes *out, const struct tbf_header *header) {
    bytes_append_u16(out, VERSION);
    bytes_append_u16(out, (uint16_t)tbf_header_size(header));
    bytes_append_u32(out, header->total_size);
    bytes_append_u32(out, header->enabled ? FLAG_ENABLED : 0);
    bytes_append_u32(out, 0);
    append_elements(out, header);

    // The checksum is the exclusive or of all words but itself, which is 0 so far.
    uint32_t checksum = 0;
    for (size_t at = 0; at < out->size; at += 4) {
        checksum ^= bytes_u32_at(out, at);
    }
    bytes_put_u32(out, CHECKSUM_OFFSET, checksum);
}

void tbf_append_footer(struct bytes *out, uint32_t format, const void *data, size_t size) {
    element(out, TBF_FOOTER_CREDENTIALS, 4 + size);
    bytes_append_u32(out, format);
    bytes_append(out, data, size);
}

void tbf_append_reserved_footer(struct bytes *out, size_t size) {
    element(out, TBF_FOOTER_CREDENTIALS, size - 4);
    bytes_append_u32(out, TBF_CREDENTIALS_RESERVED);
    bytes_append_zeros(out, size - TBF_FOOTER_SMALLEST);
}
