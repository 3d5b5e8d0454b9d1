// SPDX-License-Identifier: Apache-2.0 OR MIT
// The emulator launcher's command line: any words, separated by line feeds in the input. What it
// takes is in order and ends with a zero.
extern "C" {
#include "toolchains/emulate/options.h"
}
#include "testing/fuzz/require.h"

#include <cstring>
#include <memory>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    std::vector<std::string> words = {"launcher"};
    std::string text(reinterpret_cast<const char *>(data), size);
    for (size_t at = 0; at < text.size();) {
        size_t end = std::min(text.find('\n', at), text.size());
        words.push_back(text.substr(at, end - at).c_str()); // Up to a zero.
        at = end + 1;
    }
    std::vector<char *> arguments;
    for (std::string &word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    auto options = std::make_unique<struct options>();
    int result = options_parse(options.get(), static_cast<int>(words.size()), arguments.data());
    REQUIRE(result == 0 || result == 1 || result == -1);
    if (result == 0) {
        REQUIRE(options->app_count <= OPTIONS_LIST_MAX);
        REQUIRE(options->script_count <= OPTIONS_LIST_MAX);
        REQUIRE(options->timeout_seconds >= 0);
        for (size_t i = 0; i < options->script_count; i++) {
            const struct scripted &line = options->script[i];
            REQUIRE(std::memchr(line.command, 0, sizeof(line.command)) != nullptr);
            REQUIRE(i == 0 || options->script[i - 1].milliseconds <= line.milliseconds);
        }
    }
    return 0;
}
