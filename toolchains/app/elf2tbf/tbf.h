// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The header of a Tock Binary Format file, version 2.
//
// A TBF file is the header, the application's image, and footers. The header is a base (version,
// sizes, flags, checksum) and elements of type, length and value, each padded to four bytes. The
// format is described in the Tock book, "Tock Binary Format"; permissions in its section of that
// name, storage permissions in "Persistent ACL", footers in the AppID TRD.

#pragma once

#include "toolchains/app/elf2tbf/bytes.h"

enum {
    TBF_BASE_SIZE = 16,
    TBF_MAX_PERMISSIONS = 64,
    TBF_MAX_STORAGE_IDS = 32,
    TBF_MAX_FLASH_REGIONS = 8,
    TBF_NO_FIXED_ADDRESS = 0xffffffff, // In one of the two fixed addresses: this one is free.
    TBF_FOOTER_CREDENTIALS = 128,
    // Credentials' formats, as tockloader and Tock's kernel number them.
    TBF_CREDENTIALS_RESERVED = 0,
    TBF_CREDENTIALS_RSA3072 = 1,
    TBF_CREDENTIALS_RSA4096 = 2,
    TBF_CREDENTIALS_SHA256 = 3,
    TBF_CREDENTIALS_SHA384 = 4,
    TBF_CREDENTIALS_SHA512 = 5,
    TBF_CREDENTIALS_ECDSA_P256 = 6,
    TBF_FOOTER_SMALLEST = 8,
};

// Commands 64 * offset to 64 * offset + 63 of a driver, one bit each.
struct tbf_permission {
    uint32_t driver;
    uint32_t offset;
    uint64_t allowed_commands;
};

// A part of the image that the application may write. `offset` counts from the header's first byte.
struct tbf_flash_region {
    uint32_t offset;
    uint32_t size;
};

struct tbf_storage_ids {
    uint32_t ids[TBF_MAX_STORAGE_IDS];
    uint16_t count;
};

// What a header says. Elements whose `has_` is false, whose name is empty or whose count is 0 are
// left out; Main and Program are always there.
struct tbf_header {
    bool enabled;
    uint32_t total_size;        // The whole file, footers and padding included.
    uint32_t protected_trailer; // Bytes behind the header that are not the application's either.
    uint32_t init_offset;       // Entry point, from the end of those.
    uint32_t minimum_ram;       // Bytes, grants included.
    uint32_t binary_end_offset; // First byte behind the image, from the header's first byte.
    uint32_t app_version;
    const char *name;
    struct tbf_flash_region flash_regions[TBF_MAX_FLASH_REGIONS];
    uint32_t flash_region_count;
    bool has_fixed_addresses;
    uint32_t fixed_ram;   // First byte of the process's memory.
    uint32_t fixed_flash; // First byte behind header and trailer.
    struct tbf_permission permissions[TBF_MAX_PERMISSIONS];
    uint16_t permission_count;
    bool has_storage;
    uint32_t storage_write_id;
    struct tbf_storage_ids storage_read;
    struct tbf_storage_ids storage_access;
    bool has_kernel_version;
    uint16_t kernel_major;
    uint16_t kernel_minor;
    bool has_short_id;
    uint32_t short_id;
};

// Grants one command. False if there is no room for another driver.
[[nodiscard]] bool tbf_permit(struct tbf_header *header, uint32_t driver, uint32_t command);

// The size that tbf_append_header() will write: known before the offsets and sizes are.
size_t tbf_header_size(const struct tbf_header *header);

// Appends the header to `out`, which must be empty, with its size and checksum.
void tbf_append_header(struct bytes *out, const struct tbf_header *header);

// Appends a credentials footer; `size` is a multiple of four.
void tbf_append_footer(struct bytes *out, uint32_t format, const void *data, size_t size);

// Appends a credentials footer of `size` bytes in all (at least TBF_FOOTER_SMALLEST, a multiple of
// four, at most 65536 + 3) that only reserves space: a tool can put a signature there later.
void tbf_append_reserved_footer(struct bytes *out, size_t size);
