// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/ram/kernel_part.h"

#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace {

uint32_t RoundUp(uint32_t size) {
    return (size + 7) / 8 * 8;
}

// ("process") or (0x18)
std::string InParentheses(const std::string &line) {
    size_t open = line.find('('), close = line.rfind(')');
    if (open == std::string::npos || close == std::string::npos || close < open) {
        return "";
    }
    return line.substr(open + 1, close - open - 1);
}

} // namespace

uint32_t detent::KernelPart(const char *path) {
    std::ifstream file(path);
    std::string line, structure;
    std::map<std::string, uint32_t> sizes;
    uint32_t drivers = 0;
    while (std::getline(file, line)) {
        std::string address, size, type, name, more;
        std::istringstream words(line);
        words >> address >> size >> type >> name;
        if (name == "drivers" && !(words >> more)) {
            drivers = static_cast<uint32_t>(std::stoul(size, nullptr, 16)) / 8; // A table in flash.
        } else if (line.find("DW_TAG_") != std::string::npos) {
            structure = line.find("DW_TAG_structure_type") != std::string::npos ? "?" : "";
        } else if (structure == "?" && line.find("DW_AT_name") != std::string::npos) {
            structure = InParentheses(line);
        } else if (!structure.empty() && line.find("DW_AT_byte_size") != std::string::npos) {
            sizes[structure] = static_cast<uint32_t>(std::stoul(InParentheses(line), nullptr, 16));
        }
    }
    uint32_t process = sizes["\"process\""], context = sizes["\"arch_context\""],
             mpu = sizes["\"mpu_config\""];
    if (drivers == 0 || process == 0 || context == 0 || mpu == 0) {
        return 0;
    }
    return RoundUp(drivers * 4) + RoundUp(process) + RoundUp(context) + RoundUp(mpu);
}
