// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The process console on a fake port, over the real kernel with its fake processor.
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "capsules/system/process_console.h"
#include "kernel/process/management.h"
#include "testing/fakes/uart.h"
}

#include <gtest/gtest.h>

#include <string>

namespace detent {
namespace {

struct Host {
    struct process_console_host host; // First.
    int resets;
    int panics;
};

const struct process_console_host_ops kHostOps = {
    [](struct process_console_host *h) { reinterpret_cast<Host *>(h)->resets++; },
    [](struct process_console_host *h) { reinterpret_cast<Host *>(h)->panics++; }};

const struct process_console_region kRegions[] = {{"program", 0x10000, 0x16000},
                                                  {"stack", 0x20000000, 0x20000800}};

class ProcessConsole : public KernelTest {
  protected:
    ProcessConsole() {
        fake_uart_init(&uart_);
        host_.host.ops = &kHostOps;
        console_.uart = &uart_.uart;
        console_.transmit_buffer = BUFFER(transmit_);
        console_.receive_buffer = BUFFER(receive_);
        console_.management = &process_management_capability;
        console_.memory = &memory_;
        console_.host = &host_.host;
        console_.version = "Detent 1.0";
        console_.regions.items = kRegions;
        console_.regions.count = 2;
        EXPECT_EQ(process_console_init(&console_), E_OK);
    }

    // What is sent in answer to text.
    std::string Type(const std::string &text) {
        Feed(text);
        return Drain();
    }

    void Feed(const std::string &text) {
        for (char c : text) {
            EXPECT_TRUE(fake_uart_feed(&uart_, static_cast<uint8_t>(c)));
        }
        fake_uart_idle(&uart_);
    }

    std::string Drain() {
        fake_uart_complete_all(&uart_);
        std::string sent(reinterpret_cast<char *>(uart_.sent), uart_.sent_length);
        uart_.sent_length = 0;
        uart_.sent[0] = 0;
        return sent;
    }

    struct process *MakeNamed(const char *name) {
        struct process *p = MakeProcess();
        p->name = reinterpret_cast<const uint8_t *>(name);
        p->name_length = static_cast<uint8_t>(strlen(name));
        return p;
    }

    // The line that the keys leave, as the console sees it.
    std::string Line(const std::string &keys) {
        std::string out = Type(keys + "\r");
        size_t from = out.find("No such command: '");
        size_t to = out.find("'; try");
        return from == std::string::npos ? out : out.substr(from + 18, to - from - 18);
    }

    struct fake_uart uart_;
    Host host_{};
    uint8_t transmit_[PROCESS_CONSOLE_ROW], receive_[32];
    struct process_console_memory memory_ = {};
    struct process_console console_ = {};
};

TEST_F(ProcessConsole, IsQuietUntilSomebodyTypes) {
    EXPECT_EQ(Drain(), "");
    EXPECT_EQ(Type("\r"), "\r\ndetent$ ");
}

TEST_F(ProcessConsole, EchoesAndRefusesWhatItDoesNotKnow) {
    EXPECT_EQ(Type("lst"), "lst");
    EXPECT_EQ(Type("\r\n"), "\r\nNo such command: 'lst'; try help\r\ndetent$ ");
    EXPECT_EQ(Type("\n"), "\r\ndetent$ ") << "a line feed alone ends a line too";
    EXPECT_EQ(Type("\r\n"), "\r\ndetent$ ");
}

TEST_F(ProcessConsole, HelpNamesEveryCommand) {
    std::string out = Type("help\r");
    for (const char *name : {"help", "list", "status", "process", "stop", "start", "terminate",
                             "boot", "fault", "kernel", "reset", "panic"}) {
        EXPECT_NE(out.find(std::string("\r\n  ") + name), std::string::npos) << name;
    }
    EXPECT_EQ(out.substr(out.size() - 10), "\r\ndetent$ ");
}

TEST_F(ProcessConsole, List) {
    MakeNamed("blink")->syscalls = 1234567890;
    struct process *p = MakeNamed("hello");
    EXPECT_EQ(process_stop(p->id, &process_management_capability), E_OK);
    p->short_id = 0xab;
    std::string total = std::to_string(process_table.grant_count);
    std::string out = Type("list\r");
    EXPECT_NE(out.find(" PID  Short ID    Name             Quanta  Syscalls  Restarts  Grants  "
                       "State\r\n   0  unique      blink                 01234567890         0"
                       "    0/" +
                       total + "   running\r\n"),
              std::string::npos)
        << out;
    EXPECT_NE(out.find("   1  0x000000ab  hello                 0         0         0    0/" +
                       total +
                       "   "
                       "stopped, running\r\n"),
              std::string::npos)
        << out;
}

TEST_F(ProcessConsole, Status) {
    MakeNamed("blink");
    process_set_state(MakeNamed("hello"), PROCESS_TERMINATED);
    EXPECT_EQ(Type("status\r"), "status\r\nTotal processes: 2\r\nActive processes: 1\r\n"
                                "Timeslice expirations: 0\r\ndetent$ ");
}

TEST_F(ProcessConsole, Process) {
    struct process *p = MakeNamed("blink");
    p->completion_code = 77;
    for (const char *line : {"process 0\r", "process blink\r", "  process   blink  \r"}) {
        std::string out = Type(line);
        for (const char *part : {"blink: running\r\n  PID 0, id 0x", "short id 0x00000000",
                                 "last exit code 77", "grants 0, ", "kernel's", "header"}) {
            EXPECT_NE(out.find(part), std::string::npos) << part << " in\n" << out;
        }
    }
}

TEST_F(ProcessConsole, AProcessThatRestartsWhileItIsShownEndsTheAnswer) {
    struct process *p = MakeNamed("blink");
    Feed("process 0\r");
    process_restart(p);
    EXPECT_EQ(Drain().find("header"), std::string::npos);
    EXPECT_NE(Type("status\r").find("Total"), std::string::npos);
}

TEST_F(ProcessConsole, StopAndStart) {
    struct process *p = MakeNamed("blink");
    EXPECT_EQ(Type("stop blink\r"), "stop blink\r\nblink is stopped\r\ndetent$ ");
    EXPECT_FALSE(process_is_ready(p));
    EXPECT_NE(Type("stop 0\r").find("blink is stopped already"), std::string::npos);
    EXPECT_EQ(Type("start 0\r"), "start 0\r\nblink runs on\r\ndetent$ ");
    EXPECT_TRUE(process_is_ready(p));
    EXPECT_NE(Type("start 0\r").find("blink is not stopped\r\n"), std::string::npos);
}

TEST_F(ProcessConsole, TerminateAndBoot) {
    struct process *p = MakeNamed("blink");
    EXPECT_NE(Type("boot blink\r").find("blink has not ended: terminate it first\r\n"),
              std::string::npos);
    EXPECT_NE(Type("terminate blink\r").find("blink is terminated\r\n"), std::string::npos);
    EXPECT_EQ(p->state, PROCESS_TERMINATED);
    EXPECT_NE(Type("terminate blink\r").find("blink has ended already\r\n"), std::string::npos);
    EXPECT_NE(Type("boot blink\r").find("blink is booted\r\n"), std::string::npos);
    EXPECT_EQ(p->state, PROCESS_UNSTARTED);
}

TEST_F(ProcessConsole, Fault) {
    struct process *p = MakeNamed("blink");
    EXPECT_NE(Type("fault blink\r").find("blink has faulted\r\n"), std::string::npos);
    EXPECT_EQ(p->state, PROCESS_FAULTED);
    EXPECT_EQ(debug_.text, "process blink: fault: asked for\r\n");
    EXPECT_NE(Type("fault blink\r").find("blink has ended already\r\n"), std::string::npos);
}

TEST_F(ProcessConsole, NotWhileAGrantIsEntered) {
    struct process *p = MakeNamed("blink");
    grant_enter(scope, &driver_.driver, p->id);
    EXPECT_NE(Type("terminate 0\r").find("blink is busy: try again\r\n"), std::string::npos);
}

TEST_F(ProcessConsole, ProcessesThatAreNotThere) {
    MakeNamed("blink");
    for (const char *name : {"1", "4", "99999999999999999999", "blin", "blinky", "-1", "0x0"}) {
        std::string out = Type("stop " + std::string(name) + "\r");
        EXPECT_NE(out.find("No process '" + std::string(name) + "'; try list\r\n"),
                  std::string::npos)
            << out;
    }
    EXPECT_NE(Type("stop\r").find("Which process? stop N|NAME\r\n"), std::string::npos);
}

TEST_F(ProcessConsole, NamesakesNeedTheirNumber) {
    MakeNamed("twin");
    struct process *second = MakeNamed("twin");
    EXPECT_NE(Type("stop twin\r").find("More than one is called 'twin': use its number\r\n"),
              std::string::npos);
    EXPECT_NE(Type("stop 1\r").find("twin is stopped"), std::string::npos);
    EXPECT_TRUE(second->stopped);
}

TEST_F(ProcessConsole, NamesWithSpaces) {
    MakeNamed("my own app");
    EXPECT_NE(Type("stop my own app\r").find("my own app is stopped\r\n"), std::string::npos);
}

TEST_F(ProcessConsole, Kernel) {
    EXPECT_EQ(Type("kernel\r"), "kernel\r\nKernel version: Detent 1.0\r\n"
                                "  0x00010000 to 0x00016000   24576  program\r\n"
                                "  0x20000000 to 0x20000800    2048  stack\r\ndetent$ ");
}

TEST_F(ProcessConsole, ResetAndPanicAreTheBoards) {
    EXPECT_NE(Type("reset now\r").find("reset stands alone\r\n"), std::string::npos);
    EXPECT_EQ(host_.resets, 0);
    Type("reset\r");
    EXPECT_EQ(host_.resets, 1);
    Type("panic\r");
    EXPECT_EQ(host_.panics, 1);
}

TEST_F(ProcessConsole, Editing) {
    EXPECT_EQ(Line("abc\b\x7f"
                   "d"),
              "ad");
    EXPECT_EQ(Line("\b\x7f"
                   "a"),
              "a")
        << "nothing to delete";
    EXPECT_EQ(Line("bc\x1b[D\x1b[Da"), "abc") << "left, insert";
    EXPECT_EQ(Line("bc\x1b[D\x1b[D\x1b[D\x1b[Da\x1b[C\x1b[C\x1b[C\x1b[Cd"), "abcd") << "stops";
    EXPECT_EQ(Line("bd\x1b[Ha\x1b[C\x1b[C\bc\x1b[Fe"), "abce") << "home, end";
    EXPECT_EQ(Line("bc\x01"
                   "a\x05"
                   "d"),
              "abcd");
    EXPECT_EQ(Line("bc\x1b[1~a\x1b[4~d\x1b[7~-\x1b[8~+"), "-abcd+");
    EXPECT_EQ(Line("bc\x1bOHa\x1bOFd"), "abcd");
    EXPECT_EQ(Line("axbc\x1b[D\x1b[D\x1b[D\x1b[3~"), "abc") << "delete";
    EXPECT_EQ(Line("abc\x1b[3~"), "abc");
    EXPECT_EQ(Line("abc\x15"
                   "d"),
              "d");
    EXPECT_EQ(Line("a\x1b[5~b\x1b[1;5Cc\x1bxd\x02\xc3\xa4"
                   "e"),
              "abcde")
        << "others do nothing";
    EXPECT_EQ(Type("reset\x03"), "reset^C\r\ndetent$ ");
    EXPECT_EQ(host_.resets, 0);
}

TEST_F(ProcessConsole, TheEchoShowsTheLine) {
    EXPECT_EQ(Type("bc\x1b[D\x1b[D"), "bc\x1b[1D\x1b[1D");
    EXPECT_EQ(Type("a"), "abc\x1b[K\x1b[2D");
    EXPECT_EQ(Type("\b"), "\x1b[1Dbc\x1b[K\x1b[2D");
    EXPECT_EQ(Type("\x1b[F"), "\x1b[2C");
}

TEST_F(ProcessConsole, LongLines) {
    std::string out = Type(std::string(PROCESS_CONSOLE_LINE, 'x'));
    EXPECT_EQ(out, std::string(PROCESS_CONSOLE_LINE, 'x'));
    EXPECT_EQ(Type("y"), "\a");
    EXPECT_EQ(Line(""), std::string(PROCESS_CONSOLE_LINE, 'x'));
}

TEST_F(ProcessConsole, History) {
    const std::string up = "\x1b[A", down = "\x1b[B";
    EXPECT_EQ(Type(up), "\a") << "there is none";
    Line("one");
    Line("two");
    Line("two");
    EXPECT_EQ(Line(up), "two");
    EXPECT_EQ(Line(up + up), "one");
    EXPECT_EQ(Line(up + up + down), "one") << "a line used again is the newest";
    EXPECT_EQ(Line("x" + up + down + "y"), "y");
    EXPECT_EQ(Line(down + "z"), "z");
    for (char c = 'a'; c < 'a' + 10; c++) {
        Line(std::string(2, c));
    }
    std::string many;
    for (int i = 0; i < 20; i++) {
        many += up;
        Type(up);
    }
    EXPECT_EQ(Line(""), "ee") << "the oldest that is kept";
    EXPECT_EQ(Line(up + "!"), "ee!");
}

TEST_F(ProcessConsole, WhatIsTypedDuringAnAnswerIsKept) {
    Feed("help\r");
    Feed("status\r");
    std::string out = Drain();
    EXPECT_NE(out.find("detent$ status\r\nTotal processes"), std::string::npos) << out;
}

TEST_F(ProcessConsole, NeverMoreAtOnceThanTheBuffer) {
    for (int i = 0; i < 3; i++) {
        MakeNamed("an application with a name of many, many characters");
    }
    for (const char *line : {"list\r", "process 1\r", "help\r"}) {
        Feed(line);
        uint32_t before = uart_.sent_length;
        while (fake_uart_complete(&uart_)) {
            EXPECT_LE(uart_.sent_length - before, sizeof(transmit_));
            before = uart_.sent_length;
        }
        std::string out = Drain();
        EXPECT_EQ(out.substr(out.size() - 10), "\r\ndetent$ ") << "no row lost its end";
    }
}

TEST_F(ProcessConsole, TooMuchTypedAheadIsLostNotHarmful) {
    Feed("help\r");
    Feed(std::string(PROCESS_CONSOLE_TYPED * 3, 'q'));
    Drain();
    EXPECT_NE(Type("\x15status\r").find("Total"), std::string::npos);
}

TEST_F(ProcessConsole, UartWithoutIdleDetection) {
    fake_uart_receive_fail(&uart_, E_FAIL);
    uart_.no_idle = true;
    fake_uart_receive_fail(&uart_, E_FAIL);
    EXPECT_NE(Type("status\r").find("Total"), std::string::npos);
}

TEST_F(ProcessConsole, UartThatRefusesToSend) {
    uart_.transmit_result = E_OFF;
    EXPECT_EQ(Type("status\r"), "");
    uart_.transmit_result = E_OK;
    EXPECT_NE(Type("\x15status\r").find("Total"), std::string::npos);
}

TEST_F(ProcessConsole, Noise) {
    MakeNamed("blink");
    uint32_t seed = 1;
    for (int i = 0; i < 200000; i++) {
        seed = seed * 1664525 + 1013904223;
        static const char likely[] = "\x1b[ABCDHF~34;O\r\n\b 0stoplarendmu\x15\x7f";
        uint8_t key = (seed >> 30) == 0
                          ? static_cast<uint8_t>(seed >> 20)
                          : static_cast<uint8_t>(likely[(seed >> 16) % (sizeof(likely) - 1)]);
        fake_uart_feed(&uart_, key);
        fake_uart_idle(&uart_);
        if ((seed >> 12 & 3) != 0) {
            fake_uart_complete(&uart_);
            uart_.sent_length = 0;
        }
        ASSERT_LE(console_.cursor, memory_.line.length);
        ASSERT_LE(memory_.line.length, PROCESS_CONSOLE_LINE);
        ASSERT_LE(console_.typed_count, PROCESS_CONSOLE_TYPED);
    }
}

} // namespace
} // namespace detent
