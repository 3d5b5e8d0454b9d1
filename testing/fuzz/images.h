// SPDX-License-Identifier: Apache-2.0 OR MIT
// Makes checksums of TBF objects right: a fuzzer does not find the right one by itself, and behind
// it lies most of the code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace detent {

inline uint32_t WordAt(const uint8_t *bytes, size_t offset) {
    uint32_t word;
    std::memcpy(&word, bytes + offset, sizeof(word));
    return word;
}

// The object at the start of size bytes, if its header could lie in them.
inline void SealObject(uint8_t *bytes, size_t size) {
    if (size < 16) {
        return;
    }
    size_t header_size = WordAt(bytes, 0) >> 16;
    if (header_size > size || header_size < 16) {
        return;
    }
    uint32_t sum = WordAt(bytes, 12);
    for (size_t offset = 0; offset + 4 <= header_size; offset += 4) {
        sum ^= WordAt(bytes, offset);
    }
    std::memcpy(bytes + 12, &sum, sizeof(sum));
}

// The objects that lie one behind the other from the start of size bytes on.
inline void SealChain(uint8_t *bytes, size_t size) {
    size_t offset = 0;
    while (size - offset >= 16) {
        SealObject(bytes + offset, size - offset);
        size_t total_size = WordAt(bytes, offset + 4);
        if (total_size < 16 || total_size % 4 != 0 || total_size > size - offset) {
            return;
        }
        offset += total_size;
    }
}

} // namespace detent
