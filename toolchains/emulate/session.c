// SPDX-License-Identifier: Apache-2.0 OR MIT
#define _GNU_SOURCE // POSIX and its Linux additions.

#include "toolchains/emulate/session.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char ESCAPE = 1; // Ctrl-A.

// How long a report waits for the console's line to end. A person at a terminal sees it soon; in a
// log the order counts.
static const double PATIENCE_SECONDS[] = {[false] = 2, [true] = 0.2};

enum { CONSOLE, PANEL, ERRORS, INPUT, STREAMS };

struct state {
    const struct session *session;
    struct pollfd streams[STREAMS]; // Closed ones have fd -1.
    bool line_start;                // The console's cursor is at the start of a line.
    bool escaped;                   // The last key was Ctrl-A.
    bool quit;
    char line[256]; // The panel's line so far.
    size_t line_length;
    char waiting[4096]; // Reports that wait.
    size_t waiting_length;
    double waiting_since;
};

double session_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void write_all(int file, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(file, bytes, count);
        if (written < 0 && errno != EINTR) {
            return; // Whoever listened has gone.
        }
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        }
    }
}

static void show_reports(struct state *s) {
    if (s->session->terminal && s->waiting_length > 0 && !s->line_start) {
        write_all(STDERR_FILENO, "\r\n", 2);
        s->line_start = true;
    }
    write_all(STDERR_FILENO, s->waiting, s->waiting_length);
    s->waiting_length = 0;
}

static void add_report(struct state *s, const char *text, size_t length) {
    if (s->waiting_length + length > sizeof(s->waiting)) {
        show_reports(s);
    }
    if (s->waiting_length == 0) {
        s->waiting_since = session_now();
    }
    memcpy(s->waiting + s->waiting_length, text, length);
    s->waiting_length += length;
}

// "t=1234567 led 0 on" becomes "[1.234567 s] led 0 on".
static void report(struct state *s) {
    const char *end = s->session->terminal ? "\r\n" : "\n";
    unsigned long long microseconds = 0;
    char text[320];
    int skip = 0;
    int length = 0;
    if (sscanf(s->line, "t=%llu %n", &microseconds, &skip) == 1 && skip > 0) {
        length = snprintf(text, sizeof(text), "[%llu.%06llu s] %s%s", microseconds / 1000000,
                          microseconds % 1000000, s->line + skip, end);
    } else {
        length = snprintf(text, sizeof(text), "[panel] %s%s", s->line, end);
    }
    add_report(s, text, (size_t)length);
}

static void from_panel(struct state *s, const char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] != '\n') {
            if (s->line_length + 1 < sizeof(s->line)) {
                s->line[s->line_length++] = bytes[i];
            }
            continue;
        }
        s->line[s->line_length] = '\0';
        s->line_length = 0;
        if (s->session->reports) {
            report(s);
        }
    }
}

static void from_console(struct state *s, const char *bytes, size_t count) {
    write_all(s->session->output, bytes, count);
    s->line_start = bytes[count - 1] == '\n';
}

static void from_input(struct state *s, const char *bytes, size_t count) {
    if (!s->session->terminal) {
        write_all(s->session->console, bytes, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (s->escaped && (bytes[i] == 'x' || bytes[i] == 'X')) {
            s->quit = true;
        } else if (s->escaped || bytes[i] != ESCAPE) {
            write_all(s->session->console, &bytes[i], 1);
        }
        s->escaped = !s->escaped && bytes[i] == ESCAPE;
    }
}

static void serve(struct state *s, size_t stream) {
    char bytes[4096]; // No more than can wait.
    struct pollfd *from = &s->streams[stream];
    if (from->fd < 0 || (from->revents & (POLLIN | POLLHUP | POLLERR)) == 0) {
        return;
    }
    ssize_t count = read(from->fd, bytes, sizeof(bytes));
    if (count < 0 && errno == EINTR) {
        return;
    }
    if (count <= 0) {
        from->fd = -1;
    } else if (stream == CONSOLE) {
        from_console(s, bytes, (size_t)count);
    } else if (stream == PANEL) {
        from_panel(s, bytes, (size_t)count);
    } else if (stream == ERRORS) {
        add_report(s, bytes, (size_t)count);
    } else {
        from_input(s, bytes, (size_t)count);
    }
}

static double patience_ends(const struct state *s) {
    return s->waiting_since + PATIENCE_SECONDS[s->session->terminal];
}

// Milliseconds until something is due; -1: never.
static int time_to_wait(const struct state *s, double deadline) {
    double due = deadline;
    if (s->waiting_length > 0 && (due == 0 || patience_ends(s) < due)) {
        due = patience_ends(s);
    }
    double rest = due - session_now();
    return due == 0 ? -1 : rest <= 0 ? 0 : (int)(rest * 1000) + 1;
}

enum session_end session_run(const struct session *session, double deadline) {
    struct state s = {
        .session = session,
        .streams = {[CONSOLE] = {.fd = session->console, .events = POLLIN},
                    [PANEL] = {.fd = session->panel, .events = POLLIN},
                    [ERRORS] = {.fd = session->errors, .events = POLLIN},
                    [INPUT] = {.fd = session->input, .events = POLLIN}},
        .line_start = true,
    };
    while (s.streams[CONSOLE].fd >= 0 || s.streams[PANEL].fd >= 0 || s.streams[ERRORS].fd >= 0) {
        if (deadline != 0 && session_now() >= deadline) {
            return SESSION_DEADLINE;
        }
        if (poll(s.streams, STREAMS, time_to_wait(&s, deadline)) < 0 && errno != EINTR) {
            break;
        }
        for (size_t stream = 0; stream < STREAMS; stream++) {
            serve(&s, stream);
        }
        if (s.quit) {
            return SESSION_QUIT;
        }
        if (s.waiting_length > 0 && (s.line_start || session_now() >= patience_ends(&s))) {
            show_reports(&s);
        }
    }
    show_reports(&s);
    return SESSION_CLOSED;
}
