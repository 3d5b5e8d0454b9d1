// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// From an ELF executable to a TBF file.
//
// The image is what the loadable segments hold in flash, in order of their load addresses, and
// behind it the relocations for data in RAM: their length in bytes, then the ELF entries. An
// executable linked with its flash at CONVERT_PIC_FLASH is position-independent and moves its
// addresses itself at start (apps/libtock/start.c); any other one is for the addresses that it was
// linked for, and the header says so. That one's file is for a multiple of 256 bytes in flash, as
// those of elf2tab: bytes that are nobody's fill the space between header and image.
//
// A position-independent executable must have been linked with --emit-relocs, and nothing in its
// flash may depend on where flash or RAM is. Each relocation in flash is looked at, and one that
// would be wrong after the move is an error that names it.

#pragma once

#include "toolchains/app/elf2tbf/bytes.h"
#include "toolchains/app/elf2tbf/credentials.h"
#include "toolchains/app/elf2tbf/tbf.h"

#define CONVERT_PIC_FLASH 0x80000000U

// What the executable does not say. `header` brings the name, flags, permissions, storage,
// versions and short id; convert() fills in the rest.
struct convert_options {
    struct tbf_header header;
    uint32_t app_heap;            // Bytes of heap to ask for.
    uint32_t kernel_heap;         // Bytes for the kernel's grants.
    uint32_t minimum_ram;         // Ask for at least this much in all.
    uint32_t minimum_footer_size; // Bytes to reserve for credentials, those below included.
    struct credentials credentials;
};

// Appends the TBF file to `tbf`, which must be empty. Padded for the processor: on Arm the size is
// a power of two, at least 512, because the protection unit's regions are. False with `problem` set
// if the executable cannot be converted.
[[nodiscard]] bool convert(struct bytes *tbf, const struct bytes *elf_file,
                           const struct convert_options *options, struct problem *problem);
