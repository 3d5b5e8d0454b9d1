// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "testing/bench/report/budget.h"
#include "testing/bench/report/figure.h"
#include "testing/bench/report/goal.h"
#include "testing/bench/report/memory.h"
#include "testing/bench/report/page.h"
#include "testing/bench/report/plot.h"
#include "testing/bench/report/print.h"
#include "testing/bench/report/run.h"
#include "testing/bench/report/sizes.h"
#include "testing/bench/row.h"

namespace {

// A file with that content.
std::string File(const std::string &name, const std::string &content) {
    std::string path = std::string(getenv("TEST_TMPDIR")) + "/" + name;
    std::ofstream(path) << content;
    return path;
}

// What a function writes.
template <typename Function> std::string Written(Function function) {
    std::string path = std::string(getenv("TEST_TMPDIR")) + "/written";
    FILE *file = fopen(path.c_str(), "w");
    function(file);
    fclose(file);
    std::ifstream text(path);
    return {std::istreambuf_iterator<char>(text), {}};
}

constexpr char kCounts[] = "window\t20\t0\t300\t3\t1\t0\n"
                           "at\t0x00010000\t200\tcommand.19\n"
                           "at\t0x00010002\t100\tcommand.7\n"
                           "window\t20\t0\t271\t3\t1\t0\n"
                           "window\t20\t0\t272\t3\t1\t0\n"
                           "window\t20\t0\t999\t3\t2\t0\n"
                           "window\t50\t0\t1000\t11\t1\t1\n";

struct run ReadRun() {
    struct run run = {};
    EXPECT_TRUE(run_read_counts(&run, File("counts", kCounts).c_str()));
    EXPECT_TRUE(run_read_console(
        &run, File("console", "value process 392\r\nnoise\nvalue grant_rng 32\n").c_str()));
    return run;
}

TEST(Run, KeepsWindowsAndWhereTheyWereSpent) {
    struct run run = ReadRun();
    ASSERT_EQ(run.window_count, 5u);
    EXPECT_EQ(run_first(&run, ROW_COMMAND_NO_DRIVER, 1)->kernel, 300u);
    EXPECT_EQ(run_later(&run, ROW_COMMAND_NO_DRIVER, 1)->kernel, 272u);
    EXPECT_EQ(run_later(&run, ROW_COMMAND_NO_DRIVER, 0)->kernel, 999u);
    EXPECT_EQ(run_later(&run, ROW_PIN_UPCALL, 0)->kernel, 1000u); // The only one.
    EXPECT_EQ(run_first(&run, ROW_PIN_ANSWER, 0), nullptr);
    // Numbers that the compiler adds do not tell symbols apart.
    EXPECT_EQ(shares_of(&run.windows[0].spent, "command"), 300u);
    EXPECT_EQ(run_value(&run, "process")->number, 392u);
    EXPECT_EQ(run_value(&run, "nothing"), nullptr);
}

TEST(Figures, AreWindowsByName) {
    struct run run = ReadRun();
    struct figures figures = {};
    figures_add_run(&figures, "calls", AXIS_PROCESSES, 4, &run);
    const char *name = "command, no such driver";
    EXPECT_EQ(figures_find(&figures, name, false, AXIS_PROCESSES, 4)->value, 272u);
    EXPECT_EQ(figures_find(&figures, name, true, AXIS_PROCESSES, 4)->value, 300u);
    EXPECT_EQ(figures_find(&figures, name, true, AXIS_PROCESSES, 8), nullptr);
    char label[128];
    EXPECT_STREQ(
        figure_label(figures_find(&figures, name, true, AXIS_PROCESSES, 4), label, sizeof(label)),
        "command, no such driver, first time, 4 processes");
    // From a pin to a process, what the process does counts, too.
    figures_add_run(&figures, "events", AXIS_NONE, 0, &run);
    EXPECT_EQ(
        figures_find(&figures, "pin interrupt to process's upcall", false, AXIS_NONE, 0)->value,
        1011u);
}

TEST(Figures, BootWithoutApplicationsEndsWithSleep) {
    struct run run = {};
    struct figures figures = {};
    ASSERT_TRUE(run_read_counts(&run, File("sleep", "window\t241\t0\t500\t0\t0\t0\n").c_str()));
    figures_add_run(&figures, "boot", AXIS_APPLICATIONS, 0, &run);
    EXPECT_EQ(figures_find(&figures, "boot to first user instruction", false, AXIS_APPLICATIONS, 0)
                  ->value,
              500u);
}

void Add(struct figures *figures, const char *section, const char *name, enum axis axis, uint32_t n,
         uint32_t value, const struct shares *shares = nullptr) {
    figures_add(figures, {section, name, false, axis, n, value, "instructions", shares});
}

TEST(Goals, GrowthIsFromFewestToMost) {
    struct figures figures = {};
    Add(&figures, "Per call", "a", AXIS_PROCESSES, 1, 100);
    Add(&figures, "Per call", "a", AXIS_PROCESSES, 16, 107);
    Add(&figures, "Per call", "b", AXIS_PROCESSES, 16, 90);
    Add(&figures, "Per call", "b", AXIS_PROCESSES, 1, 95);
    Add(&figures, "Per call", "c", AXIS_GRANTS, 1, 0);
    Add(&figures, "Per call", "c", AXIS_GRANTS, 32, 500);
    goals_add_derived(&figures);
    const struct figure *growth = figures_find(
        &figures, "growth of a call, from 1 to 16 processes, at most", false, AXIS_NONE, 0);
    ASSERT_NE(growth, nullptr);
    EXPECT_EQ(growth->value, 7u);
}

TEST(Goals, AllocationIsWhatTheFirstSubscribeCostsMore) {
    struct figures figures = {};
    Add(&figures, "Per call", "subscribe", AXIS_NONE, 0, 356);
    figures_add(&figures,
                {"Per call", "subscribe", true, AXIS_NONE, 0, 626, "instructions", nullptr});
    goals_add_derived(&figures);
    const struct figure *allocation =
        figures_find(&figures, "grant allocation, within a subscribe", false, AXIS_NONE, 0);
    ASSERT_NE(allocation, nullptr);
    EXPECT_EQ(allocation->value, 270u);
}

struct Budgets : testing::Test {
    Budgets() {
        shares_add(&shares_, "old", 50);
        shares_add(&shares_, "more", 40);
        shares_add(&shares_, "new", 20);
        Add(&figures_, "Per call", "call", AXIS_NONE, 0, 110, &shares_);
        path_ = File("budgets", "# A comment.\n\n200\tcall\n");
    }
    std::string Check(const std::string &budgets, size_t wrong) {
        struct budgets read = {};
        struct baseline baseline = {};
        EXPECT_TRUE(budgets_read(&read, File("checked", budgets).c_str()));
        EXPECT_TRUE(baseline_read(
            &baseline,
            File("baseline", "call\told\t50\ncall\tmore\t35\nother\tnew\t20\n").c_str()));
        return Written(
            [&](FILE *out) { EXPECT_EQ(budgets_check(&read, &baseline, &figures_, out), wrong); });
    }
    struct shares shares_ = {};
    struct figures figures_ = {};
    std::string path_;
};

TEST_F(Budgets, HoldUpToTheirValue) {
    EXPECT_EQ(Check("110\tcall\n", 0), "");
}

TEST_F(Budgets, SayWhatGrewMost) {
    EXPECT_EQ(Check("109\tcall\n", 1),
              "call: 110 instructions, budget 109, 1 too many. What has grown most:\n"
              "    +20  new (0 before, now 20)\n"
              "    +5  more (35 before, now 40)\n");
}

TEST_F(Budgets, OfNothingAreWrong) {
    EXPECT_EQ(Check("109\tcalls\n", 1), "calls: nothing of that name is measured\n");
}

TEST_F(Budgets, AreReadWholeOrNotAtAll) {
    struct budgets budgets = {};
    EXPECT_FALSE(budgets_read(&budgets, File("bad", "many\tcall\n").c_str()));
    EXPECT_FALSE(budgets_read(&budgets, "/nowhere"));
}

TEST_F(Budgets, TightenKeepsTheRestOfTheFile) {
    std::string path = File("tighten", "# A comment.\n\n200\tcall\n100\tother\n");
    EXPECT_EQ(
        Written([&](FILE *out) { EXPECT_TRUE(budgets_tighten(&figures_, path.c_str(), out)); }),
        "# A comment.\n\n110\tcall\n100\tother\n");
    path = File("tight", "100\tcall\n"); // Exceeded: it stays.
    EXPECT_EQ(Written([&](FILE *out) { budgets_tighten(&figures_, path.c_str(), out); }),
              "100\tcall\n");
}

TEST_F(Budgets, TheBaselineIsWhatFiguresConsistOf) {
    struct budgets budgets = {};
    ASSERT_TRUE(budgets_read(&budgets, path_.c_str()));
    EXPECT_EQ(Written([&](FILE *out) { baseline_write(&budgets, &figures_, out); }),
              "call\told\t50\ncall\tmore\t40\ncall\tnew\t20\n");
}

constexpr char kSize[] = "flash\t//a:b\ta/b.c\tf\t100\n"
                         "flash\t//a:b\ta/c.c\tg\t20\n"
                         "flash\t//d:d\td/d.c\tf\t200\n"
                         "ram\t//a:b\ta/b.c\tx\t8\n"
                         "ram\t(kernel stack)\t(kernel stack)\t(kernel stack)\t2048\n";

TEST(Sizes, AreSummedByFolderTargetAndSymbol) {
    struct board_size board = {};
    board.name = "board";
    ASSERT_TRUE(board_size_read(&board, File("size", kSize).c_str(), false));
    ASSERT_TRUE(
        board_size_read(&board, File("base", "flash\t//a:b\ta/b.c\tf\t90\n").c_str(), true));
    size_rows_sort(&board.folders);
    ASSERT_EQ(board.folders.count, 3u);
    EXPECT_STREQ(board.folders.row[0].name, "d");
    EXPECT_EQ(board.folders.row[1].bytes[SIZE_FLASH], 120u);
    EXPECT_EQ(board.folders.row[1].base[SIZE_FLASH], 90u);
    EXPECT_EQ(board.symbols.count, 5u); // Of the same name in different files: two.
    struct figures figures = {};
    figures_add_size(&figures, &board);
    EXPECT_EQ(figures_find(&figures, "board: flash", false, AXIS_NONE, 0)->value, 320u);
    EXPECT_EQ(figures_find(&figures, "board: RAM", false, AXIS_NONE, 0)->value, 8u);
}

constexpr char kMemory[] = "  0x20001000 to 0x20010000   59744  processes\r\n"
                           "PID 0: blink, yielded\r\n"
                           "  0x20002000 ------\r\n"
                           "    | 424 kernel's\r\n"
                           "  0x20001e58 ------\r\n"
                           "hello: 3\r\n"
                           "    | 1024 stack\r\n"
                           "  0x20001200 ------\r\n"
                           "  0x00041000 ------\r\n"
                           "    | 4020 program\r\n"
                           "  0x0004004c ------\r\n"
                           "    | 76 header\r\n"
                           "  0x00040000 ------\r\n"
                           "detent$ process 1\r\n"
                           "PID 1: hello, yielded\r\n"
                           "  0x20003000 ------\r\n"
                           "    | 512 kernel's\r\n"
                           "  0x20002800 ------\r\n"
                           "  0x00043000 ------\r\n";

TEST(ProcessMemory, IsReadFromTheProcessConsole) {
    struct process_memories memories = {};
    ASSERT_TRUE(process_memories_read(&memories, File("memory", kMemory).c_str()));
    ASSERT_EQ(memories.count, 2u);
    EXPECT_STREQ(memories.process[0].name, "blink");
    EXPECT_EQ(memories.process[0].bytes[MEMORY_KERNEL], 424u);
    EXPECT_EQ(memories.process[0].bytes[MEMORY_STACK], 1024u);
    EXPECT_EQ(memories.process[0].bytes[MEMORY_LOST], 0x200u);
    EXPECT_EQ(memories.process[0].code, 4096u);
    EXPECT_EQ(memories.process[1].bytes[MEMORY_LOST], 0x800u);
}

TEST(Scale, HasRoundTicks) {
    struct scale linear = scale_linear(0, 100, 37);
    EXPECT_EQ(linear.high, 40);
    EXPECT_EQ(scale_at(&linear, 20), 50);
    EXPECT_EQ(scale_tick(&linear, 1), 10);
    EXPECT_EQ(scale_tick(&linear, 5), -1);
    struct scale logarithmic = scale_logarithmic(0, 100, 50, 5000);
    EXPECT_DOUBLE_EQ(scale_at(&logarithmic, 500), 50);
    EXPECT_EQ(scale_at(&logarithmic, 0), 0);
    EXPECT_EQ(scale_tick(&logarithmic, 0), 50);
    EXPECT_EQ(scale_tick(&logarithmic, 1), 100);
    EXPECT_EQ(scale_tick(&logarithmic, 6), 5000);
    EXPECT_EQ(scale_tick(&logarithmic, 7), -1);
}

// A report of one figure, over its goal, and of one board.
struct Report : testing::Test {
    Report() {
        static struct board_size board;
        board = {};
        board.name = "a<b";
        EXPECT_TRUE(board_size_read(&board, File("size", kSize).c_str(), false));
        report_.boards = &board;
        report_.board_count = 1;
        Add(&report_.figures, "Per call", "command, no such driver", AXIS_NONE, 0, 1271);
        Add(&report_.figures, "Per call", "command, no such driver", AXIS_PROCESSES, 1, 271);
        Add(&report_.figures, "Per call", "command, no such driver", AXIS_PROCESSES, 2, 272);
        Add(&report_.figures, "Per call", "subscribe", AXIS_PROCESSES, 1, 300);
        Add(&report_.figures, "Per call", "subscribe", AXIS_PROCESSES, 2, 300);
    }
    struct report report_ = {};
};

TEST_F(Report, PutsFiguresBesideGoals) {
    std::string text = Written([&](FILE *out) { print_report(&report_, out); });
    EXPECT_NE(text.find("1,271      130 ! (713)\n"), std::string::npos) << text;
    EXPECT_NE(text.find("      271      272\n  Without any growth: 1 others"), std::string::npos)
        << text;
}

TEST_F(Report, GivesEveryFigureAsValues) {
    std::string text = Written([&](FILE *out) { print_csv(&report_, out); });
    EXPECT_NE(text.find("\"Per call\",\"command, no such driver\",,,,1271,instructions,130,"
                        "\"713\",\n"),
              std::string::npos);
    EXPECT_NE(text.find("\"Per call\",\"subscribe\",,processes,2,300,instructions,,,\n"),
              std::string::npos);
    EXPECT_NE(text.find("\"a<b flash by symbol\",\"f (d/d.c)\",,,,200,bytes,,,\n"),
              std::string::npos);
}

TEST_F(Report, IsDrawn) {
    std::string text = Written([&](FILE *out) { page_write(&report_, out); });
    EXPECT_EQ(text.find("<svg "), 0u);
    EXPECT_EQ(text.substr(text.size() - 7), "</svg>\n");
    EXPECT_NE(text.find("class=\"over\""), std::string::npos);
    EXPECT_NE(text.find(">1,271</text>"), std::string::npos);
    EXPECT_NE(text.find("a&lt;b"), std::string::npos);
    EXPECT_EQ(text.find("nan"), std::string::npos);
}

} // namespace
