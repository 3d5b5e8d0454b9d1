// SPDX-License-Identifier: Apache-2.0 OR MIT
// Tock Binary Format, version 2: what an application in flash says about itself (Tock book, "Tock
// Binary Format"). Pure functions over bytes that nobody vouches for: any bytes give a result.
//
//     TBF object:  [base header, elements][protected trailer][binary][footers, padding]
//                  0                header_size   protected_size   binary_end     total_size
//
// Elements that this parser does not know: private ones (type bit 15 set) are skipped, as the
// format wants it. A type in Tock's own space is refused: it may carry a demand that the kernel
// would have to meet (as permissions and fixed addresses do), and no known tool writes one.
#pragma once

#include "kernel/format.h"
#include "kernel/slice.h"

enum tbf_error : uint8_t {
    TBF_OK,
    // The base header is unsound.
    TBF_ERASED,          // Nothing was ever written here.
    TBF_NO_HEADER,       // Not a TBF header. value: the first word.
    TBF_VERSION,         // A header of another version. value: it.
    TBF_TRUNCATED,       // Flash ends within the base header. value: bytes left.
    TBF_HEADER_SIZE,     // Not a possible header size. value: it, total size.
    TBF_TOTAL_SIZE,      // The object does not end within flash. value: total size, bytes left.
    TBF_CHECKSUM,        // value: as in the header, as computed.
    TBF_TOTAL_ALIGNMENT, // Not a multiple of 4. value: total size.
    // The base header is sound, what follows is not.
    TBF_ELEMENT_TRUNCATED, // An element does not end within the header. value: its type.
    TBF_ELEMENT_LENGTH,    // No such element has this length. value: type, length.
    TBF_ELEMENT_UNKNOWN,   // value: type.
    TBF_NAME,              // The package name is not text in UTF-8.
    TBF_NO_PROGRAM,        // There are elements, but neither Main nor Program.
    TBF_PROTECTED,  // The protected part does not end within the binary. value: its size, end.
    TBF_BINARY_END, // The binary does not end within the object. value: its end, total size.
    TBF_ENTRY,      // The entry function is outside of the binary. value: its offset, end.
    TBF_WRITEABLE_REGION, // One is outside of the object. value: offset, size.
};

// To be decided on: is_sound and base_is_sound. The cause is for a message: what writes none does
// not pay for it.
struct [[nodiscard]] tbf_result {
    bool is_sound;
    bool base_is_sound; // The next object lies at total_size, even if this one is not sound.
    enum tbf_error error;
    uint32_t value[2]; // As said above.
};

enum tbf_flags : uint32_t {
    TBF_FLAG_ENABLED = 1u << 0,
    TBF_FLAG_STICKY = 1u << 1, // For tools: needs force to be erased.
};

enum : uint32_t { TBF_NO_ADDRESS = UINT32_MAX }; // Fixed addresses: anywhere will do.

// A parsed header. Slices point into flash; they are empty where there is no such element. Offsets
// are in bytes from the object's start.
struct tbf {
    uint32_t header_size;
    uint32_t total_size;
    uint32_t flags;
    uint32_t elements;   // The parser's: which ones there are, a bit for each type.
    bool is_application; // False: padding, nothing below is set.
    // As in the elements, which are copied here.
    uint32_t entry;          // Of the entry function.
    uint32_t protected_size; // Header and trailer: out of the process's reach to change.
    uint32_t minimum_ram;    // Bytes.
    uint32_t binary_end;
    uint32_t version;      // Of the application; 0 without a Program header.
    uint16_t kernel_major; // It runs on kernels from major.minor to below (major + 1).0, if ...
    uint16_t kernel_minor; // ... tbf_has_kernel_version().
    uint32_t short_id;     // 0: none.
    struct slice name;
    struct slice writeable_regions; // Pairs of 32-bit offset and size, within the object.
    struct slice permissions;       // See tbf_permission().
    struct slice storage;           // Storage permissions' element.
    uint32_t fixed_ram;             // Or TBF_NO_ADDRESS, as the next.
    uint32_t fixed_flash;
};

// One entry of the permissions element: of the commands offset * 64 .. offset * 64 + 63 of a
// driver, those whose bit is set are allowed.
struct tbf_permission {
    uint32_t driver;
    uint32_t offset;
    uint64_t commands;
};

// Parses the TBF object at the start of flash, which goes on to the end of the applications' flash.
// *tbf is set as far as the result says that it is sound; total_size always: 0, or what an unsound
// header says.
struct tbf_result tbf_parse(struct slice flash, struct tbf *tbf);

// Whether a parsed header says which kernels it runs on.
bool tbf_has_kernel_version(const struct tbf *tbf);

// The name of the object at the start of flash, whose header may be damaged: for a message about
// it. Empty if none can be read.
struct slice tbf_find_name(struct slice flash);

// Number of entries in the permissions that tbf_parse() found whole, and one of them (index below
// that).
uint32_t tbf_permission_count(const uint8_t *permissions);
struct tbf_permission tbf_permission(const uint8_t *permissions, uint32_t index);

// Storage permissions (element 7): the id it writes with (0: none), how many ids it may read and
// modify, and these ids. Index below the count.
uint32_t tbf_storage_write_id(const struct tbf *tbf);
uint32_t tbf_storage_read_count(const struct tbf *tbf);
uint32_t tbf_storage_read_id(const struct tbf *tbf, uint32_t index);
uint32_t tbf_storage_modify_count(const struct tbf *tbf);
uint32_t tbf_storage_modify_id(const struct tbf *tbf, uint32_t index);

// A footer with credentials (type 128; AppID TRD, 5.2). Nobody vouches for them either.
enum tbf_credentials_format : uint32_t {
    TBF_CREDENTIALS_RESERVED = 0, // Room for others.
    TBF_CREDENTIALS_RSA3072 = 1,
    TBF_CREDENTIALS_RSA4096 = 2,
    TBF_CREDENTIALS_SHA256 = 3,
    TBF_CREDENTIALS_SHA384 = 4,
    TBF_CREDENTIALS_SHA512 = 5,
    TBF_CREDENTIALS_ECDSA_P256 = 6,
};

struct tbf_credentials {
    uint32_t format; // enum tbf_credentials_format, or one that is not known here.
    struct slice data;
};

// The footers of an object that tbf_parse() found sound: what tbf_next_credentials() starts with.
// Credentials are computed over the bytes before them.
struct slice tbf_footers(struct slice object, const struct tbf *tbf);

// Takes the next credentials from *footers, passing over footers of other types. False: there are
// no more; what is there does not end within the object, if *footers has 4 bytes or more then.
bool tbf_next_credentials(struct slice *footers, struct tbf_credentials *credentials);

// What is wrong, as a phrase without a line end: "checksum is wrong: header says 0x00000001,
// computed 0x00000002".
void tbf_write_result(struct writer *writer, struct tbf_result result);
