// SPDX-License-Identifier: Apache-2.0 OR MIT
// ram_test IMAGE.txt FILE...
//
// Prints how much RAM each application takes on imix, and how much of that is lost because the
// protection unit cannot bound it otherwise; and the same for Tock's way of placing blocks, with
// the same request and the same kernel's part. Fails if what README.md promises does not hold.
extern "C" {
#include "kernel/arch/cortex_m/mpu_config.h"
#include "kernel/arch/cortex_m/mpu_on_host.h"
#include "kernel/arch/mpu.h"
#include "kernel/tbf/tbf.h"
}
#include "testing/ram/kernel_part.h"
#include "testing/ram/tock_block.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using detent::Block;

constexpr uint32_t kPoolStart = 0x20000000, kPoolSize = 0x10000;
constexpr uint32_t kPlaces = 512;     // Where a pool may begin, 8 bytes apart.

struct Application {
    std::string name;
    uint32_t asks; // Bytes of RAM, from its header.
};

uint32_t kernel_part;

Block DetentBlock(uint32_t pool_start, uint32_t minimum, uint32_t kernel) {
    mpu_memory memory = {};
    mpu_pool pool = {pool_start, kPoolStart + kPoolSize - pool_start};
    if (mpu_allocate_memory(pool, 0, minimum, kernel, &memory) != E_OK) {
        std::printf("%u bytes do not fit\n", minimum + kernel);
        std::exit(1);
    }
    return {static_cast<uint32_t>(memory.start), static_cast<uint32_t>(memory.start + memory.size)};
}

struct Loss {
    uint32_t most = 0, sum = 0;
    uint32_t mean() const { return sum / kPlaces; }
};

// Bytes that nobody can use, over all places where a pool may begin.
Loss LossOf(Block (*place)(uint32_t, uint32_t, uint32_t), uint32_t asks) {
    Loss loss;
    for (uint32_t i = 0; i < kPlaces; i++) {
        uint32_t pool_start = kPoolStart + 8 * i;
        uint32_t lost = place(pool_start, asks, kernel_part).end - pool_start - asks - kernel_part;
        loss.most = lost > loss.most ? lost : loss.most;
        loss.sum += lost;
    }
    return loss;
}

Application Read(const char *path) {
    std::ifstream file(path, std::ios::binary);
    std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
    struct tbf tbf;
    auto object = slice_over(reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size());
    if (!tbf_parse(object, &tbf).is_sound) {
        std::printf("%s: no application\n", path);
        std::exit(1);
    }
    return {std::string(reinterpret_cast<const char *>(tbf.name.data), tbf.name.length),
            tbf.minimum_ram};
}

// All of them, one behind the other.
uint32_t Together(Block (*place)(uint32_t, uint32_t, uint32_t),
                  const std::vector<Application> &applications) {
    uint32_t at = kPoolStart;
    for (const Application &application : applications) {
        at = place(at, application.asks, kernel_part).end;
    }
    return at - kPoolStart;
}

bool Promise(bool holds, const char *what) {
    std::printf("%s: %s\n", what, holds ? "holds" : "DOES NOT HOLD");
    return holds;
}

} // namespace

int main(int argc, char **argv) {
    mpu_on_host_reset();
    std::vector<Application> applications;
    kernel_part = argc > 1 ? detent::KernelPart(argv[1]) : 0;
    if (kernel_part == 0) {
        std::printf("the image does not say what the kernel keeps for a process\n");
        return 1;
    }
    for (int i = 2; i < argc; i++) {
        if (std::string(argv[i]).ends_with(".tbf")) {
            applications.push_back(Read(argv[i]));
        }
    }
    std::printf(
        "Bytes; the kernel's part is %u. Lost: the mean, and the most, over all places where "
        "memory may begin.\n\n"
        "application      asks for   lost (most)   lost with Tock's blocks (most)\n",
        kernel_part);
    uint32_t needed = 0;
    bool is_little = true, never_worse = true;
    for (const Application &application : applications) {
        Loss ours = LossOf(DetentBlock, application.asks);
        Loss tocks = LossOf(detent::TockBlock, application.asks);
        std::printf("%-15s %9u %6u (%4u) %20u (%5u)\n", application.name.c_str(), application.asks,
                    ours.mean(), ours.most, tocks.mean(), tocks.most);
        needed += application.asks + kernel_part;
        uint32_t memory = application.asks + kernel_part;
        is_little = is_little && ours.mean() * 16 <= memory && ours.most * 7 <= memory;
        never_worse = never_worse && ours.mean() <= tocks.mean();
    }
    uint32_t ours = Together(DetentBlock, applications);
    uint32_t tocks = Together(detent::TockBlock, applications);
    std::printf("all together    %9u %6u %27u\n\n", needed, ours - needed, tocks - needed);

    bool good = Promise(!applications.empty(), "there are applications");
    good &=
        Promise(is_little, "each loses at most a seventh of its memory, on average a sixteenth");
    good &= Promise(never_worse, "none loses more than with Tock's blocks");
    good &= Promise((ours - needed) * 32 < needed, "together they lose less than a thirty-second");
    return good ? 0 : 1;
}
