// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "toolchains/emulate/session.h"
}

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>

namespace {

// The far ends of everything that a session connects.
class Session : public testing::Test {
  protected:
    void SetUp() override {
        for (auto &pair : {console_, panel_, errors_, input_, output_}) {
            ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
        }
        session_ = {console_[0], panel_[0], errors_[0], input_[0], output_[0], false, true};
    }

    void TearDown() override {
        for (auto &pair : {console_, panel_, errors_, input_, output_}) {
            close(pair[0]);
            close(pair[1]);
        }
    }

    static void Send(int to, const std::string &text) {
        ASSERT_EQ(write(to, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    }

    static std::string Receive(int from) {
        char bytes[4096];
        ssize_t count = recv(from, bytes, sizeof(bytes), MSG_DONTWAIT);
        return count <= 0 ? "" : std::string(bytes, static_cast<size_t>(count));
    }

    // The emulator ends: what it sent before still arrives.
    void EndEmulator() {
        shutdown(console_[1], SHUT_WR);
        shutdown(panel_[1], SHUT_WR);
        shutdown(errors_[1], SHUT_WR);
    }

    int console_[2], panel_[2], errors_[2], input_[2], output_[2];
    struct session session_;
};

TEST_F(Session, PassesTheConsoleOn) {
    Send(console_[1], "hello\r\n");
    EndEmulator();
    EXPECT_EQ(session_run(&session_, 0), SESSION_CLOSED);
    EXPECT_EQ(Receive(output_[1]), "hello\r\n");
}

TEST_F(Session, PassesInputOn) {
    Send(input_[1], "typed\x01x");
    EXPECT_EQ(session_run(&session_, session_now() + 0.1), SESSION_DEADLINE);
    EXPECT_EQ(Receive(console_[1]), "typed\x01x") << "no keys are special without a terminal";
}

TEST_F(Session, OutlivesTheEndOfInput) {
    shutdown(input_[1], SHUT_WR);
    Send(console_[1], "on");
    EXPECT_EQ(session_run(&session_, session_now() + 0.1), SESSION_DEADLINE);
    EXPECT_EQ(Receive(output_[1]), "on");
}

TEST_F(Session, ReportsWithTheBoardsTime) {
    Send(panel_[1], "t=1234567 led 0 on\nodd\n");
    EndEmulator();
    testing::internal::CaptureStderr();
    EXPECT_EQ(session_run(&session_, 0), SESSION_CLOSED);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "[1.234567 s] led 0 on\n[panel] odd\n");
}

// Also if reports are not asked for.
TEST_F(Session, WhatTheEmulatorSaysWaitsForTheLineToEnd) {
    session_.reports = false;
    session_.output = STDERR_FILENO;
    testing::internal::CaptureStderr();
    std::thread other([this] {
        Send(console_[1], "Kern");
        usleep(50000);
        Send(errors_[1], "qemu: warning\n");
        usleep(50000);
        Send(console_[1], "el\n");
        EndEmulator();
    });
    EXPECT_EQ(session_run(&session_, 0), SESSION_CLOSED);
    other.join();
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "Kernel\nqemu: warning\n");
}

TEST_F(Session, IsSilentIfAskedTo) {
    session_.reports = false;
    Send(panel_[1], "t=1 led 0 on\n");
    EndEmulator();
    testing::internal::CaptureStderr();
    EXPECT_EQ(session_run(&session_, 0), SESSION_CLOSED);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

class AnySession : public Session, public testing::WithParamInterface<bool> {};

TEST_P(AnySession, ReportWaitsForTheLineToEnd) {
    session_.terminal = GetParam();
    Send(console_[1], "half");
    std::thread board([this] {
        usleep(20000);
        Send(panel_[1], "t=1 led 0 on\n");
        usleep(20000);
        Send(console_[1], " a line\r\n");
        usleep(20000);
        EndEmulator();
    });
    session_.output = STDERR_FILENO; // One terminal for both.
    testing::internal::CaptureStderr();
    EXPECT_EQ(session_run(&session_, 0), SESSION_CLOSED);
    board.join();
    std::string end = GetParam() ? "\r\n" : "\n";
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "half a line\r\n[0.000001 s] led 0 on" + end);
}

INSTANTIATE_TEST_SUITE_P(Terminal, AnySession, testing::Bool());

TEST_F(Session, ControlAThenXQuitsATerminal) {
    session_.terminal = true;
    Send(input_[1], "a\x01\x01x\x01x");
    EXPECT_EQ(session_run(&session_, session_now() + 5), SESSION_QUIT);
    EXPECT_EQ(Receive(console_[1]), "a\x01x") << "Ctrl-A twice is one Ctrl-A";
}

} // namespace
