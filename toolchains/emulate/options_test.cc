// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "toolchains/emulate/options.h"
}

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

struct Options : testing::Test {
    int Parse(std::vector<std::string> words) {
        words_ = {"emulate",  "--emulator", "qemu",          "--machine",  "imix",
                  "--kernel", "k.elf",      "--default-app", "default.tbf"};
        words_.insert(words_.end(), words.begin(), words.end());
        std::vector<char *> argv;
        for (std::string &word : words_) {
            argv.push_back(word.data());
        }
        options_ = {};
        return options_parse(&options_, static_cast<int>(argv.size()), argv.data());
    }
    std::vector<std::string> words_;
    struct options options_;
};

TEST_F(Options, DefaultsToTheRulesApplications) {
    ASSERT_EQ(Parse({}), 0);
    ASSERT_EQ(options_.app_count, 1u);
    EXPECT_STREQ(options_.apps[0], "default.tbf");
    EXPECT_STREQ(options_.machine, "imix");
    EXPECT_FALSE(options_.icount);
}

TEST_F(Options, AppReplacesTheDefaults) {
    ASSERT_EQ(Parse({"--app", "a.tbf", "--app", "b.tbf"}), 0);
    ASSERT_EQ(options_.app_count, 2u);
    EXPECT_STREQ(options_.apps[0], "a.tbf");
    EXPECT_STREQ(options_.apps[1], "b.tbf");
}

TEST_F(Options, APluginIsPassedOnWithItsOptions) {
    ASSERT_EQ(Parse({}), 0);
    EXPECT_EQ(options_.plugin, nullptr);
    ASSERT_EQ(Parse({"--plugin", "count.so,out=x"}), 0);
    EXPECT_STREQ(options_.plugin, "count.so,out=x");
    EXPECT_EQ(Parse({"--plugin"}), -1);
}

TEST_F(Options, NoAppsLeavesNone) {
    ASSERT_EQ(Parse({"--no-apps"}), 0);
    EXPECT_EQ(options_.app_count, 0u);
}

TEST_F(Options, ScriptIsSortedByTime) {
    ASSERT_EQ(
        Parse({"--timeout", "2.5", "--button", "0@2", "--button", "1", "--type", "0.5:hi\\n"}), 0);
    ASSERT_EQ(options_.script_count, 6u);
    EXPECT_STREQ(options_.script[0].command, "type hi\\n");
    EXPECT_EQ(options_.script[0].milliseconds, 500u);
    EXPECT_STREQ(options_.script[1].command, "button 1 press");
    EXPECT_EQ(options_.script[1].milliseconds, 1000u);
    EXPECT_STREQ(options_.script[2].command, "button 1 release");
    EXPECT_STREQ(options_.script[3].command, "button 0 press");
    EXPECT_STREQ(options_.script[5].command, "quit");
    EXPECT_EQ(options_.script[5].milliseconds, 2500u);
}

TEST_F(Options, RefusesWhatItCannotRead) {
    EXPECT_EQ(Parse({"--timeout"}), -1);
    EXPECT_EQ(Parse({"--timeout", "soon"}), -1);
    EXPECT_EQ(Parse({"--timeout", "-1"}), -1);
    EXPECT_EQ(Parse({"--timeout", "nan"}), -1);
    EXPECT_EQ(Parse({"--button", "x"}), -1);
    EXPECT_EQ(Parse({"--button", "0@"}), -1);
    EXPECT_EQ(Parse({"--type", "hello"}), -1);
    EXPECT_EQ(Parse({"--app"}), -1);
    EXPECT_EQ(Parse({"--frobnicate", "1"}), -1);
    EXPECT_EQ(Parse({"stray"}), -1);
}

TEST_F(Options, RefusesTooManyApplications) {
    std::vector<std::string> words;
    for (int i = 0; i <= OPTIONS_LIST_MAX; i++) {
        words.insert(words.end(), {"--app", "a.tbf"});
    }
    EXPECT_EQ(Parse(words), -1);
}

TEST_F(Options, HelpIsNoError) {
    EXPECT_EQ(Parse({"--help"}), 1);
}

} // namespace
