// SPDX-License-Identifier: Apache-2.0 OR MIT
// For tests: builds TBF objects from the format's description.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

class TbfBuilder {
  public:
    using Bytes = std::vector<uint8_t>;

    // An enabled object; of version 2 unless a test wants another.
    explicit TbfBuilder(uint32_t flags = 1, uint16_t version = 2)
        : flags_(flags), version_(version) {}

    static void Half(Bytes &to, uint32_t value) {
        to.push_back(static_cast<uint8_t>(value));
        to.push_back(static_cast<uint8_t>(value >> 8));
    }
    static void Word(Bytes &to, uint32_t value) {
        Half(to, value & 0xFFFF);
        Half(to, value >> 16);
    }

    TbfBuilder &Element(uint32_t type, const Bytes &data) {
        Half(elements_, type);
        Half(elements_, static_cast<uint32_t>(data.size()));
        elements_.insert(elements_.end(), data.begin(), data.end());
        elements_.resize((elements_.size() + 3) / 4 * 4);
        return *this;
    }
    TbfBuilder &Words(uint32_t type, const std::vector<uint32_t> &words) {
        Bytes data;
        for (uint32_t word : words) {
            Word(data, word);
        }
        return Element(type, data);
    }
    TbfBuilder &Main(uint32_t entry, uint32_t trailer, uint32_t ram) {
        return Words(1, {entry, trailer, ram});
    }
    TbfBuilder &Program(uint32_t entry, uint32_t trailer, uint32_t ram, uint32_t end,
                        uint32_t version) {
        return Words(9, {entry, trailer, ram, end, version});
    }
    TbfBuilder &Name(const std::string &name) {
        return Element(3, Bytes(name.begin(), name.end()));
    }

    // The object, padded with 0xFF to total_size bytes.
    Bytes Build(uint32_t total_size) const {
        Bytes bytes;
        Half(bytes, version_);
        Half(bytes, static_cast<uint32_t>(16 + elements_.size()));
        Word(bytes, total_size);
        Word(bytes, flags_);
        Word(bytes, 0);
        bytes.insert(bytes.end(), elements_.begin(), elements_.end());
        Seal(bytes);
        if (bytes.size() < total_size && total_size < 0x100000) {
            bytes.resize(total_size, 0xFF);
        }
        return bytes;
    }

    // A footer with credentials of this format.
    static void Credentials(Bytes &to, uint32_t format, const Bytes &data) {
        Half(to, 128);
        Half(to, static_cast<uint32_t>(4 + data.size()));
        Word(to, format);
        to.insert(to.end(), data.begin(), data.end());
    }

    // Makes the checksum right, after a test has changed something.
    static void Seal(Bytes &bytes) {
        uint32_t size = bytes[2] | bytes[3] << 8;
        uint32_t sum = 0;
        for (uint32_t i = 0; i + 4 <= size && i + 4 <= bytes.size(); i += 4) {
            if (i != 12) {
                sum ^= bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 |
                       static_cast<uint32_t>(bytes[i + 3]) << 24;
            }
        }
        for (int i = 0; i < 4; i++) {
            bytes[12 + i] = static_cast<uint8_t>(sum >> 8 * i);
        }
    }

  private:
    Bytes elements_;
    uint32_t flags_;
    uint16_t version_;
};
