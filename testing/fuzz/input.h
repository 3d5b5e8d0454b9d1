// SPDX-License-Identifier: Apache-2.0 OR MIT
// Turns a fuzzer's bytes into choices. Every sequence of bytes is a valid one: behind its end there
// are zeros, so an operation numbered 0 ought to be harmless. A byte decides little, so that a
// changed byte changes little.
#pragma once

#include <cstddef>
#include <cstdint>

namespace detent {

class Input {
  public:
    Input(const uint8_t *data, size_t size) : data_(data), left_(size) {}

    bool IsEmpty() const { return left_ == 0; }

    uint8_t Byte() {
        if (left_ == 0) {
            return 0;
        }
        left_--;
        return *data_++;
    }

    // Little-endian.
    uint32_t Half() {
        uint32_t low = Byte();
        return low | uint32_t{Byte()} << 8;
    }
    uint32_t Word() {
        uint32_t low = Half();
        return low | Half() << 16;
    }

    // 0 to count - 1; count is 1 to 256.
    uint32_t Below(uint32_t count) { return Byte() % count; }
    bool Bool() { return (Byte() & 1) != 0; }

    template <typename T, size_t N> T Pick(const T (&values)[N]) {
        static_assert(N <= 256);
        return values[Below(N)];
    }

    // What is left.
    const uint8_t *data() const { return data_; }
    size_t size() const { return left_; }

  private:
    const uint8_t *data_;
    size_t left_;
};

} // namespace detent
