// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// For tests: makes small ELF executables, right ones and wrong ones.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

class ElfBuilder {
  public:
    using Content = std::vector<uint8_t>;

    uint32_t entry = 0x80000001;
    uint16_t file_type = 2;
    uint16_t machine = 40;

    // Returns the section's index. `size` counts for a section without content (NOBITS).
    uint32_t section(const std::string &name, uint32_t type, uint32_t flags, uint32_t address,
                     Content content, uint32_t link = 0, uint32_t info = 0, uint32_t size = 0) {
        sections_.push_back({name, type, flags, address, content, link, info, size});
        return static_cast<uint32_t>(sections_.size());
    }

    // A loadable segment that holds one section.
    void segment(uint32_t section, uint32_t virtual_address, uint32_t load_address) {
        segments_.push_back({section, virtual_address, load_address});
    }

    // One symbol: name (offset into the name table), value, size, info, section.
    static Content symbol(uint32_t name, uint32_t value, uint16_t section) {
        Content c;
        for (uint32_t word : {name, value, 0U, static_cast<uint32_t>(section) << 16}) {
            put(c, word);
        }
        return c;
    }

    static Content relocation(uint32_t offset, uint32_t symbol, uint32_t type) {
        Content c;
        put(c, offset);
        put(c, symbol << 8 | type);
        return c;
    }

    static void put(Content &c, uint32_t word) {
        for (int i = 0; i < 4; i++) {
            c.push_back(static_cast<uint8_t>(word >> (8 * i)));
        }
    }

    Content build() const {
        std::vector<Section> all = sections_;
        Content names = {0};
        std::vector<uint32_t> name_offsets;
        all.push_back({".shstrtab", 3, 0, 0, {}, 0, 0, 0});
        for (const Section &s : all) {
            name_offsets.push_back(static_cast<uint32_t>(names.size()));
            names.insert(names.end(), s.name.begin(), s.name.end());
            names.push_back(0);
        }
        all.back().content = names;

        const uint32_t header_size = 52;
        uint32_t at = header_size + 32 * static_cast<uint32_t>(segments_.size());
        std::vector<uint32_t> offsets;
        for (const Section &s : all) {
            offsets.push_back(at);
            at += (static_cast<uint32_t>(s.content.size()) + 3) / 4 * 4;
        }

        Content file = {0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        put(file, file_type | machine << 16);
        put(file, 1);
        put(file, entry);
        put(file, header_size);
        put(file, at);
        put(file, 0x05000000);
        put(file, header_size | 32U << 16);
        put(file, static_cast<uint32_t>(segments_.size()) | 40U << 16);
        const auto count = static_cast<uint32_t>(all.size()) + 1;
        put(file, count | (count - 1) << 16);
        for (const Segment &s : segments_) {
            const auto size = static_cast<uint32_t>(all[s.section - 1].content.size());
            for (uint32_t word : {1U, offsets[s.section - 1], s.virtual_address, s.load_address,
                                  size, size, 7U, 4U}) {
                put(file, word);
            }
        }
        for (const Section &s : all) {
            file.insert(file.end(), s.content.begin(), s.content.end());
            file.resize((file.size() + 3) / 4 * 4);
        }
        file.resize(file.size() + 40);
        for (size_t i = 0; i < all.size(); i++) {
            const Section &s = all[i];
            const uint32_t size = s.size != 0 ? s.size : static_cast<uint32_t>(s.content.size());
            for (uint32_t word : {name_offsets[i], s.type, s.flags, s.address, offsets[i], size,
                                  s.link, s.info, 4U, 0U}) {
                put(file, word);
            }
        }
        return file;
    }

  private:
    struct Section {
        std::string name;
        uint32_t type;
        uint32_t flags;
        uint32_t address;
        Content content;
        uint32_t link;
        uint32_t info;
        uint32_t size;
    };
    struct Segment {
        uint32_t section;
        uint32_t virtual_address;
        uint32_t load_address;
    };
    std::vector<Section> sections_;
    std::vector<Segment> segments_;
};
