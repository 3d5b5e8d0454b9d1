// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "toolchains/app/elf2tbf/convert.h"

#include <string.h>

#include "toolchains/app/elf2tbf/elf.h"
#include "toolchains/app/elf2tbf/relocate.h"

enum {
    IMAGE_LIMIT = 16 * 1024 * 1024,
    SMALLEST_FILE = 512,
    FIXED_ALIGNMENT = 256, // Of the file of a fixed executable.
    DEFAULT_STACK = 2048,
    FOOTER_LARGEST = 65536,
    NO_SEGMENT = 65536, // There are at most 65535.
};

// The part of the file that goes to flash.
struct image {
    struct bytes bytes;
    uint32_t base; // Load address of its first byte.
    bool has_entry;
    uint32_t entry_offset;
};

static bool in_flash(const struct elf_segment *segment) {
    return segment->type == ELF_SEGMENT_LOAD && segment->file_size > 0;
}

// Whether segment `a` comes before `b`: by load address, then in the file's order.
static bool before(const struct elf *elf, uint32_t a, uint32_t b) {
    uint32_t load_a = elf_segment_at(elf, a).load_address;
    uint32_t load_b = elf_segment_at(elf, b).load_address;
    return load_a < load_b || (load_a == load_b && a < b);
}

// The segment in flash that comes next after segment `last`, or first with NO_SEGMENT. NO_SEGMENT
// if there is none.
static uint32_t next_segment(const struct elf *elf, uint32_t last) {
    uint32_t next = NO_SEGMENT;
    for (uint32_t i = 0; i < elf->segment_count; i++) {
        struct elf_segment segment = elf_segment_at(elf, i);
        if (in_flash(&segment) && (last == NO_SEGMENT || before(elf, last, i)) &&
            (next == NO_SEGMENT || before(elf, i, next))) {
            next = i;
        }
    }
    return next;
}

static bool append_segment(struct image *image, const struct elf *elf,
                           const struct elf_segment *segment, struct problem *problem) {
    uint64_t end = (uint64_t)image->base + image->bytes.size;
    if (segment->load_address < end) {
        return problem_set(problem, "two segments overlap at load address 0x%08x",
                           segment->load_address);
    }
    uint64_t size = (uint64_t)segment->load_address - image->base + segment->file_size;
    if (size > IMAGE_LIMIT) {
        return problem_set(problem,
                           "segments at load addresses 0x%08x and 0x%08x are too far apart for one "
                           "image",
                           image->base, segment->load_address);
    }
    bytes_append_zeros(&image->bytes, (size_t)(segment->load_address - end));
    uint32_t entry = elf->entry - segment->virtual_address;
    if (elf->entry >= segment->virtual_address && entry < segment->file_size) {
        image->has_entry = true;
        image->entry_offset = (uint32_t)image->bytes.size + entry;
    }
    bytes_append(&image->bytes, elf->file->data + segment->offset, segment->file_size);
    return true;
}

static bool collect_image(struct image *image, const struct elf *elf, struct problem *problem) {
    uint32_t index = next_segment(elf, NO_SEGMENT);
    if (index == NO_SEGMENT) {
        return problem_set(problem, "nothing to load: no segment has content");
    }
    image->base = elf_segment_at(elf, index).load_address;
    for (; index != NO_SEGMENT; index = next_segment(elf, index)) {
        struct elf_segment segment = elf_segment_at(elf, index);
        if (!append_segment(image, elf, &segment, problem)) {
            return false;
        }
    }
    if (!image->has_entry) {
        return problem_set(problem, "the entry point 0x%08x is in no loaded segment", elf->entry);
    }
    return true;
}

static bool is_ram(const struct elf_section *section) {
    const uint32_t flags = ELF_FLAG_ALLOC | ELF_FLAG_WRITE;
    return (section->flags & flags) == flags && section->size > 0;
}

static uint32_t round_up(uint32_t value, uint32_t multiple) {
    return (value + multiple - 1) / multiple * multiple;
}

// Bytes of RAM: the stack, what the executable places there, and the two heaps.
static bool count_ram(uint32_t *ram, const struct elf *elf, const struct convert_options *options,
                      struct problem *problem) {
    uint64_t lowest = UINT64_MAX;
    uint64_t highest = 0;
    uint64_t stack = DEFAULT_STACK;
    for (uint32_t i = 0; i < elf->section_count; i++) {
        struct elf_section section = elf_section_at(elf, i);
        if (strcmp(section.name, ".stack") == 0) {
            stack = section.size;
        } else if (is_ram(&section)) {
            uint64_t end = (uint64_t)section.address + section.size;
            lowest = section.address < lowest ? section.address : lowest;
            highest = end > highest ? end : highest;
        }
    }
    uint64_t placed = highest > lowest ? highest - lowest : 0;
    uint64_t total = (stack + 7) / 8 * 8 + placed + round_up(options->app_heap, 4) +
                     round_up(options->kernel_heap, 4);
    total = total < options->minimum_ram ? options->minimum_ram : total;
    if (total > IMAGE_LIMIT) {
        return problem_set(problem, "%llu bytes of RAM are needed: that cannot be right",
                           (unsigned long long)total);
    }
    *ram = (uint32_t)total;
    return true;
}

// Where a fixed executable's RAM begins: the linker script's symbol, or else it may be anywhere.
static uint32_t fixed_ram(const struct elf *elf) {
    struct elf_symbol origin;
    return elf_find_symbol(elf, "_sram_origin", &origin) ? origin.value : TBF_NO_FIXED_ADDRESS;
}

// Sections whose name has ".wfr" in it are flash that the application may write.
static bool find_flash_regions(struct tbf_header *header, const struct elf *elf,
                               const struct image *image, struct problem *problem) {
    header->flash_region_count = 0;
    for (uint32_t i = 0; i < elf->section_count; i++) {
        struct elf_section section = elf_section_at(elf, i);
        if (strstr(section.name, ".wfr") == nullptr || section.size == 0 ||
            (section.flags & ELF_FLAG_ALLOC) == 0) {
            continue;
        }
        if (header->flash_region_count == TBF_MAX_FLASH_REGIONS) {
            return problem_set(problem, "more than %d writeable flash regions",
                               TBF_MAX_FLASH_REGIONS);
        }
        uint64_t offset = (uint64_t)section.address - image->base;
        if (offset > image->bytes.size || section.size > image->bytes.size - offset) {
            return problem_set(problem, "writeable flash region %s at 0x%08x is not in the image",
                               section.name, section.address);
        }
        header->flash_regions[header->flash_region_count++] =
            (struct tbf_flash_region){.offset = (uint32_t)offset, .size = section.size};
    }
    return true;
}

static uint64_t padded_size(uint32_t machine, uint64_t size) {
    if (machine != ELF_MACHINE_ARM) {
        return (size + 3) / 4 * 4;
    }
    uint64_t padded = SMALLEST_FILE;
    while (padded < size) {
        padded *= 2;
    }
    return padded;
}

// Fills the space that is left with reserved credentials; what is too little for one more
// stays zero.
static void append_reserved(struct bytes *tbf, size_t total_size) {
    while (total_size - tbf->size >= TBF_FOOTER_SMALLEST) {
        size_t size = (total_size - tbf->size) / 4 * 4;
        tbf_append_reserved_footer(tbf, size < FOOTER_LARGEST ? size : FOOTER_LARGEST);
    }
    bytes_append_zeros(tbf, total_size - tbf->size);
}

static bool fill_header(struct tbf_header *header, const struct elf *elf, const struct image *image,
                        const struct convert_options *options, struct problem *problem) {
    *header = options->header;
    header->init_offset = image->entry_offset;
    if (image->base != CONVERT_PIC_FLASH) {
        header->has_fixed_addresses = true;
        header->fixed_flash = image->base;
        header->fixed_ram = fixed_ram(elf);
    }
    if (!find_flash_regions(header, elf, image, problem) ||
        !count_ram(&header->minimum_ram, elf, options, problem)) {
        return false;
    }
    size_t header_size = tbf_header_size(header);
    if (header_size > UINT16_MAX) {
        return problem_set(problem, "the header needs %zu bytes, more than there can be",
                           header_size);
    }
    if (header->has_fixed_addresses) {
        header->protected_trailer = (header->fixed_flash - (uint32_t)header_size) % FIXED_ALIGNMENT;
    }
    size_t start = header_size + header->protected_trailer;
    for (uint32_t i = 0; i < header->flash_region_count; i++) {
        header->flash_regions[i].offset += (uint32_t)start;
    }
    uint64_t end = start + image->bytes.size;
    size_t footers = 0;
    if (!credentials_size(&options->credentials, &footers, problem)) {
        return false;
    }
    if (options->minimum_footer_size > footers) {
        size_t reserved = options->minimum_footer_size - footers;
        footers += reserved < TBF_FOOTER_SMALLEST ? TBF_FOOTER_SMALLEST : (reserved + 3) / 4 * 4;
    }
    header->binary_end_offset = (uint32_t)end;
    header->total_size = (uint32_t)padded_size(elf->machine, end + footers);
    return true;
}

static bool build(struct bytes *tbf, struct image *image, const struct elf *elf,
                  const struct convert_options *options, struct problem *problem) {
    if (!collect_image(image, elf, problem)) {
        return false;
    }
    bool moves = image->base == CONVERT_PIC_FLASH;
    bytes_align(&image->bytes, 4);
    struct bytes relocations = {};
    bool good = (!moves || relocate_check_flash(elf, problem)) &&
                relocate_collect(&relocations, elf, problem);
    if (good) {
        bytes_append_u32(&image->bytes, (uint32_t)relocations.size);
        bytes_append(&image->bytes, relocations.data, relocations.size);
    }
    bytes_free(&relocations);
    struct tbf_header header;
    if (!good || !fill_header(&header, elf, image, options, problem)) {
        return false;
    }
    tbf_append_header(tbf, &header);
    bytes_append_zeros(tbf, header.protected_trailer);
    bytes_append(tbf, image->bytes.data, image->bytes.size);
    if (!credentials_append(tbf, &options->credentials, problem)) {
        return false;
    }
    append_reserved(tbf, header.total_size);
    return true;
}

bool convert(struct bytes *tbf, const struct bytes *elf_file, const struct convert_options *options,
             struct problem *problem) {
    struct elf elf;
    if (!elf_open(&elf, elf_file, problem)) {
        return false;
    }
    if (elf.machine != ELF_MACHINE_ARM && elf.machine != ELF_MACHINE_RISCV) {
        return problem_set(problem, "ELF machine %u: only Arm (40) and RISC-V (243) are supported",
                           elf.machine);
    }
    struct image image = {};
    bool good = build(tbf, &image, &elf, options, problem);
    bytes_free(&image.bytes);
    return good;
}
