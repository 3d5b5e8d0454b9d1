// SPDX-License-Identifier: Apache-2.0 OR MIT
// Reads the text of this folder's headers and compares each register offset, field, base address,
// interrupt line and parameter in them with the chip's tables. What is in a header is compared: a
// new register or field needs no new line here. What is not of the form that register.h describes
// fails, so nothing slips through.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

const std::filesystem::path kSources = "chips/sam4l";
const std::filesystem::path kTables = "testing/reference/sam4l";

std::string read(const std::filesystem::path &path) {
    std::ifstream file(path);
    EXPECT_TRUE(file) << path;
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string upper(std::string text) {
    for (char &c : text) {
        c = static_cast<char>(std::toupper(c));
    }
    return text;
}

uint64_t number(const std::string &text) {
    return std::stoull(text, nullptr, 0);
}

std::vector<std::vector<std::string>> rows(const std::string &name) {
    std::vector<std::vector<std::string>> result;
    std::stringstream text(read(kTables / name));
    for (std::string line; std::getline(text, line);) {
        std::vector<std::string> columns;
        std::stringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '\t');) {
            columns.push_back(cell);
        }
        if (columns.size() >= 3 && line[0] != '#') {
            result.push_back(columns);
        }
    }
    return result;
}

struct Field {
    uint64_t lsb;
    uint64_t bits;
};

struct Tables {
    std::map<std::string, uint64_t> offsets; // "USART CR"
    std::map<std::string, Field> fields;     // "USART_CR_RSTRX"
    std::map<std::string, uint64_t> facts;   // "BASE_USART3", "IRQ_USART3", "PARAM_..."

    Tables() {
        for (const auto &row : rows("registers.tsv")) {
            if (row[0] == "peripheral") {
                continue;
            }
            if (row[6] == "-") {
                offsets[row[0] + " " + row[1]] = number(row[2]);
                continue;
            }
            std::string field = row[6]; // Some end in an underscore, for the compiler's sake.
            if (field.back() == '_') {
                field.pop_back();
            }
            fields[row[0] + "_" + row[1] + "_" + field] = {number(row[7]), number(row[8])};
        }
        for (const auto &row : rows("peripherals.tsv")) {
            if (row[0] == "base" || row[0] == "irq" || row[0] == "param") {
                try {
                    facts[upper(row[0]) + "_" + row[1]] = number(row[2]);
                } catch (const std::exception &) {
                    continue; // Not a number: nothing here uses it.
                }
            }
        }
    }
};

const Tables &tables() {
    static const Tables instance;
    return instance;
}

std::vector<std::filesystem::path> sources(const std::string &ending) {
    std::vector<std::filesystem::path> result;
    for (const auto &entry : std::filesystem::directory_iterator(kSources)) {
        if (entry.path().string().ends_with(ending)) {
            result.push_back(entry.path());
        }
    }
    return result;
}

// All matches of a pattern.
std::vector<std::smatch> all(const std::string &text, const std::string &pattern) {
    const std::regex regex(pattern);
    return {std::sregex_iterator(text.begin(), text.end(), regex), std::sregex_iterator()};
}

std::string without_comments(const std::string &text) {
    return std::regex_replace(text, std::regex("//[^\n]*"), "");
}

// The text between the first match of opening and the next closing brace.
std::string body(const std::string &text, const std::string &opening) {
    std::smatch match;
    if (!std::regex_search(text, match, std::regex(opening))) {
        return "";
    }
    std::string rest = match.suffix();
    return rest.substr(0, rest.find('}'));
}

void compare_struct(const std::string &text, const std::string &name, const std::string &table) {
    const std::string members = body(text, "struct sam4l_" + name + "_registers \\{");
    std::map<std::string, uint64_t> asserted;
    for (const auto &match : all(text, "static_assert\\(offsetof\\(struct sam4l_" + name +
                                           "_registers, (\\w+)\\) == (0x\\w+)\\);")) {
        asserted[match[1]] = number(match[2]);
    }
    const auto registers = all(members, "\\n    volatile uint32_t (\\w+);");
    const auto gaps = all(members, "\\n    uint32_t reserved_\\w+(\\[\\d+\\])?;");
    EXPECT_EQ(all(members, ";").size(), registers.size() + gaps.size())
        << table << ": a member that is neither a register nor a gap";
    EXPECT_EQ(registers.size(), asserted.size()) << table;
    for (const auto &match : registers) {
        const std::string member = match[1];
        const std::string key = table + " " + upper(member);
        ASSERT_TRUE(asserted.contains(member)) << key << ": its offset is not asserted";
        ASSERT_TRUE(tables().offsets.contains(key)) << key << ": not in the chip's tables";
        EXPECT_EQ(asserted[member], tables().offsets.at(key)) << key;
    }
}

void compare_fields(const std::string &text, const std::string &table) {
    const std::string list = body(text, "enum : uint32_t \\{");
    const auto fields = all(list, "(\\w+)\\s*=\\s*REGISTER_FIELD\\((\\d+), (\\d+)\\)");
    const auto values = all(list, "(\\w+)\\s*=\\s*REGISTER_VALUE\\(\\s*(\\w+),\\s*(\\w+)\\)");
    EXPECT_EQ(all(list, "=").size(), fields.size() + values.size())
        << table << ": a constant that is neither a field nor a field's value";
    std::map<std::string, uint64_t> declared;
    for (const auto &match : fields) {
        const std::string name = match[1];
        EXPECT_TRUE(name.starts_with(table + "_")) << name;
        ASSERT_TRUE(tables().fields.contains(name)) << name << ": not in the chip's tables";
        EXPECT_EQ(number(match[2]), tables().fields.at(name).lsb) << name;
        EXPECT_EQ(number(match[3]), tables().fields.at(name).bits) << name;
        declared[name] = number(match[3]);
    }
    for (const auto &match : values) {
        const std::string name = match[1];
        const std::string field = match[2];
        EXPECT_TRUE(name.starts_with(field + "_")) << name;
        ASSERT_TRUE(declared.contains(field)) << name << ": of an unknown field";
        EXPECT_LT(number(match[3]), uint64_t{1} << declared[field]) << name << ": too large";
    }
}

TEST(Reference, RegistersAndFields) {
    const auto headers = sources("_registers.h");
    EXPECT_GE(headers.size(), 12u);
    for (const auto &header : headers) {
        const std::string file = header.filename().string();
        const std::string name = file.substr(0, file.find("_registers.h"));
        const std::string text = without_comments(read(header));
        compare_struct(text, name, upper(name));
        compare_fields(text, upper(name));
    }
}

TEST(Reference, InstancesAreTheChips) {
    const std::string text = without_comments(read(kSources / "instances.h"));
    const auto constants = all(text, "SAM4L_((BASE|IRQ|PARAM)_\\w+) = (\\w+),");
    EXPECT_GE(constants.size(), 50u);
    EXPECT_EQ(all(text, "=").size(), constants.size());
    for (const auto &match : constants) {
        const std::string name = match[1];
        ASSERT_TRUE(tables().facts.contains(name)) << name << ": not in the chip's tables";
        EXPECT_EQ(number(match[3]), tables().facts.at(name)) << name;
    }
}

TEST(Reference, NoOtherFileSpellsAnAddressOrAField) {
    auto files = sources(".h");
    for (const auto &source : sources(".c")) {
        files.push_back(source);
    }
    for (const auto &file : files) {
        const std::string name = file.filename().string();
        const std::string text = without_comments(read(file));
        if (name != "instances.h") {
            EXPECT_TRUE(all(text, "0x4[0-9A-Fa-f]{7}").empty()) << name;
        }
        if (!name.ends_with("_registers.h") && name != "register.h") {
            EXPECT_TRUE(all(text, "REGISTER_FIELD").empty()) << name;
            EXPECT_TRUE(all(text, "volatile uint32_t \\w+;").empty()) << name;
        }
    }
}

} // namespace
