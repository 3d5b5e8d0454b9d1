// SPDX-License-Identifier: Apache-2.0 OR MIT
// Between a person and the running emulator: passes the console on in both directions, and reports
// what the panel (LEDs) and the emulator itself say without getting into the middle of a console
// line.
#pragma once

#include <stdbool.h>

struct session {
    int console;   // The emulator's end of the console: a stream socket.
    int panel;     // The emulator's panel: a stream socket, one report a line.
    int errors;    // What the emulator says on its stderr: goes to stderr.
    int input;     // What goes to the console.
    int output;    // Where the console goes.
    bool terminal; // Input and output are one terminal, in raw mode: Ctrl-A and then X ends the
                   // session.
    bool reports;  // Pass the panel's reports on, to stderr.
};

enum session_end {
    SESSION_CLOSED,   // The emulator has ended.
    SESSION_QUIT,     // The person ended it.
    SESSION_DEADLINE, // Time is up.
};

// Runs until one of these. deadline: seconds of the monotonic clock; 0: none.
enum session_end session_run(const struct session *session, double deadline);

// Seconds of the monotonic clock.
double session_now(void);
