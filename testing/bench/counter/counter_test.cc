// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/counter/counter.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace {

constexpr uint8_t kRow = MARK_FIRST_ID, kOther = MARK_FIRST_ID + 1;

// The counter as the plugin drives it; Text() ends it.
struct Counter : testing::Test {
    Counter() {
        path_ = std::string(getenv("TEST_TMPDIR")) + "/counts";
        counter_.kernel = &image_;
        counter_.kernel_start = 0x100;
        counter_.kernel_end = 0x200;
        EXPECT_TRUE(counter_start(&counter_, path_.c_str()));
        Process(0); // Its first block ends the way from reset.
    }
    void Kernel(uint64_t count) {
        counter_block(&counter_, false);
        counter_.total.kernel += count;
        counter_.executed[4] += count;
    }
    void Process(uint64_t count) {
        counter_block(&counter_, true);
        counter_.total.process += count;
    }
    void Mark(uint8_t mark, uint32_t address = 0x1000) {
        counter_digit(&counter_, address, mark >> 4);
        counter_digit(&counter_, address + 4, mark & 15);
    }
    std::string Text() {
        counter_stop(&counter_);
        std::ifstream file(path_);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    struct image image_ = {};
    struct counter counter_ = {};
    std::string path_;
};

constexpr char kBoot[] = "window\t240\t0\t0\t0\t0\t0\n";

TEST_F(Counter, CountsBetweenTwoMarks) {
    Kernel(1000);
    Process(7);
    Mark(kRow);
    Process(3);
    Kernel(20);
    Kernel(5); // The same way into the kernel.
    Process(2);
    Kernel(10);
    Process(1);
    Mark(MARK_END);
    Kernel(1000);
    EXPECT_EQ(Text(), std::string(kBoot) + "window\t16\t0\t35\t6\t2\t0\nat\t0x00000108\t35\t?\n");
}

TEST_F(Counter, ASecondBeginStartsAnew) {
    Mark(kRow);
    Kernel(20);
    Process(1);
    Mark(kOther);
    Kernel(5);
    Process(0);
    Mark(MARK_END);
    Mark(MARK_END); // Ends nothing.
    EXPECT_EQ(Text(), std::string(kBoot) + "window\t17\t0\t5\t0\t1\t0\nat\t0x00000108\t5\t?\n");
}

TEST_F(Counter, AnArmedWindowBeginsAtTheInterrupt) {
    Mark(MARK_ARM);
    Mark(kRow);
    Kernel(50);
    counter_interrupt(&counter_);
    Kernel(6);
    counter_interrupt(&counter_); // Within the window: it goes on.
    Kernel(6);
    Process(0);
    Mark(MARK_END);
    counter_interrupt(&counter_); // No longer armed.
    Kernel(1);
    Process(0);
    Mark(MARK_END);
    EXPECT_EQ(Text(), std::string(kBoot) + "window\t16\t0\t12\t0\t0\t2\nat\t0x00000108\t12\t?\n");
}

TEST_F(Counter, AParameterIsForOneWindow) {
    Mark(MARK_PARAMETER);
    Mark(MARK_PARAMETER);
    Mark(kRow);
    Mark(MARK_END);
    Mark(kRow);
    Mark(MARK_END);
    EXPECT_EQ(Text(),
              std::string(kBoot) + "window\t16\t2\t0\t0\t0\t0\nwindow\t16\t0\t0\t0\t0\t0\n");
}

TEST_F(Counter, AnotherProcessMayComeBetweenTheDigits) {
    counter_digit(&counter_, 0x1000, kRow >> 4);
    Kernel(3);
    Mark(MARK_PARAMETER, 0x2000);
    Kernel(3);
    counter_digit(&counter_, 0x1004, kRow & 15);
    Mark(MARK_END);
    EXPECT_EQ(Text(), std::string(kBoot) + "window\t16\t1\t0\t0\t0\t0\n");
}

TEST_F(Counter, AnswersEndWindows) {
    Mark(kRow);
    Kernel(9);
    counter_answered(&counter_);
    counter_answered(&counter_);
    EXPECT_EQ(Text(), std::string(kBoot) + "window\t16\t0\t9\t0\t1\t0\nat\t0x00000108\t9\t?\n");
}

TEST_F(Counter, TheFirstSleepIsWritten) {
    Mark(kRow);
    Kernel(9);
    counter_sleep(&counter_);
    Kernel(1);
    counter_sleep(&counter_);
    EXPECT_EQ(Text(), std::string(kBoot) + "window\t241\t0\t9\t0\t1\t0\nat\t0x00000108\t9\t?\n");
}

// Without processes every interrupt opens a window that its answer ends.
TEST(CounterWithoutProcesses, AnswersEndWhatInterruptsOpen) {
    std::string path = std::string(getenv("TEST_TMPDIR")) + "/answers";
    struct image image = {};
    struct counter counter = {};
    counter.kernel = &image;
    counter.kernel_end = 0x100;
    counter.answers = true;
    ASSERT_TRUE(counter_start(&counter, path.c_str()));
    counter_block(&counter, false);
    counter.total.kernel = 100;
    counter_interrupt(&counter);
    counter.total.kernel = 107;
    counter_interrupt(&counter);
    counter.total.kernel = 120;
    counter_answered(&counter);
    counter_answered(&counter);
    counter_stop(&counter);
    std::ifstream file(path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}),
              "window\t242\t0\t20\t0\t0\t2\n");
}

} // namespace
